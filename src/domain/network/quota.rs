//! How many parts the VPCs of EC2 can have.
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html>

use super::route::{Destination, RouteTable, Target};
use super::{AwsVpcError, EndpointKind, PeeringState};
use crate::domain::region::Region;
use serde::{Deserialize, Serialize};

/// The quotas of an account in a region; AWS's present defaults unless a scenario sets others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NetworkLimits {
    pub route_tables_per_vpc: u32,
    /// Local routes do not count (ours). A route to a prefix list counts as often as the list can have entries.
    pub routes_per_table: u32,
    pub internet_gateways: u32,
    pub egress_only_internet_gateways: u32,
    /// Gateways that are failed or deleted do not count.
    pub nat_gateways_per_zone: u32,
    pub active_peering_connections_per_vpc: u32,
    /// Requests of a VPC that wait to be accepted.
    pub outstanding_peering_connections: u32,
    pub network_acls_per_vpc: u32,
    pub prefix_lists: u32,
    pub gateway_endpoints: u32,
    pub interface_endpoints_per_vpc: u32,
    pub dhcp_options_sets: u32,
}

impl Default for NetworkLimits {
    fn default() -> Self {
        Self {
            route_tables_per_vpc: 200,
            routes_per_table: 500,
            internet_gateways: 5,
            egress_only_internet_gateways: 5,
            nat_gateways_per_zone: 5,
            active_peering_connections_per_vpc: 50,
            outstanding_peering_connections: 25,
            network_acls_per_vpc: 200,
            prefix_lists: 100,
            gateway_endpoints: 20,
            interface_endpoints_per_vpc: 50,
            dhcp_options_sets: 100,
        }
    }
}

impl NetworkLimits {
    /// All its numbers.
    pub fn numbers(&self) -> [&u32; 12] {
        [
            &self.route_tables_per_vpc,
            &self.routes_per_table,
            &self.internet_gateways,
            &self.egress_only_internet_gateways,
            &self.nat_gateways_per_zone,
            &self.active_peering_connections_per_vpc,
            &self.outstanding_peering_connections,
            &self.network_acls_per_vpc,
            &self.prefix_lists,
            &self.gateway_endpoints,
            &self.interface_endpoints_per_vpc,
            &self.dhcp_options_sets,
        ]
    }
}

/// What a quota counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    RouteTables,
    Routes,
    InternetGateways,
    EgressGateways,
    NatGateways,
    ActivePeerings,
    OutstandingPeerings,
    NetworkAcls,
    PrefixLists,
    GatewayEndpoints,
    InterfaceEndpoints,
    DhcpOptions,
}

/// Fails if there are as many as there can be. `of` is the id of the VPC, or the zone, where that is what is counted in.
pub fn check_quota(region: &Region, counted: Counted, of: &str) -> Result<(), AwsVpcError> {
    let limits = &region.limits.network;
    let endpoints = |kind| region.endpoints.values().filter(move |endpoint| endpoint.kind == kind);
    let peerings = |state| region.peerings.values().filter(move |peering| peering.state == state);
    let (there, limit) = match counted {
        Counted::RouteTables => {
            let there = region.route_tables.values().filter(|table| table.vpc == of).count();
            (there, limits.route_tables_per_vpc)
        }
        Counted::Routes => {
            (region.route_tables.get(of).map_or(0, |table| routes(region, table)), limits.routes_per_table)
        }
        Counted::InternetGateways => (region.gateways.len(), limits.internet_gateways),
        Counted::EgressGateways => (region.egress_gateways.len(), limits.egress_only_internet_gateways),
        Counted::NatGateways => {
            let zone = |subnet| region.subnets.get(subnet).is_some_and(|subnet| subnet.zone == of);
            let there = region.nat_gateways.values().filter(|gateway| gateway.is_there() && zone(&gateway.subnet));
            (there.count(), limits.nat_gateways_per_zone)
        }
        Counted::ActivePeerings => {
            let there = peerings(PeeringState::Active).filter(|peering| peering.is_of(&of.into()));
            (there.count(), limits.active_peering_connections_per_vpc)
        }
        Counted::OutstandingPeerings => {
            let there = peerings(PeeringState::Pending).filter(|peering| peering.requester == of);
            (there.count(), limits.outstanding_peering_connections)
        }
        Counted::NetworkAcls => (region.acls.values().filter(|acl| acl.vpc == of).count(), limits.network_acls_per_vpc),
        Counted::PrefixLists => (region.prefix_lists.len(), limits.prefix_lists),
        Counted::GatewayEndpoints => (endpoints(EndpointKind::Gateway).count(), limits.gateway_endpoints),
        Counted::InterfaceEndpoints => {
            let there = endpoints(EndpointKind::Interface).filter(|endpoint| endpoint.vpc == of);
            (there.count(), limits.interface_endpoints_per_vpc)
        }
        Counted::DhcpOptions => (region.dhcp_sets.len(), limits.dhcp_options_sets),
    };
    if there < limit as usize { Ok(()) } else { Err(AwsVpcError::Quota(counted, limit)) }
}

/// Whether a route table has room for a route to this destination.
pub fn check_room_for_route(region: &Region, table: &RouteTable, to: &Destination) -> Result<(), AwsVpcError> {
    let full = AwsVpcError::Quota(Counted::Routes, region.limits.network.routes_per_table);
    if has_room_for_routes(region, table, weight(region, to)) { Ok(()) } else { Err(full) }
}

/// Whether a route table has room for so many routes more.
pub fn has_room_for_routes(region: &Region, table: &RouteTable, more: usize) -> bool {
    routes(region, table) + more <= region.limits.network.routes_per_table as usize
}

fn routes(region: &Region, table: &RouteTable) -> usize {
    let counted = table.routes.iter().filter(|route| route.target != Target::Local);
    counted.map(|route| weight(region, &route.destination)).sum()
}

/// How many routes a route to this destination counts as. Of AWS's lists those of gateway endpoints count once.
fn weight(region: &Region, to: &Destination) -> usize {
    match to {
        Destination::List(list) => region.prefix_lists.get(list).map_or(1, |list| list.max_entries as usize),
        _ => 1,
    }
}
