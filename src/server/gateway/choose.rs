//! Decides which API a call is for.

use crate::alibaba;
use crate::alibaba::ecs;
use crate::aws::ec2;
use crate::aws::sts;
use crate::domain::geography::is_aws_host;
use crate::operation::Api;
use crate::wire::head::Head;
use crate::wire::params::Params;

/// The API of a call: by its version, else its host, else its signature, else its action if only one API has it.
pub(super) fn api(params: &Params<'_>, head: &Head<'_>) -> Option<Api> {
    let version = params.get("Version").or_else(|| head.acs_version()).unwrap_or("");
    let by_version = || match version {
        sts::VERSION => Some(Api::Sts),
        _ if alibaba::services::by_version(version).is_some() => Some(Api::Ecs),
        _ if ec2::VERSIONS.contains(&version) => Some(Api::Ec2),
        _ => head.amz_target().filter(|target| target.starts_with(sts::TARGET)).map(|_| Api::Sts),
    };
    let by_host = || match head.host.split(':').next().unwrap_or("") {
        host if is_aws_host(host) => Some(if host.starts_with("sts.") { Api::Sts } else { Api::Ec2 }),
        host if host.ends_with(".aliyuncs.com") => Some(Api::Ecs),
        _ => None,
    };
    let by_signature = || match &*head.authorization {
        text if text.starts_with("AWS4-") => Some(if text.contains("/sts/") { Api::Sts } else { Api::Ec2 }),
        text if text.starts_with("ACS3-") => Some(Api::Ecs),
        _ if params.get("AWSAccessKeyId").or(params.get("X-Amz-Credential")).is_some() => Some(Api::Ec2),
        _ if params.get("AccessKeyId").is_some() => Some(Api::Ecs),
        _ => None,
    };
    let by_action = || {
        let action = params.get("Action").or(head.acs_action())?;
        match (ec2::is_action(action), ecs::is_action(action)) {
            (true, false) => Some(Api::Ec2),
            (false, true) => Some(Api::Ecs),
            _ => None,
        }
    };
    by_version().or_else(by_host).or_else(by_signature).or_else(by_action)
}

/// The error message for a call whose API is not known.
pub(super) fn unknown_api_message(params: &Params<'_>) -> String {
    let what = match params.get("Action") {
        Some(action) => format!("Action={action} alone does not say which cloud is meant."),
        None => "The request has no Action.".to_owned(),
    };
    format!("{what}\nAdd Version=2016-11-15 for AWS EC2, or Version=2014-05-26 for Alibaba Cloud ECS.")
}
