//! A network interface in responses. Every documented field is present; those that are not modelled are empty.

use super::Eni;
use crate::alibaba::ecs::common::{TagsView, time_to_the_second};
use crate::alibaba::ecs::instances::mac_address;
use crate::domain::compute::instance::Nic;
use crate::domain::network::address;
use crate::domain::place::Place;
use crate::domain::region::Region;
use crate::domain::scope::Scope;
use serde::Serialize;
use smol_str::SmolStr;
use std::net::{Ipv4Addr, Ipv6Addr};

/// The fields that CreateNetworkInterface shows, too.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct EniView {
    network_interface_id: SmolStr,
    network_interface_name: SmolStr,
    description: SmolStr,
    r#type: &'static str,
    status: &'static str,
    owner_id: SmolStr,
    vpc_id: SmolStr,
    #[serde(rename = "VSwitchId")]
    v_switch_id: SmolStr,
    zone_id: &'static str,
    mac_address: SmolStr,
    private_ip_address: Ipv4Addr,
    private_ip_sets: PrivateIpSets,
    ipv6_sets: Ipv6Sets,
    ipv4_prefix_sets: Ipv4PrefixSets,
    ipv6_prefix_sets: Ipv6PrefixSets,
    security_group_ids: GroupIds,
    source_dest_check: bool,
    resource_group_id: SmolStr,
    service_managed: bool,
    #[serde(rename = "ServiceID")]
    service_id: i64,
    tags: TagsView,
}

