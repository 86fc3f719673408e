//! Decides which API a call is for.

use super::unserved::Unserved;
use crate::alibaba;
use crate::alibaba::ecs;
use crate::aws::caller::Claim;
use crate::aws::cloudwatch;
use crate::aws::ec2;
use crate::aws::iam;
use crate::aws::ssm;
use crate::aws::sts;
use crate::domain::geography::is_aws_host;
use crate::operation::Api;
use crate::wire::head::Head;
use crate::wire::params::Params;

/// The services of AWS that there are, each with its own API.
pub(super) const AWS: [Api; 5] = [Api::CloudWatch, Api::Ec2, Api::Iam, Api::Ssm, Api::Sts];

/// Those with an AWS JSON protocol, by the part of the target before the action.
const TARGETS: [(&str, Api); 3] =
    [(cloudwatch::TARGET, Api::CloudWatch), (ssm::TARGET, Api::Ssm), (sts::TARGET, Api::Sts)];

/// What a request is for.
#[derive(Debug)]
pub(super) enum Choice {
    Served(Api),
    Unserved(Unserved),
    /// It does not say.
    Unknown,
}

/// What a request is for: by the version or the target of one of the APIs, else the scope of its signature, else its host,
/// else what else the signature tells, else its action if only one API has it.
pub(super) fn choose(params: &Params<'_>, head: &Head<'_>) -> Choice {
    if let Some(api) = by_version(params, head).or_else(|| by_target(head)) {
        return Choice::Served(api);
    }
    if let Some(unserved) = Unserved::find(params, head) {
        return Choice::Unserved(unserved);
    }
    let by_old_version = || ec2::VERSIONS.contains(&params.get("Version")?).then_some(Api::Ec2);
    let api = by_old_version()
        .or_else(|| by_host(head))
        .or_else(|| by_signature(params, head))
        .or_else(|| by_action(params, head));
    api.map_or(Choice::Unknown, Choice::Served)
}

/// Older versions of EC2 do not tell: Auto Scaling has 2011-01-01, and Elastic Load Balancing 2012-06-01.
fn by_version(params: &Params<'_>, head: &Head<'_>) -> Option<Api> {
    match params.get("Version").or_else(|| head.acs_version())? {
        cloudwatch::VERSION => Some(Api::CloudWatch),
        iam::VERSION => Some(Api::Iam),
        sts::VERSION => Some(Api::Sts),
        version if version == ec2::VERSIONS[0] => Some(Api::Ec2),
        version => alibaba::services::by_version(version).map(|_| Api::Ecs),
    }
}

/// By the header of the JSON protocols, or the path of that of CBOR.
fn by_target(head: &Head<'_>) -> Option<Api> {
    if head.path.starts_with(cloudwatch::PATH) {
        return Some(Api::CloudWatch);
    }
    let target = head.amz_target()?;
    TARGETS.iter().find(|(prefix, _)| target.starts_with(prefix)).map(|(_, api)| *api)
}

fn by_host(head: &Head<'_>) -> Option<Api> {
    let host = head.host.split(':').next()?;
    let aws = || host.split('.').find_map(of_aws).filter(|_| is_aws_host(host));
    aws().or_else(|| host.ends_with(".aliyuncs.com").then_some(Api::Ecs))
}

fn by_signature(params: &Params<'_>, head: &Head<'_>) -> Option<Api> {
    match &*head.authorization {
        text if text.starts_with("AWS4-") => {
            Some(Claim::unverified(params, head).service().and_then(of_aws).unwrap_or(Api::Ec2))
        }
        text if text.starts_with("ACS3-") => Some(Api::Ecs),
        _ if params.get("AWSAccessKeyId").or(params.get("X-Amz-Credential")).is_some() => Some(Api::Ec2),
        _ if params.get("AccessKeyId").is_some() => Some(Api::Ecs),
        _ => None,
    }
}

fn by_action(params: &Params<'_>, head: &Head<'_>) -> Option<Api> {
    let action = params.get("Action").or(head.acs_action())?;
    match (ec2::is_action(action), ecs::is_action(action)) {
        (true, false) => Some(Api::Ec2),
        (false, true) => Some(Api::Ecs),
        _ => None,
    }
}

/// The API of a service of AWS.
fn of_aws(name: &str) -> Option<Api> {
    AWS.into_iter().find(|api| api.scope() == name)
}

/// The error message for a call whose API is not known.
pub(super) fn unknown_api_message(params: &Params<'_>) -> String {
    let what = match params.get("Action") {
        Some(action) => format!("Action={action} alone does not say which cloud is meant."),
        None => "The request has no Action.".to_owned(),
    };
    format!("{what}\nAdd Version=2016-11-15 for AWS EC2, or Version=2014-05-26 for Alibaba Cloud ECS.")
}
