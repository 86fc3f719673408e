//! [CreateLaunchTemplateVersion](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplateVersion.html)

use super::data::{TemplateData, not_modelled};
use super::view::VersionView;
use super::{TemplateName, wanted};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::check_length;
use crate::domain::compute::template::{AwsTemplateError, MAX_VERSIONS, TemplateVersion};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Adds a version to a launch template. From a source version it has the parameters that it does not name itself.
pub struct CreateLaunchTemplateVersion;

#[derive(Debug, Deserialize)]
pub struct Request(TemplateName, Fields);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Fields {
    source_version: Option<SmolStr>,
    version_description: Option<SmolStr>,
    launch_template_data: TemplateData,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    launch_template_version: VersionView,
}

impl Operation for CreateLaunchTemplateVersion {
    const ACTION: &'static str = "CreateLaunchTemplateVersion";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &not_modelled(("ResolveAlias", "false"));
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for CreateLaunchTemplateVersion {
    type Plan = (SmolStr, TemplateVersion);

    fn plan(at: Place<'_>, Request(name, fields): Request) -> Result<Self::Plan, Error> {
        let template = name.find(at.region, "create a version")?;
        if let Some(text) = &fields.version_description {
            check_length("VersionDescription", text)?;
        }
        let source = fields.source_version.as_ref().map(|text| wanted("SourceVersion", text)).transpose()?;
        let source = source.map(|wanted| template.version(wanted)).transpose()?;
        if template.versions.len() >= MAX_VERSIONS {
            return Err(AwsTemplateError::TooManyVersions(template.id.clone()).into());
        }
        let data = fields.launch_template_data.over(source.map(|(_, version)| &*version.data))?;
        let version = TemplateVersion { created: at.now, description: fields.version_description, data };
        Ok((template.id.clone(), version))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, version): Self::Plan) -> Response {
        let number = at.region.templates.get_mut(&id).map_or(0, |template| template.add(version));
        let template = &at.region.templates[&id];
        let view = VersionView::new(at.scope, template, number, &template.versions[&number]);
        Response { launch_template_version: view }
    }
}
