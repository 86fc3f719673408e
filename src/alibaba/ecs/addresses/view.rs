//! Elastic addresses in responses. Every documented field is present; those that are not modelled are empty.

use super::search::{charge_type, status};
use super::terms::holder_type;
use crate::alibaba::ecs::common::time_to_the_second;
use crate::alibaba::ecs::instances::internet_charge_type;
use crate::domain::compute::instance::Instance;
use crate::domain::network::address::{self, Address};
use crate::domain::place::Place;
use crate::domain::region::Region;
use serde::Serialize;
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// The fields of an address that both APIs have.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct EipView {
    allocation_id: SmolStr,
    ip_address: Ipv4Addr,
    status: &'static str,
    region_id: &'static str,
    instance_id: SmolStr,
    instance_type: &'static str,
    /// In Mbit/s, as a string. So is the next.
    bandwidth: String,
    eip_bandwidth: String,
    internet_charge_type: &'static str,
    charge_type: &'static str,
    allocation_time: String,
    expired_time: String,
    operation_locks: Locks,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Locks {
    lock_reason: Vec<LockView>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct LockView {
    lock_reason: &'static str,
}

impl EipView {
    pub fn new(at: Place<'_>, address: &Address) -> Self {
        let facts = &address.eip;
        let holder = address.association.as_ref().map(|association| &association.holder);
        let locked = facts.is_locked(at.now).then_some(LockView { lock_reason: "financial" });
        Self {
            allocation_id: address.id.clone(),
            ip_address: address.public_ip,
            status: status(address),
            region_id: at.scope.region,
            instance_type: holder.map_or("", holder_type),
            instance_id: holder.map(|holder| holder.id().clone()).unwrap_or_default(),
            bandwidth: facts.bandwidth.to_string(),
            eip_bandwidth: facts.bandwidth.to_string(),
            internet_charge_type: internet_charge_type(facts.internet_charge),
            charge_type: charge_type(address),
            allocation_time: time_to_the_second(facts.created),
            expired_time: facts.ends.map(time_to_the_second).unwrap_or_default(),
            operation_locks: Locks { lock_reason: locked.into_iter().collect() },
        }
    }
}

/// The public address of an instance; `None` if it is an elastic one.
pub fn public_ip(instance: &Instance) -> Option<Ipv4Addr> {
    instance.nic.public_ip.filter(|_| !instance.nic.elastic)
}

pub fn elastic_address<'r>(region: &'r Region, instance: &Instance) -> Option<&'r Address> {
    if instance.nic.elastic { address::of(region, &instance.id) } else { None }
}

/// The elastic address of an instance, in the views of the instance. All fields are empty if it has none.
#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct InstanceEip {
    allocation_id: SmolStr,
    ip_address: String,
    bandwidth: u32,
    internet_charge_type: &'static str,
}

impl InstanceEip {
    pub fn new(address: Option<&Address>) -> Self {
        let Some(address) = address else { return Self::default() };
        Self {
            allocation_id: address.id.clone(),
            ip_address: address.public_ip.to_string(),
            bandwidth: address.eip.bandwidth,
            internet_charge_type: internet_charge_type(address.eip.internet_charge),
        }
    }
}
