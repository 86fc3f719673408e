//! [DeleteLaunchTemplateVersions](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteLaunchTemplateVersions.html)

use super::TemplateName;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::domain::compute::template::LaunchTemplate;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Deletes versions of a launch template. The default version and those that are not there fail by themselves.
pub struct DeleteLaunchTemplateVersions;

/// The most versions of a call.
const MAX: usize = 200;

#[derive(Debug, Deserialize)]
pub struct Request(TemplateName, Fields);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Fields {
    #[serde(default)]
    launch_template_version: Vec<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    successfully_deleted_launch_template_version_set: Set<VersionName>,
    unsuccessfully_deleted_launch_template_version_set: Set<Failure>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VersionName {
    launch_template_id: SmolStr,
    launch_template_name: SmolStr,
    version_number: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Failure {
    #[serde(flatten)]
    version: VersionName,
    response_error: ResponseError,
}

#[derive(Serialize)]
struct ResponseError {
    code: &'static str,
    message: String,
}

impl Operation for DeleteLaunchTemplateVersions {
    const ACTION: &'static str = "DeleteLaunchTemplateVersions";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

/// The template, and the numbers of the versions: whether each can be deleted.
pub struct Plan {
    template: SmolStr,
    deleted: Vec<u64>,
    kept: Vec<(u64, ResponseError)>,
}

impl Change for DeleteLaunchTemplateVersions {
    type Plan = Plan;

    fn plan(
        at: Place<'_>,
        Request(name, Fields { launch_template_version: versions }): Request,
    ) -> Result<Plan, Error> {
        let template = name.find(at.region, "delete versions")?;
        if versions.is_empty() {
            return Err(Error::missing("LaunchTemplateVersion"));
        }
        if versions.len() > MAX {
            let text = format!("at most {MAX} versions");
            return Err(Error::invalid("LaunchTemplateVersion", versions.len(), text));
        }
        let number = |text: &SmolStr| {
            let expected = || Error::invalid("LaunchTemplateVersion", text, "the number of a version");
            text.parse::<u64>().map_err(|_| expected())
        };
        let mut numbers = versions.iter().map(number).collect::<Result<Vec<_>, _>>()?;
        numbers.sort_unstable();
        numbers.dedup();
        let (mut deleted, mut kept) = (Vec::new(), Vec::new());
        for number in numbers {
            match error(template, number) {
                None => deleted.push(number),
                Some(error) => kept.push((number, error)),
            }
        }
        Ok(Plan { template: template.id.clone(), deleted, kept })
    }

    fn commit(at: &mut PlaceMut<'_>, Plan { template: id, deleted, kept }: Plan) -> Response {
        if let Some(template) = at.region.templates.get_mut(&id) {
            deleted.iter().for_each(|number| {
                template.versions.remove(number);
            });
        }
        let name = at.region.templates.get(&id).map(|template| template.name.clone()).unwrap_or_default();
        let version = |number: u64| VersionName {
            launch_template_id: id.clone(),
            launch_template_name: name.clone(),
            version_number: number,
        };
        let failure = |(number, response_error)| Failure { version: version(number), response_error };
        Response {
            successfully_deleted_launch_template_version_set: deleted.into_iter().map(version).collect(),
            unsuccessfully_deleted_launch_template_version_set: kept.into_iter().map(failure).collect(),
        }
    }
}

/// Why a version cannot be deleted. The codes are those of LaunchTemplateErrorCode, the texts are ours.
fn error(template: &LaunchTemplate, number: u64) -> Option<ResponseError> {
    let (code, message) = match number {
        _ if !template.versions.contains_key(&number) => {
            ("launchTemplateVersionDoesNotExist", format!("The launch template version {number} does not exist."))
        }
        _ if number == template.default => {
            ("unexpectedError", format!("The launch template version {number} is the default version."))
        }
        _ => return None,
    };
    Some(ResponseError { code, message })
}
