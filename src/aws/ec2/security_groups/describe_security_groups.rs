//! [DescribeSecurityGroups](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroups.html)

use super::view::GroupView;
use super::{group, group_by_name};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, ids_or_page, page};
use crate::aws::ec2::filters::{Filter, Filters};
use crate::domain::ids::is_zero_id;
use crate::domain::network::{AwsNetworkError, Peer, Rule, SecurityGroup};
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the listed security groups, or all, in the order of their ids.
pub struct DescribeSecurityGroups;

const FILTERS: &[&str] = &[
    "description",
    "egress.ip-permission.cidr",
    "egress.ip-permission.from-port",
    "egress.ip-permission.group-id",
    "egress.ip-permission.group-name",
    "egress.ip-permission.ipv6-cidr",
    "egress.ip-permission.prefix-list-id",
    "egress.ip-permission.protocol",
    "egress.ip-permission.to-port",
    "egress.ip-permission.user-id",
    "group-id",
    "group-name",
    "ip-permission.cidr",
    "ip-permission.from-port",
    "ip-permission.group-id",
    "ip-permission.group-name",
    "ip-permission.ipv6-cidr",
    "ip-permission.prefix-list-id",
    "ip-permission.protocol",
    "ip-permission.to-port",
    "ip-permission.user-id",
    "owner-id",
    "tag-key",
    "vpc-id",
];

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: GroupId GroupName", rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    group_id: Vec<SmolStr>,
    #[serde(default)]
    group_name: Vec<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    security_group_info: Set<GroupView>,
    next_token: Option<String>,
}

impl Operation for DescribeSecurityGroups {
    const ACTION: &'static str = "DescribeSecurityGroups";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeSecurityGroups {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let (ids, names) = (&request.group_id, &request.group_name);
        ids_or_page(ids, request.max_results, "groupIdSet")?;
        ids_or_page(names, request.max_results, "groupSet")?;
        let filters = Filters::of_names(&request.filter, FILTERS)?;
        let page = page::<Self>(at, &request.filter, request.max_results, request.next_token.as_ref(), 5..=1000)?
            .with_token_at_end();
        let all: Vec<&SecurityGroup> = if ids.is_empty() && names.is_empty() {
            at.region.groups.values().collect()
        } else {
            // Elsewhere the id of zeros is only unknown.
            let by_id = ids.iter().map(|id| match is_zero_id(id, "sg-") {
                true => Err(AwsNetworkError::Malformed("sg-", id.clone()).into()),
                false => group(at.region, id),
            });
            by_id.chain(names.iter().map(|name| group_by_name(at.region, name))).collect::<Result<_, _>>()?
        };
        let passing = all.into_iter().filter(|group| filters.pass(&group.tags, |name| values(at, group, name)));
        let (shown, next_token) = page.take(passing, |group| &group.id);
        let view = |group: &SecurityGroup| GroupView::new(at.scope, group);
        Ok(Response { security_group_info: shown.into_iter().map(view).collect(), next_token })
    }
}

/// The values of a group for the filter of this name.
fn values(at: Place<'_>, group: &SecurityGroup, name: &str) -> Vec<String> {
    let (egress, rule_filter) = match name.strip_prefix("egress.ip-permission.") {
        Some(rule_filter) => (true, Some(rule_filter)),
        None => (false, name.strip_prefix("ip-permission.")),
    };
    if let Some(name) = rule_filter {
        let rules = group.rules.iter().filter(|rule| rule.permission.egress == egress);
        return rules.filter_map(|rule| rule_value(at, rule, name)).collect();
    }
    vec![match name {
        "description" => group.description.to_string(),
        "group-id" => group.id.to_string(),
        "group-name" => group.name.to_string(),
        "owner-id" => at.scope.account.to_string(),
        "vpc-id" => group.vpc.to_string(),
        _ => return Vec::new(),
    }]
}

/// The value of a rule for the part of a filter's name after `ip-permission.`.
fn rule_value(at: Place<'_>, rule: &Rule, name: &str) -> Option<String> {
    let permission = &rule.permission;
    match (name, &permission.peer) {
        ("from-port", _) => permission.ports.map(|(from, _)| from.to_string()),
        ("to-port", _) => permission.ports.map(|(_, to)| to.to_string()),
        ("protocol", _) => Some(permission.protocol.as_str().to_string()),
        ("cidr", Peer::V4(range)) => Some(range.to_string()),
        ("ipv6-cidr", Peer::V6(range)) => Some(range.to_string()),
        ("group-id", Peer::Group(id)) => Some(id.to_string()),
        ("prefix-list-id", Peer::PrefixList(id)) => Some(id.to_string()),
        ("group-name", Peer::Group(id)) => at.region.groups.get(id).map(|group| group.name.to_string()),
        ("user-id", Peer::Group(_)) => Some(at.scope.account.to_string()),
        _ => None,
    }
}