/// The fields of an interface in a description.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribedEni<A> {
    #[serde(flatten)]
    common: EniView,
    instance_id: SmolStr,
    associated_public_ip: PublicIp,
    attachment: A,
    creation_time: String,
    delete_on_release: bool,
    network_interface_traffic_mode: &'static str,
    queue_number: u32,
    queue_pair_number: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PrivateIpSets {
    private_ip_set: Vec<PrivateIp>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct PrivateIp {
    private_ip_address: Ipv4Addr,
    primary: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    private_dns_name: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    associated_public_ip: Option<PublicIp>,
}

#[derive(Clone, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PublicIp {
    allocation_id: SmolStr,
    public_ip_address: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Ipv6Sets {
    ipv6_set: Vec<Ipv6>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Ipv6 {
    ipv6_address: Ipv6Addr,
    primary: bool,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Ipv4PrefixSets {
    ipv4_prefix_set: [SmolStr; 0],
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Ipv6PrefixSets {
    ipv6_prefix_set: [SmolStr; 0],
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Attachment {
    instance_id: SmolStr,
    device_index: u32,
    network_card_index: u32,
    trunk_network_interface_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct GroupIds {
    security_group_id: Vec<SmolStr>,
}

/// How much an operation shows of private addresses.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// The address.
    Short,
    /// Also its public address.
    Public,
    /// Also its name.
    Full,
}

impl EniView {
    pub fn new(scope: &Scope, region: &Region, eni: &Eni<'_>, detail: Detail) -> Self {
        let nic = eni.nic;
        Self {
            network_interface_id: nic.id.clone(),
            network_interface_name: nic.more().name.clone(),
            description: nic.description.clone(),
            r#type: kind(eni),
            status: eni.status(),
            owner_id: scope.account.clone(),
            vpc_id: nic.vpc.clone(),
            v_switch_id: nic.subnet.clone(),
            zone_id: zone(eni),
            mac_address: mac_address(nic.private_ip),
            private_ip_address: nic.private_ip,
            private_ip_sets: PrivateIpSets { private_ip_set: private_ips(region, eni, detail) },
            ipv6_sets: ipv6_sets(nic),
            ipv4_prefix_sets: Ipv4PrefixSets::default(),
            ipv6_prefix_sets: Ipv6PrefixSets::default(),
            security_group_ids: GroupIds { security_group_id: nic.groups.clone() },
            source_dest_check: eni.other.is_some_and(|interface| !interface.routes_traffic),
            resource_group_id: resource_group(eni).clone(),
            service_managed: false,
            service_id: 0,
            tags: TagsView::from(&nic.tags),
        }
    }
}

impl<A> DescribedEni<A> {
    pub fn new(at: Place<'_>, eni: &Eni<'_>, detail: Detail, attachment: A) -> Self {
        let created = match (eni.other, eni.instance) {
            (None, Some(instance)) => instance.created,
            (other, _) => other.map(|interface| interface.alibaba().created).unwrap_or_default(),
        };
        Self {
            common: EniView::new(at.scope, at.region, eni, detail),
            instance_id: eni.instance.map(|instance| instance.id.clone()).unwrap_or_default(),
            associated_public_ip: public_ip(at.region, eni, eni.nic.private_ip),
            attachment,
            creation_time: time_to_the_second(created),
            delete_on_release: eni.other.is_none_or(|interface| interface.alibaba().delete_on_release),
            network_interface_traffic_mode: "Standard",
            queue_number: queues(eni),
            queue_pair_number: 0,
        }
    }
}

impl Attachment {
    pub fn new(eni: &Eni<'_>) -> Self {
        Self {
            instance_id: eni.instance.map(|instance| instance.id.clone()).unwrap_or_default(),
            device_index: device_index(eni),
            network_card_index: 0,
            trunk_network_interface_id: "",
        }
    }
}

pub fn device_index(eni: &Eni<'_>) -> u32 {
    eni.other.and_then(|interface| interface.attachment.as_ref()).map_or(0, |attachment| attachment.device_index)
}

pub fn kind(eni: &Eni<'_>) -> &'static str {
    if eni.other.is_some() { "Secondary" } else { "Primary" }
}

fn zone(eni: &Eni<'_>) -> &'static str {
    match (eni.other, eni.instance) {
        (Some(interface), _) => interface.zone,
        (None, instance) => instance.map_or("", |instance| instance.zone),
    }
}

/// Its resource group: a primary interface is in that of its instance.
pub fn resource_group<'r>(eni: &Eni<'r>) -> &'r SmolStr {
    const DEFAULT: &SmolStr = &SmolStr::new_static("");
    match (eni.other, eni.instance) {
        (Some(interface), _) => &interface.alibaba().resource_group,
        (None, instance) => instance.map_or(DEFAULT, |instance| &instance.alibaba().resource_group),
    }
}

/// How many queues it has: those it was given, or those that its instance's type gives it; 0 if neither is known.
pub fn queues(eni: &Eni<'_>) -> u32 {
    let figures = eni.instance.and_then(|instance| instance.instance_type.ecs());
    match eni.other {
        None => figures.and_then(|figures| figures.primary_queues).unwrap_or(0),
        Some(interface) => {
            let default = figures.and_then(|figures| figures.secondary_queues);
            interface.alibaba().queues.or(default).unwrap_or(0)
        }
    }
}

/// The private addresses of an interface, the primary one first.
pub fn private_addresses(nic: &Nic) -> impl Iterator<Item = Ipv4Addr> {
    std::iter::once(nic.private_ip).chain(nic.more().secondary.iter().copied())
}

fn private_ips(region: &Region, eni: &Eni<'_>, detail: Detail) -> Vec<PrivateIp> {
    let view = |address| PrivateIp {
        private_ip_address: address,
        primary: address == eni.nic.private_ip,
        private_dns_name: (detail == Detail::Full).then_some(""),
        associated_public_ip: (detail != Detail::Short).then(|| public_ip(region, eni, address)),
    };
    private_addresses(eni.nic).map(view).collect()
}

/// The public address of one of its private ones.
fn public_ip(region: &Region, eni: &Eni<'_>, private: Ipv4Addr) -> PublicIp {
    let nic = eni.nic;
    let elastic = match (eni.other, eni.instance) {
        (None, Some(instance)) if private == nic.private_ip => address::of(region, &instance.id),
        _ => address::of_interface(region, &nic.id).into_iter().find(|(ip, _)| *ip == private).map(|(_, eip)| eip),
    };
    match elastic {
        Some(eip) => PublicIp { allocation_id: eip.id.clone(), public_ip_address: eip.public_ip.to_string() },
        None if private == nic.private_ip => PublicIp {
            public_ip_address: nic.public_ip.map(|ip| ip.to_string()).unwrap_or_default(),
            ..PublicIp::default()
        },
        None => PublicIp::default(),
    }
}

/// The addresses of IPv6. None here is a primary one.
pub fn ipv6_sets(nic: &Nic) -> Ipv6Sets {
    Ipv6Sets { ipv6_set: nic.ipv6.iter().map(|address| Ipv6 { ipv6_address: *address, primary: false }).collect() }
}
