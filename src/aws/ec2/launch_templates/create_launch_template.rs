//! [CreateLaunchTemplate](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html)

use super::by_name;
use super::data::{TemplateData, not_modelled};
use super::view::{OneTemplate, TemplateView};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, check_length, tags};
use crate::domain::compute::instance::Tags;
use crate::domain::compute::template::{AwsTemplateError, MAX_TEMPLATES, TemplateVersion, make};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Creates a launch template with its version 1. Its parameters are judged when something is launched from it.
pub struct CreateLaunchTemplate;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    launch_template_name: SmolStr,
    version_description: Option<SmolStr>,
    launch_template_data: TemplateData,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

impl Operation for CreateLaunchTemplate {
    const ACTION: &'static str = "CreateLaunchTemplate";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &not_modelled(("Operator", ""));
    type Protocol = Ec2;
    type Request = Request;
    type Response = OneTemplate;
}

/// The launch template to create.
pub struct Plan {
    name: SmolStr,
    first: TemplateVersion,
    tags: Tags,
}

impl Change for CreateLaunchTemplate {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let name = request.launch_template_name;
        let is_good = |byte: u8| byte.is_ascii_alphanumeric() || b"().-/_".contains(&byte);
        if !(3..=128).contains(&name.len()) || !name.bytes().all(is_good) {
            return Err(AwsTemplateError::NameMalformed(name).into());
        }
        if let Some(text) = &request.version_description {
            check_length("VersionDescription", text)?;
        }
        let tags = tags(&request.tag_specification, "launch-template", &[])?;
        if by_name(at.region, &name).is_some() {
            return Err(AwsTemplateError::NameExists.into());
        }
        if at.region.templates.len() >= MAX_TEMPLATES {
            return Err(AwsTemplateError::TooMany.into());
        }
        let data = request.launch_template_data.over(None)?;
        Ok(Plan {
            name,
            first: TemplateVersion { created: at.now, description: request.version_description, data },
            tags,
        })
    }

    fn commit(at: &mut PlaceMut<'_>, Plan { name, first, tags }: Plan) -> OneTemplate {
        let id = make(at, name, first, tags);
        OneTemplate { launch_template: TemplateView::new(at.scope, &at.region.templates[&id]) }
    }
}
