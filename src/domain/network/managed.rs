//! Network interfaces that EC2 makes for NAT gateways and endpoints.

use super::address::{Address, Holder};
use crate::domain::region::Region;
use jiff::Timestamp;
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// A network interface that belongs to no instance.
#[derive(Clone, Debug)]
pub struct ManagedInterface<'r> {
    pub id: &'r SmolStr,
    pub vpc: &'r SmolStr,
    pub subnet: &'r SmolStr,
    pub address: Ipv4Addr,
    pub groups: &'r [SmolStr],
    /// Its elastic address.
    pub elastic: Option<&'r Address>,
    pub created: Timestamp,
    /// Its kind in EC2's words.
    pub kind: &'static str,
    pub description: String,
}

/// All of a region.
pub fn managed_interfaces(region: &Region) -> impl Iterator<Item = ManagedInterface<'_>> {
    let gateways = region.nat_gateways.values().filter(|gateway| gateway.is_there()).filter_map(|gateway| {
        let (id, address) = gateway.interface.as_ref()?;
        let has_it = |address: &&Address| {
            address.association.as_ref().is_some_and(|one| one.holder == Holder::NatGateway(gateway.id.clone()))
        };
        Some(ManagedInterface {
            id,
            vpc: &gateway.vpc,
            subnet: &gateway.subnet,
            address: *address,
            groups: &[],
            elastic: gateway.allocation.as_ref().and_then(|id| region.addresses.get(id)).filter(has_it),
            created: gateway.created,
            kind: "nat_gateway",
            description: format!("Interface for NAT Gateway {}", gateway.id),
        })
    });
    let endpoints = region.endpoints.values().flat_map(|endpoint| {
        endpoint.interfaces.iter().map(|interface| ManagedInterface {
            id: &interface.id,
            vpc: &endpoint.vpc,
            subnet: &interface.subnet,
            address: interface.address,
            groups: &endpoint.groups,
            elastic: None,
            created: endpoint.created,
            kind: "vpc_endpoint",
            description: format!("VPC Endpoint Interface {}", endpoint.id),
        })
    });
    gateways.chain(endpoints)
}
