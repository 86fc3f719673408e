//! Network ACLs in answers.

use crate::alibaba::ecs::common::time_to_the_second;
use crate::alibaba::vpc::view::{TagsView, owner};
use crate::domain::network::{VpcAcl, VpcAclEntry, VpcAclRange};
use crate::domain::place::Place;
use crate::domain::region::Region;
use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

/// The fields of an ACL that all answers have. `D` is what those of the Describe operations say of a rule beyond the others.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AclView<D> {
    network_acl_id: SmolStr,
    network_acl_name: SmolStr,
    description: SmolStr,
    region_id: &'static str,
    vpc_id: SmolStr,
    status: &'static str,
    creation_time: String,
    ingress_acl_entries: Ingress<D>,
    egress_acl_entries: Egress<D>,
    resources: Resources,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Ingress<D> {
    ingress_acl_entry: Vec<IngressView<D>>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Egress<D> {
    egress_acl_entry: Vec<EgressView<D>>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct IngressView<D> {
    #[serde(flatten)]
    entry: EntryView,
    source_cidr_ip: SmolStr,
    #[serde(flatten)]
    detail: D,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct EgressView<D> {
    #[serde(flatten)]
    entry: EntryView,
    destination_cidr_ip: SmolStr,
    #[serde(flatten)]
    detail: D,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct EntryView {
    network_acl_entry_id: SmolStr,
    network_acl_entry_name: SmolStr,
    description: SmolStr,
    policy: &'static str,
    protocol: SmolStr,
    port: String,
}

/// What the Describe operations say of a rule beyond the others.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Detail {
    entry_type: &'static str,
    ip_version: &'static str,
}

/// Nothing more.
#[derive(Serialize)]
pub struct NoDetail {}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Resources {
    resource: Vec<ResourceView>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ResourceView {
    resource_id: SmolStr,
    resource_type: &'static str,
    status: &'static str,
}

impl From<&VpcAclEntry> for Detail {
    fn from(entry: &VpcAclEntry) -> Self {
        let is_ipv6 = matches!(entry.rule.range, VpcAclRange::V6(_));
        Self { entry_type: "custom", ip_version: if is_ipv6 { "IPv6" } else { "IPv4" } }
    }
}

impl From<&VpcAclEntry> for NoDetail {
    fn from(_: &VpcAclEntry) -> Self {
        Self {}
    }
}

impl From<&VpcAclEntry> for EntryView {
    fn from(entry: &VpcAclEntry) -> Self {
        let rule = &entry.rule;
        Self {
            network_acl_entry_id: entry.id.clone(),
            network_acl_entry_name: rule.name.clone(),
            description: rule.description.clone(),
            policy: if rule.accept { "accept" } else { "drop" },
            protocol: rule.protocol.clone(),
            port: rule.ports.map_or_else(|| "-1/-1".to_owned(), |(first, last)| format!("{first}/{last}")),
        }
    }
}

impl<D: for<'e> From<&'e VpcAclEntry>> AclView<D> {
    pub fn new(region: &Region, region_id: &'static str, acl: &VpcAcl) -> Self {
        let ingress = acl.ingress.iter().map(|entry| IngressView {
            entry: entry.into(),
            source_cidr_ip: entry.rule.range.to_smolstr(),
            detail: entry.into(),
        });
        let egress = acl.egress.iter().map(|entry| EgressView {
            entry: entry.into(),
            destination_cidr_ip: entry.rule.range.to_smolstr(),
            detail: entry.into(),
        });
        let resources = acl.v_switches(region).map(|v_switch| ResourceView {
            resource_id: v_switch.id.clone(),
            resource_type: "VSwitch",
            status: "BINDED",
        });
        Self {
            network_acl_id: acl.id.clone(),
            network_acl_name: acl.name.clone(),
            description: acl.description.clone(),
            region_id,
            vpc_id: acl.vpc.clone(),
            status: "Available",
            // The vendor writes these times as in 2021-12-25 11:33:27.
            creation_time: time_to_the_second(acl.created).replace('T', " ").replace('Z', ""),
            ingress_acl_entries: Ingress { ingress_acl_entry: ingress.collect() },
            egress_acl_entries: Egress { egress_acl_entry: egress.collect() },
            resources: Resources { resource: resources.collect() },
        }
    }
}

/// An ACL as the Describe operations show it.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribedAcl {
    #[serde(flatten)]
    acl: AclView<Detail>,
    owner_id: i64,
    tags: TagsView,
}

impl DescribedAcl {
    pub fn new(at: Place<'_>, acl: &VpcAcl) -> Self {
        Self { acl: AclView::new(at.region, at.scope.region, acl), owner_id: owner(at), tags: (&acl.tags).into() }
    }
}
