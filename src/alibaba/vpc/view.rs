//! VPCs and VSwitches in answers of the VPC API. All documented fields are there; those that are not modelled are
//! empty.

use crate::alibaba::ecs::networks;
use crate::domain::compute::instance::Tags;
use crate::domain::network::{Cidr6, Subnet, Vpc, route_table_of, v_switch_resource_group};
use crate::domain::place::Place;
use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

/// The fields of a VPC that DescribeVpcs and DescribeVpcAttribute share.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct VpcView {
    #[serde(flatten)]
    vpc: networks::VpcView,
    owner_id: i64,
    resource_group_id: SmolStr,
    #[serde(flatten)]
    parts: networks::VpcParts,
    secondary_cidr_blocks: SecondaryCidrBlocks,
    enabled_ipv6: bool,
    ipv6_cidr_block: SmolStr,
    ipv6_cidr_blocks: Ipv6CidrBlocks,
    dhcp_options_set_id: &'static str,
    dhcp_options_set_status: &'static str,
    dns_hostname_status: &'static str,
    tags: TagsView,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct SecondaryCidrBlocks {
    secondary_cidr_block: [SmolStr; 0],
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Ipv6CidrBlocks {
    ipv6_cidr_block: Vec<Ipv6CidrBlock>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Ipv6CidrBlock {
    ipv6_cidr_block: SmolStr,
    ipv6_isp: &'static str,
}

/// A range of IPv6; empty if there is none.
fn range6(range: Option<Cidr6>) -> SmolStr {
    range.map(|range| range.to_smolstr()).unwrap_or_default()
}

impl VpcView {
    pub fn new(at: Place<'_>, vpc: &Vpc) -> Self {
        let facts = &vpc.alibaba;
        Self {
            vpc: networks::VpcView::new(at, vpc),
            owner_id: owner(at),
            resource_group_id: facts.resource_group.clone(),
            parts: networks::VpcParts::new(at.region, vpc),
            secondary_cidr_blocks: SecondaryCidrBlocks::default(),
            enabled_ipv6: facts.ipv6.is_some(),
            ipv6_cidr_block: range6(facts.ipv6),
            ipv6_cidr_blocks: Ipv6CidrBlocks {
                ipv6_cidr_block: facts
                    .ipv6
                    .iter()
                    .map(|range| Ipv6CidrBlock { ipv6_cidr_block: range.to_smolstr(), ipv6_isp: "BGP" })
                    .collect(),
            },
            dhcp_options_set_id: "",
            dhcp_options_set_status: "",
            dns_hostname_status: if facts.dns_hostnames { "ENABLED" } else { "DISABLED" },
            tags: TagsView::from(&vpc.tags),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct VSwitchView {
    #[serde(flatten)]
    v_switch: networks::VSwitchView,
    owner_id: i64,
    resource_group_id: SmolStr,
    route_table: RouteTable,
    enabled_ipv6: bool,
    ipv6_cidr_block: SmolStr,
    network_acl_id: SmolStr,
    share_type: &'static str,
    tags: TagsView,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct RouteTable {
    route_table_id: SmolStr,
    route_table_type: &'static str,
}

impl VSwitchView {
    pub fn new(at: Place<'_>, subnet: &Subnet) -> Self {
        Self {
            v_switch: subnet.into(),
            owner_id: owner(at),
            resource_group_id: v_switch_resource_group(at.region, subnet),
            route_table: RouteTable {
                route_table_id: route_table_of(at.region, subnet).clone(),
                route_table_type: if subnet.alibaba.route_table.is_empty() { "System" } else { "Custom" },
            },
            enabled_ipv6: subnet.alibaba.ipv6.is_some(),
            ipv6_cidr_block: range6(subnet.alibaba.ipv6),
            network_acl_id: subnet.alibaba.acl.clone(),
            share_type: "",
            tags: TagsView::from(&subnet.tags),
        }
    }
}

/// The account id as a number, or 0 if it is not one.
pub fn owner(at: Place<'_>) -> i64 {
    at.scope.account.parse().unwrap_or(0)
}

/// Tags in answers of the VPC API.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct TagsView {
    tag: Vec<TagView>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct TagView {
    key: SmolStr,
    value: SmolStr,
}

impl From<&Tags> for TagsView {
    fn from(tags: &Tags) -> Self {
        let view = |(key, value): (&SmolStr, &SmolStr)| TagView { key: key.clone(), value: value.clone() };
        Self { tag: tags.iter().map(view).collect() }
    }
}
