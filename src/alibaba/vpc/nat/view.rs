//! What answers of several operations say of a NAT gateway.

use crate::alibaba::ecs::common::time_to_the_second;
use crate::domain::network::address::Address;
use crate::domain::network::{AlibabaNat, AlibabaNatState};
use crate::domain::region::Region;
use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};
use std::net::Ipv4Addr;

/// Of PrivateLink, which no gateway here has.
#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AccessMode {
    mode_value: &'static str,
    tunnel_type: &'static str,
}

/// An elastic address of a gateway.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct IpView {
    pub allocation_id: SmolStr,
    pub ip_address: Ipv4Addr,
    private_ip_address: SmolStr,
    pub using_status: &'static str,
    /// Whether SNAT entries can have it.
    snat_entry_enabled: bool,
}

impl IpView {
    /// All of a gateway.
    pub fn all(region: &Region, gateway: &AlibabaNat) -> Vec<Self> {
        gateway.addresses(region).map(|address| Self::new(gateway, address)).collect()
    }

    fn new(gateway: &AlibabaNat, address: &Address) -> Self {
        let in_snat = gateway.snat.iter().any(|entry| entry.addresses.contains(&address.public_ip));
        let mut rules = gateway.forward.iter().map(|entry| &entry.rule);
        let in_forward = rules.clone().any(|rule| rule.external_ip == address.public_ip);
        let is_mapped = rules.any(|rule| rule.external_ip == address.public_ip && rule.external_ports.is_none());
        Self {
            allocation_id: address.id.clone(),
            ip_address: address.public_ip,
            private_ip_address: gateway.occupied.get(&address.id).map(ToSmolStr::to_smolstr).unwrap_or_default(),
            using_status: match (in_forward, in_snat) {
                (true, true) => "UsedByForwardSnatTable",
                (true, false) => "UsedByForwardTable",
                (false, true) => "UsedBySnatTable",
                (false, false) => "Idle",
            },
            snat_entry_enabled: !is_mapped,
        }
    }
}

pub fn status(gateway: &AlibabaNat) -> &'static str {
    match gateway.state {
        AlibabaNatState::Creating => "Creating",
        AlibabaNatState::Available => "Available",
        AlibabaNatState::Deleting => "Deleting",
    }
}

pub fn network_type(gateway: &AlibabaNat) -> &'static str {
    if gateway.options.internet { "internet" } else { "intranet" }
}

pub fn availability_mode(gateway: &AlibabaNat) -> &'static str {
    if gateway.options.single_zone { "SingleAZ" } else { "CrossAZ" }
}

pub fn bind_mode(gateway: &AlibabaNat) -> &'static str {
    if gateway.options.occupies { "NAT" } else { "MULTI_BINDED" }
}

/// The zone that it is in.
pub fn zone(region: &Region, gateway: &AlibabaNat) -> &'static str {
    region.subnets.get(&gateway.v_switch).map_or("", |subnet| subnet.zone)
}

/// The resource group of its VPC.
pub fn resource_group(region: &Region, gateway: &AlibabaNat) -> SmolStr {
    region.vpcs.get(&gateway.vpc).map(|vpc| vpc.alibaba.resource_group.clone()).unwrap_or_default()
}

/// Its name; the id of one that was given none (ours: the vendor's pages do not say which name the system gives it).
pub fn name(gateway: &AlibabaNat) -> SmolStr {
    if gateway.name.is_empty() { gateway.id.clone() } else { gateway.name.clone() }
}

pub fn created(gateway: &AlibabaNat) -> String {
    time_to_the_second(gateway.created)
}

/// The greatest bandwidth in Mbit/s, number of sessions and of new sessions a second (ours: the vendor's pages only name the
/// fields).
pub const MAX_BANDWIDTH: u32 = 5120;
pub const MAX_SESSIONS: u32 = 2_000_000;
pub const MAX_SESSION_RATE: u32 = 100_000;
