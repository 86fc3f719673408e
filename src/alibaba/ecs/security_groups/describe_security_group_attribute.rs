//! [DescribeSecurityGroupAttribute](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeSecurityGroupAttribute)

use super::group;
use super::permission::{port_range, protocol_name};
use super::refusals;
use crate::alibaba::ecs::common::time_to_the_second;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::{LocalRange, Peer, Rule};
use crate::domain::place::Place;
use crate::domain::region::Region;
use crate::operation::{Error, Operation, Read, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};

/// Describes a security group and its rules, in the order of their creation. Pages by token.
pub struct DescribeSecurityGroupAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    security_group_id: SmolStr,
    direction: Option<SmolStr>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    region_id: &'static str,
    security_group_id: SmolStr,
    security_group_name: SmolStr,
    description: SmolStr,
    vpc_id: SmolStr,
    inner_access_policy: &'static str,
    permissions: Permissions,
    snapshot_policy_ids: SnapshotPolicyIds,
    next_token: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Permissions {
    permission: Vec<View>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct SnapshotPolicyIds {
    snapshot_policy_id: [SmolStr; 0],
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct View {
    security_group_rule_id: SmolStr,
    direction: &'static str,
    policy: &'static str,
    priority: SmolStr,
    ip_protocol: SmolStr,
    port_range: SmolStr,
    source_port_range: SmolStr,
    nic_type: &'static str,
    description: SmolStr,
    create_time: String,
    #[serde(flatten)]
    source: Source,
    #[serde(flatten)]
    dest: Dest,
    port_range_list_id: &'static str,
    port_range_list_name: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Source {
    source_cidr_ip: SmolStr,
    ipv6_source_cidr_ip: SmolStr,
    source_group_id: SmolStr,
    source_group_name: SmolStr,
    source_group_owner_account: &'static str,
    source_prefix_list_id: SmolStr,
    source_prefix_list_name: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Dest {
    dest_cidr_ip: SmolStr,
    ipv6_dest_cidr_ip: SmolStr,
    dest_group_id: SmolStr,
    dest_group_name: SmolStr,
    dest_group_owner_account: &'static str,
    dest_prefix_list_id: SmolStr,
    dest_prefix_list_name: SmolStr,
}

impl Operation for DescribeSecurityGroupAttribute {
    const ACTION: &'static str = "DescribeSecurityGroupAttribute";
    const REGION_ID: bool = true;
    // There is one type of interface, and no snapshot policies.
    const IGNORED: &'static [&'static str] = &["Attribute", "NicType"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::not_found(error)
    }
}

impl Read for DescribeSecurityGroupAttribute {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let egress = match request.direction.as_deref() {
            None | Some("all") => None,
            Some("egress") => Some(true),
            Some("ingress") => Some(false),
            Some(other) => return Err(Error::invalid("Direction", other, "egress, ingress or all")),
        };
        let size = match request.max_results {
            None => 500,
            Some(value) => {
                let size = usize::try_from(value).ok().filter(|size| (10..=1000).contains(size));
                size.ok_or_else(|| Error::invalid("MaxResults", value, "10 to 1000"))?
            }
        };
        let group = group(at.region, &request.security_group_id)?;
        let passing = |rule: &&Rule| egress.is_none_or(|egress| rule.permission.egress == egress);
        let rules: Vec<&Rule> = group.rules.iter().filter(passing).collect();
        let from = match &request.next_token {
            None => 0,
            Some(token) => {
                let last = rules.iter().position(|rule| rule.id == *token);
                last.ok_or_else(|| Error::invalid("NextToken", token, "a token from an answer"))? + 1
            }
        };
        let page = &rules[from..rules.len().min(from + size)];
        let more = from + page.len() < rules.len();
        Ok(Response {
            region_id: at.scope.region,
            security_group_id: group.id.clone(),
            security_group_name: group.name.clone(),
            description: group.description.clone(),
            vpc_id: group.vpc.clone(),
            inner_access_policy: if group.isolated { "Drop" } else { "Accept" },
            permissions: Permissions { permission: page.iter().map(|rule| View::new(at.region, rule)).collect() },
            snapshot_policy_ids: SnapshotPolicyIds { snapshot_policy_id: [] },
            next_token: page.last().filter(|_| more).map(|rule| rule.id.clone()).unwrap_or_default(),
        })
    }
}

/// The address range, the group or the prefix list on one side of a rule.
#[derive(Default)]
struct Side {
    v4: SmolStr,
    v6: SmolStr,
    group: SmolStr,
    group_name: SmolStr,
    list: SmolStr,
    list_name: SmolStr,
}

impl View {
    fn new(region: &Region, rule: &Rule) -> Self {
        let permission = &rule.permission;
        let terms = &permission.terms;
        let peer = match &permission.peer {
            Peer::V4(range) => Side { v4: format_smolstr!("{range}"), ..Side::default() },
            Peer::V6(range) => Side { v6: format_smolstr!("{range}"), ..Side::default() },
            Peer::Group(id) => {
                let group_name = region.groups.get(id).map(|group| group.name.clone()).unwrap_or_default();
                Side { group: id.clone(), group_name, ..Side::default() }
            }
            Peer::PrefixList(id) => {
                let list_name = region.prefix_lists.get(id).map(|list| list.name.clone()).unwrap_or_default();
                Side { list: id.clone(), list_name, ..Side::default() }
            }
        };
        let own = match &terms.own {
            None => Side::default(),
            Some(LocalRange::V4(range)) => Side { v4: format_smolstr!("{range}"), ..Side::default() },
            Some(LocalRange::V6(range)) => Side { v6: format_smolstr!("{range}"), ..Side::default() },
        };
        let (source, dest) = if permission.egress { (own, peer) } else { (peer, own) };
        Self {
            security_group_rule_id: rule.id.clone(),
            direction: if permission.egress { "egress" } else { "ingress" },
            policy: if terms.drop { "Drop" } else { "Accept" },
            priority: format_smolstr!("{}", terms.priority),
            ip_protocol: protocol_name(&permission.protocol),
            port_range: port_range(permission.ports),
            source_port_range: terms.source_ports.map_or(SmolStr::default(), |ports| port_range(Some(ports))),
            nic_type: "intranet",
            description: rule.description.clone().unwrap_or_default(),
            create_time: time_to_the_second(rule.created),
            source: Source {
                source_cidr_ip: source.v4,
                ipv6_source_cidr_ip: source.v6,
                source_group_id: source.group,
                source_group_name: source.group_name,
                source_group_owner_account: "",
                source_prefix_list_id: source.list,
                source_prefix_list_name: source.list_name,
            },
            dest: Dest {
                dest_cidr_ip: dest.v4,
                ipv6_dest_cidr_ip: dest.v6,
                dest_group_id: dest.group,
                dest_group_name: dest.group_name,
                dest_group_owner_account: "",
                dest_prefix_list_id: dest.list,
                dest_prefix_list_name: dest.list_name,
            },
            port_range_list_id: "",
            port_range_list_name: "",
        }
    }
}
