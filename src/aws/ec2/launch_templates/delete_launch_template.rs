//! [DeleteLaunchTemplate](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteLaunchTemplate.html)

use super::TemplateName;
use super::view::{OneTemplate, TemplateView};
use crate::aws::ec2::Ec2;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};

/// Deletes a launch template with all its versions. Instances that were launched from it stay as they are.
pub struct DeleteLaunchTemplate;

impl Operation for DeleteLaunchTemplate {
    const ACTION: &'static str = "DeleteLaunchTemplate";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = TemplateName;
    type Response = OneTemplate;
}

impl Change for DeleteLaunchTemplate {
    type Plan = OneTemplate;

    fn plan(at: Place<'_>, name: TemplateName) -> Result<OneTemplate, Error> {
        let template = name.find(at.region, "delete the template")?;
        Ok(OneTemplate { launch_template: TemplateView::new(at.scope, template) })
    }

    fn commit(at: &mut PlaceMut<'_>, deleted: OneTemplate) -> OneTemplate {
        at.region.templates.remove(deleted.launch_template.id());
        deleted
    }
}
