//! [DescribeSecurityGroups](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeSecurityGroups)

use crate::alibaba::ecs::common::{
    AnyCaseTag, Paging, TagsView, check_tag_count, json_list, matches_filter, time_to_the_second,
};
use crate::alibaba::protocol::Rpc;
use crate::domain::network::SecurityGroup;
use crate::domain::place::Place;
use crate::domain::region::Region;
use crate::operation::{DryRun, Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the security groups that pass all filters. Pages by number or by token. Unknown ids are ignored.
pub struct DescribeSecurityGroups;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    security_group_ids: Option<SmolStr>,
    security_group_id: Option<SmolStr>,
    security_group_name: Option<SmolStr>,
    security_group_type: Option<SmolStr>,
    vpc_id: Option<SmolStr>,
    network_type: Option<SmolStr>,
    resource_group_id: Option<SmolStr>,
    service_managed: Option<bool>,
    #[serde(default)]
    tag: Vec<AnyCaseTag>,
    page_number: Option<i64>,
    page_size: Option<i64>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    total_count: usize,
    page_number: usize,
    page_size: usize,
    next_token: String,
    region_id: &'static str,
    security_groups: SecurityGroups,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct SecurityGroups {
    security_group: Vec<View>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct View {
    security_group_id: SmolStr,
    security_group_name: SmolStr,
    description: SmolStr,
    security_group_type: &'static str,
    vpc_id: SmolStr,
    creation_time: String,
    ecs_count: usize,
    available_instance_amount: usize,
    rule_count: usize,
    group_to_group_rule_count: usize,
    resource_group_id: SmolStr,
    service_managed: bool,
    #[serde(rename = "ServiceID")]
    service_id: i64,
    tags: TagsView,
}

impl Operation for DescribeSecurityGroups {
    const ACTION: &'static str = "DescribeSecurityGroups";
    const REGION_ID: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // Members are always counted.
    const IGNORED: &'static [&'static str] = &["FuzzyQuery", "IsQueryEcsCount"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        match error.invalid_parameter()? {
            "NextToken" => Some(row(400, "InValidParameter.NextToken", "The parameter NextToken is invalid.")),
            "SecurityGroupType" => Some(row(400, "InvalidParameter.SecurityGroupType", "The specified SecurityGroupType is not valid.")),
            _ => None,
        }
    }
}

impl Read for DescribeSecurityGroups {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        check_tag_count(request.tag.iter())?;
        let ids = json_list("SecurityGroupIds", request.security_group_ids.as_ref(), 100)?;
        if let Some(group_type) = request
            .security_group_type
            .as_ref()
            .filter(|group_type| !["normal", "enterprise"].contains(&group_type.as_str()))
        {
            return Err(Error::invalid("SecurityGroupType", group_type, "normal or enterprise"));
        }
        // A token is the id of a group, which may be deleted by now.
        let token = request.next_token.as_ref().filter(|token| !token.is_empty());
        if let Some(token) = token.filter(|token| !token.starts_with("sg-")) {
            return Err(Error::invalid("NextToken", token, "the token of an answer"));
        }
        let groups = at.region.groups.values().filter(|group| {
            ids.as_ref().is_none_or(|ids| ids.contains(&group.id))
                && matches_filter(&request.security_group_id, &group.id)
                && matches_filter(&request.security_group_name, &group.name)
                && matches_filter(&request.security_group_type, group_type(group))
                && matches_filter(&request.vpc_id, &group.vpc)
                && matches_filter(&request.network_type, "vpc")
                && matches_filter(&request.resource_group_id, &group.resource_group)
                && request.service_managed != Some(true)
                && request.tag.iter().all(|tag| tag.matches(&group.tags))
        });
        let paging = Paging {
            page_number: request.page_number,
            page_size: request.page_size,
            max_results: request.max_results,
            next_token: request.next_token,
        };
        let page = paging.take(groups.collect(), 100, |group: &&SecurityGroup| &group.id)?;
        let security_group = page.items.into_iter().map(|group| View::new(at.region, group)).collect();
        Ok(Response {
            total_count: page.total,
            page_number: page.number,
            page_size: page.size,
            next_token: page.next_token,
            region_id: at.scope.region,
            security_groups: SecurityGroups { security_group },
        })
    }
}

fn group_type(group: &SecurityGroup) -> &'static str {
    if group.enterprise { "enterprise" } else { "normal" }
}

impl View {
    fn new(region: &Region, group: &SecurityGroup) -> Self {
        // The most private addresses in a group.
        let max_members: usize = if group.enterprise { 65_536 } else { 2_000 };
        let members = region.instances.values().filter(|instance| instance.nic.groups.contains(&group.id)).count();
        Self {
            security_group_id: group.id.clone(),
            security_group_name: group.name.clone(),
            description: group.description.clone(),
            security_group_type: group_type(group),
            vpc_id: group.vpc.clone(),
            creation_time: time_to_the_second(group.created),
            ecs_count: members,
            available_instance_amount: max_members.saturating_sub(members),
            rule_count: group.rules.len(),
            group_to_group_rule_count: group.rules_about_groups(),
            resource_group_id: group.resource_group.clone(),
            service_managed: false,
            service_id: 0,
            tags: TagsView::from(&group.tags),
        }
    }
}
