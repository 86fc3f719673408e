//! Security groups and rules in answers.

use crate::aws::ec2::common::{Set, TagView, arn, tag_set};
use crate::domain::network::{Peer, Permission, Rule, SecurityGroup};
use crate::domain::scope::Scope;
use serde::Serialize;
use smol_str::SmolStr;
use std::collections::BTreeMap;

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupView {
    owner_id: SmolStr,
    group_id: SmolStr,
    group_name: SmolStr,
    group_description: SmolStr,
    vpc_id: SmolStr,
    ip_permissions: Set<IpPermissionView>,
    ip_permissions_egress: Set<IpPermissionView>,
    tag_set: Option<Set<TagView>>,
    security_group_arn: String,
}

/// The rules of one protocol and port range.
#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IpPermissionView {
    ip_protocol: SmolStr,
    from_port: Option<i64>,
    to_port: Option<i64>,
    groups: Set<Pair>,
    ip_ranges: Set<Range>,
    ipv6_ranges: Set<Ipv6Range>,
    prefix_list_ids: Set<ListView>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Pair {
    user_id: SmolStr,
    group_id: SmolStr,
    description: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ListView {
    prefix_list_id: SmolStr,
    description: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Range {
    cidr_ip: String,
    description: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Ipv6Range {
    cidr_ipv6: String,
    description: Option<SmolStr>,
}

/// Groups permissions, each with its rule's description, by protocol and port range.
pub fn permissions<'p>(
    scope: &Scope,
    all: impl Iterator<Item = (&'p Permission, Option<&'p SmolStr>)>,
) -> Vec<IpPermissionView> {
    let mut grouped: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (permission, description) in all {
        let key = (&permission.protocol, permission.ports);
        grouped.entry(key).or_default().push((&permission.peer, description.cloned()));
    }
    let view = |((protocol, ports), peers)| IpPermissionView::new(scope, protocol, ports, peers);
    grouped.into_iter().map(|((protocol, ports), peers)| view(((protocol.as_str(), ports), peers))).collect()
}

impl IpPermissionView {
    fn new(scope: &Scope, protocol: &SmolStr, ports: Option<(i64, i64)>, peers: Vec<(&Peer, Option<SmolStr>)>) -> Self {
        let (mut groups, mut ranges, mut ranges6, mut lists) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (peer, description) in peers {
            match peer {
                Peer::V4(range) => ranges.push(Range { cidr_ip: range.to_string(), description }),
                Peer::V6(range) => ranges6.push(Ipv6Range { cidr_ipv6: range.to_string(), description }),
                Peer::PrefixList(id) => lists.push(ListView { prefix_list_id: id.clone(), description }),
                Peer::Group(id) => {
                    groups.push(Pair { user_id: scope.account.clone(), group_id: id.clone(), description });
                }
            }
        }
        Self {
            ip_protocol: protocol.clone(),
            from_port: ports.map(|(from, _)| from),
            to_port: ports.map(|(_, to)| to),
            groups: groups.into_iter().collect(),
            ip_ranges: ranges.into_iter().collect(),
            ipv6_ranges: ranges6.into_iter().collect(),
            prefix_list_ids: lists.into_iter().collect(),
        }
    }
}

impl GroupView {
    pub fn new(scope: &Scope, group: &SecurityGroup) -> Self {
        let direction = |egress: bool| {
            let rules = group.rules.iter().filter(move |rule| rule.permission.egress == egress);
            permissions(scope, rules.map(|rule| (&rule.permission, rule.description.as_ref()))).into_iter().collect()
        };
        Self {
            owner_id: scope.account.clone(),
            group_id: group.id.clone(),
            group_name: group.name.clone(),
            group_description: group.description.clone(),
            vpc_id: group.vpc.clone(),
            ip_permissions: direction(false),
            ip_permissions_egress: direction(true),
            tag_set: tag_set(&group.tags),
            security_group_arn: arn(scope, "security-group", &group.id),
        }
    }
}

/// A rule. Its ports are -1 if it has no port range.
#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleView {
    group_owner_id: SmolStr,
    group_id: SmolStr,
    security_group_rule_id: SmolStr,
    description: Option<SmolStr>,
    is_egress: bool,
    ip_protocol: SmolStr,
    from_port: i64,
    to_port: i64,
    cidr_ipv4: Option<String>,
    cidr_ipv6: Option<String>,
    prefix_list_id: Option<SmolStr>,
    referenced_group_info: Option<Referenced>,
    tag_set: Option<Set<TagView>>,
    security_group_rule_arn: String,
}

/// A group of the same VPC, for which AWS does not name the VPC.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Referenced {
    user_id: SmolStr,
    group_id: SmolStr,
}

/// A removed rule.
#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RevokedView {
    security_group_rule_id: SmolStr,
    group_id: SmolStr,
    is_egress: bool,
    ip_protocol: SmolStr,
    from_port: i64,
    to_port: i64,
    cidr_ipv4: Option<String>,
    cidr_ipv6: Option<String>,
    prefix_list_id: Option<SmolStr>,
    referenced_group_id: Option<SmolStr>,
    description: Option<SmolStr>,
}

/// The peer as fields of the answer, one of which is set.
#[derive(Default)]
struct PeerFields {
    cidr_ipv4: Option<String>,
    cidr_ipv6: Option<String>,
    prefix_list_id: Option<SmolStr>,
    group_id: Option<SmolStr>,
}

impl PeerFields {
    fn of(peer: &Peer) -> Self {
        let mut fields = Self::default();
        match peer {
            Peer::V4(range) => fields.cidr_ipv4 = Some(range.to_string()),
            Peer::V6(range) => fields.cidr_ipv6 = Some(range.to_string()),
            Peer::PrefixList(id) => fields.prefix_list_id = Some(id.clone()),
            Peer::Group(id) => fields.group_id = Some(id.clone()),
        }
        fields
    }
}

impl RuleView {
    pub fn new(scope: &Scope, group: &SmolStr, rule: &Rule) -> Self {
        let permission = &rule.permission;
        let (from_port, to_port) = permission.ports.unwrap_or((-1, -1));
        let PeerFields { cidr_ipv4, cidr_ipv6, prefix_list_id, group_id: id } = PeerFields::of(&permission.peer);
        let referenced = |group_id: SmolStr| Referenced { user_id: scope.account.clone(), group_id };
        Self {
            group_owner_id: scope.account.clone(),
            group_id: group.clone(),
            security_group_rule_id: rule.id.clone(),
            description: rule.description.clone(),
            is_egress: permission.egress,
            ip_protocol: permission.protocol.as_str().clone(),
            from_port,
            to_port,
            cidr_ipv4,
            cidr_ipv6,
            prefix_list_id,
            referenced_group_info: id.map(referenced),
            tag_set: tag_set(&rule.tags),
            security_group_rule_arn: arn(scope, "security-group-rule", &rule.id),
        }
    }
}

impl RevokedView {
    pub fn new(group: &SmolStr, rule: &Rule) -> Self {
        let permission = &rule.permission;
        let (from_port, to_port) = permission.ports.unwrap_or((-1, -1));
        let PeerFields { cidr_ipv4, cidr_ipv6, prefix_list_id, group_id } = PeerFields::of(&permission.peer);
        Self {
            security_group_rule_id: rule.id.clone(),
            group_id: group.clone(),
            is_egress: permission.egress,
            ip_protocol: permission.protocol.as_str().clone(),
            from_port,
            to_port,
            cidr_ipv4,
            cidr_ipv6,
            prefix_list_id,
            referenced_group_id: group_id,
            description: rule.description.clone(),
        }
    }
}
