//! Endpoints of EC2's VPCs: ways to services of AWS that do not lead through the Internet.
//!
//! <https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html>

use super::nat::take_address;
use super::route::{Destination, Route, RouteTable, Target};
use super::services::Service;
use crate::domain::compute::instance::Tags;
use crate::domain::place::PlaceMut;
use crate::domain::queue::{Event, after};
use crate::domain::region::Region;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Endpoint {
    pub id: SmolStr,
    pub vpc: SmolStr,
    /// The name of the service, without the part that all services of the region have, such as `s3`.
    pub service: SmolStr,
    pub kind: EndpointKind,
    pub state: EndpointState,
    /// A JSON document; `None` allows everything.
    pub policy: Option<SmolStr>,
    /// The route tables that lead to a gateway endpoint.
    pub tables: Vec<SmolStr>,
    /// The interfaces of an interface endpoint.
    pub interfaces: Vec<EndpointInterface>,
    /// The security groups of the interfaces.
    pub groups: Vec<SmolStr>,
    /// Whether the service's own DNS name leads to it in the VPC.
    pub private_dns: bool,
    pub created: Timestamp,
    pub tags: Tags,
}

/// A network interface of an endpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndpointInterface {
    pub id: SmolStr,
    pub subnet: SmolStr,
    pub address: Ipv4Addr,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EndpointKind {
    /// Route tables lead to it.
    Gateway,
    /// It has network interfaces in subnets.
    Interface,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EndpointState {
    Pending,
    Available,
    Deleting,
}

/// The attributes of a new endpoint.
#[derive(Debug)]
pub struct NewEndpoint {
    pub vpc: SmolStr,
    pub service: Service,
    pub kind: EndpointKind,
    pub policy: Option<SmolStr>,
    pub tables: Vec<SmolStr>,
    pub subnets: Vec<SmolStr>,
    pub groups: Vec<SmolStr>,
    pub private_dns: bool,
    pub tags: Tags,
}

/// A change of an endpoint. Empty lists change nothing.
#[derive(Debug, Default)]
pub struct EndpointChange {
    /// The new policy, or the default one.
    pub policy: Option<Option<SmolStr>>,
    pub add_tables: Vec<SmolStr>,
    pub remove_tables: Vec<SmolStr>,
    pub add_subnets: Vec<SmolStr>,
    pub remove_subnets: Vec<SmolStr>,
    /// The security groups after the change.
    pub groups: Vec<SmolStr>,
    pub private_dns: Option<bool>,
}

impl Endpoint {
    /// Whether it has a network interface in this subnet.
    pub fn is_in(&self, subnet: &SmolStr) -> bool {
        self.interfaces.iter().any(|interface| interface.subnet == *subnet)
    }
}

/// Creates an endpoint. A gateway endpoint is available at once, with a route to it in each of its tables.
pub fn make_endpoint(at: &mut PlaceMut<'_>, new: NewEndpoint) -> SmolStr {
    let id = at.new_id("vpce");
    let NewEndpoint { vpc, service, kind, policy, tables, subnets, groups, private_dns, tags } = new;
    let endpoint = Endpoint {
        id: id.clone(),
        vpc,
        service: service.name.into(),
        kind,
        state: if kind == EndpointKind::Gateway { EndpointState::Available } else { EndpointState::Pending },
        policy,
        tables: Vec::new(),
        interfaces: Vec::new(),
        groups,
        private_dns,
        created: at.now,
        tags,
    };
    at.region.endpoints.insert(id.clone(), endpoint);
    add_tables(at, &id, tables);
    add_subnets(at, &id, subnets);
    if kind == EndpointKind::Interface {
        at.queue.push(after(at.now, at.rules.transitions.boot), at.scope, Event::Endpoint { id: id.clone() });
    }
    id
}

fn add_tables(at: &mut PlaceMut<'_>, id: &SmolStr, tables: Vec<SmolStr>) {
    let Some(endpoint) = at.region.endpoints.get_mut(id) else { return };
    let Some(list) = super::services::prefix_list_id(at.scope.region, &endpoint.service) else { return };
    for table in tables {
        if let Some(table) = at.region.route_tables.get_mut(&table) {
            let destination = Destination::List(list.clone());
            table.routes.push(Route { destination, target: Target::Endpoint(id.clone()) });
        }
        endpoint.tables.push(table);
    }
}

fn add_subnets(at: &mut PlaceMut<'_>, id: &SmolStr, subnets: Vec<SmolStr>) {
    for subnet in subnets {
        let interface = at.new_id("eni");
        let Some(address) = take_address(at.region, &subnet, None) else { continue };
        if let Some(endpoint) = at.region.endpoints.get_mut(id) {
            endpoint.interfaces.push(EndpointInterface { id: interface, subnet, address });
        }
    }
}

fn remove_tables(region: &mut Region, id: &SmolStr, gone: impl Fn(&SmolStr) -> bool) {
    let leads_here = |route: &Route| route.target == Target::Endpoint(id.clone());
    let lose = |table: &mut RouteTable| table.routes.retain(|route| !leads_here(route));
    region.route_tables.values_mut().filter(|table| gone(&table.id)).for_each(lose);
    if let Some(endpoint) = region.endpoints.get_mut(id) {
        endpoint.tables.retain(|table| !gone(table));
    }
}

fn remove_subnets(region: &mut Region, id: &SmolStr, gone: impl Fn(&SmolStr) -> bool) {
    let Some(endpoint) = region.endpoints.get_mut(id) else { return };
    let (removed, kept) = std::mem::take(&mut endpoint.interfaces).into_iter().partition(|one| gone(&one.subnet));
    endpoint.interfaces = kept;
    let removed: Vec<EndpointInterface> = removed;
    for EndpointInterface { subnet, address, .. } in removed {
        if let Some(subnet) = region.subnets.get_mut(&subnet) {
            subnet.release(address);
        }
    }
}

/// Changes an endpoint.
pub fn change_endpoint(at: &mut PlaceMut<'_>, id: &SmolStr, change: EndpointChange) {
    remove_tables(at.region, id, |table| change.remove_tables.contains(table));
    remove_subnets(at.region, id, |subnet| change.remove_subnets.contains(subnet));
    add_tables(at, id, change.add_tables);
    add_subnets(at, id, change.add_subnets);
    let Some(endpoint) = at.region.endpoints.get_mut(id) else { return };
    endpoint.policy = change.policy.unwrap_or(endpoint.policy.take());
    endpoint.groups = change.groups;
    endpoint.private_dns = change.private_dns.unwrap_or(endpoint.private_dns);
}

/// Deletes a gateway endpoint with the routes to it, or begins to delete an interface endpoint.
pub fn delete_endpoint(at: &mut PlaceMut<'_>, id: &SmolStr) {
    remove_tables(at.region, id, |_| true);
    let Some(endpoint) = at.region.endpoints.get_mut(id) else { return };
    if endpoint.kind == EndpointKind::Gateway {
        at.region.endpoints.remove(id);
    } else if endpoint.state != EndpointState::Deleting {
        endpoint.state = EndpointState::Deleting;
        at.queue.push(after(at.now, at.rules.transitions.terminate), at.scope, Event::Endpoint { id: id.clone() });
    }
}

/// Brings an endpoint into the state that follows, when that is due.
pub fn advance_endpoint(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let Some(endpoint) = at.region.endpoints.get_mut(id) else { return };
    match endpoint.state {
        EndpointState::Pending => endpoint.state = EndpointState::Available,
        EndpointState::Deleting => {
            remove_subnets(at.region, id, |_| true);
            at.region.endpoints.remove(id);
        }
        EndpointState::Available => {}
    }
}
