//! [ModifyLaunchTemplate](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyLaunchTemplate.html)

use super::view::{OneTemplate, TemplateView};
use super::{TemplateName, wanted};
use crate::aws::ec2::Ec2;
use crate::domain::compute::template::AwsTemplateError;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Makes a version of a launch template the default one.
pub struct ModifyLaunchTemplate;

#[derive(Debug, Deserialize)]
pub struct Request(TemplateName, Fields);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Fields {
    set_default_version: Option<SmolStr>,
}

impl Operation for ModifyLaunchTemplate {
    const ACTION: &'static str = "ModifyLaunchTemplate";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    type Protocol = Ec2;
    type Request = Request;
    type Response = OneTemplate;
}

impl Change for ModifyLaunchTemplate {
    type Plan = (SmolStr, u64);

    fn plan(at: Place<'_>, Request(name, fields): Request) -> Result<Self::Plan, Error> {
        let template = name.find(at.region, "modify the template")?;
        let version = fields.set_default_version.ok_or_else(|| Error::missing("SetDefaultVersion"))?;
        let found = template.version(wanted("SetDefaultVersion", &version)?);
        let (number, _) = found.map_err(|error| match error {
            AwsTemplateError::NoVersion { version, .. } => AwsTemplateError::NoDefault(version),
            other => other,
        })?;
        Ok((template.id.clone(), number))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, number): Self::Plan) -> OneTemplate {
        if let Some(template) = at.region.templates.get_mut(&id) {
            template.default = number;
        }
        OneTemplate { launch_template: TemplateView::new(at.scope, &at.region.templates[&id]) }
    }
}
