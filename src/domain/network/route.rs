//! Route tables, their routes and associations, and internet gateways.

use super::address::of_interface;
use super::interfaces::nics;
use super::nat::{NatGateway, NatState};
use super::peering::PeeringState;
use super::{AwsNetworkError, AwsRouteError, Cidr, Cidr6, Vpc};
use crate::domain::compute::instance::{Nic, State, Tags};
use crate::domain::place::PlaceMut;
use crate::domain::region::Region;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::fmt;

/// A route table. Each VPC has a main one, for the subnets that are not associated with another.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RouteTable {
    pub id: SmolStr,
    pub vpc: SmolStr,
    /// Its routes, the oldest first.
    pub routes: Vec<Route>,
    pub associations: Vec<RouteAssociation>,
    pub tags: Tags,
}

/// The association of a route table with what it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteAssociation {
    pub id: SmolStr,
    /// The id of a subnet. `None` makes the table the main one of its VPC.
    pub subnet: Option<SmolStr>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Route {
    pub destination: Destination,
    pub target: Target,
}

/// The destination of a route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Destination {
    /// A range of addresses.
    V4(Cidr),
    /// A range of IPv6 addresses.
    V6(Cidr6),
    /// The id of a prefix list.
    List(SmolStr),
}

impl fmt::Display for Destination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::V4(range) => range.fmt(f),
            Self::V6(range) => range.fmt(f),
            Self::List(id) => id.fmt(f),
        }
    }
}

/// The target of a route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// Within the VPC. Every table has such a route for each range of the VPC.
    Local,
    /// The id of an internet gateway.
    Gateway(SmolStr),
    /// The id of a network interface of an instance.
    Interface(SmolStr),
    /// The id of a peering connection.
    Peering(SmolStr),
    /// The id of an egress-only internet gateway.
    EgressGateway(SmolStr),
    /// The id of a NAT gateway.
    NatGateway(SmolStr),
    /// The id of a gateway endpoint. Such a route comes and goes with the endpoint.
    Endpoint(SmolStr),
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InternetGateway {
    pub id: SmolStr,
    /// The id of the VPC that it is attached to.
    pub vpc: Option<SmolStr>,
    pub tags: Tags,
}

impl RouteTable {
    /// A table with the local routes of a VPC.
    pub(super) fn new(id: SmolStr, vpc: &Vpc, tags: Tags) -> Self {
        let routes = vpc.destinations().map(|destination| Route { destination, target: Target::Local }).collect();
        Self { id, vpc: vpc.id.clone(), routes, associations: Vec::new(), tags }
    }

    /// Whether it is the main route table of its VPC.
    pub fn is_main(&self) -> bool {
        self.associations.iter().any(|association| association.subnet.is_none())
    }

    /// The route with exactly this destination.
    pub fn route(&self, destination: &Destination) -> Option<&Route> {
        self.routes.iter().find(|route| route.destination == *destination)
    }

    /// Whether it can be deleted: nothing may be associated with it.
    pub fn check_unused(&self) -> Result<(), AwsRouteError> {
        if self.associations.is_empty() { Ok(()) } else { Err(AwsRouteError::TableInUse(self.id.clone())) }
    }

    /// Whether a route to this destination can be removed: there must be one, which is not local.
    pub fn check_removal(&self, destination: &Destination) -> Result<(), AwsRouteError> {
        match self.route(destination).map(|route| &route.target) {
            None => Err(AwsRouteError::NotFound { destination: destination.clone(), table: self.id.clone() }),
            Some(Target::Endpoint(_)) => {
                Err(AwsRouteError::OfEndpoint { destination: destination.clone(), table: self.id.clone() })
            }
            Some(Target::Local) => {
                Err(AwsRouteError::Local { destination: destination.clone(), table: self.id.clone() })
            }
            Some(_) => Ok(()),
        }
    }
}

/// Whether traffic along this route arrives: not if its target is gone, detached or not running.
pub fn is_active(region: &Region, route: &Route) -> bool {
    match &route.target {
        Target::Local => true,
        Target::Gateway(id) => region.gateways.get(id).is_some_and(|gateway| gateway.vpc.is_some()),
        Target::Interface(id) => {
            let running = region.instances.values().filter(|instance| instance.state == State::Running);
            let attached = region.interfaces.get(id).and_then(|interface| interface.attachment.as_ref());
            let owner = attached.and_then(|attachment| region.instances.get(&attachment.instance));
            owner.is_some_and(|owner| owner.state == State::Running)
                || running.into_iter().any(|instance| instance.nic.id == *id)
        }
        Target::NatGateway(id) => {
            let gateway = region.nat_gateways.get(id);
            gateway.is_some_and(|gateway| matches!(gateway.state, NatState::Pending | NatState::Available))
        }
        Target::Peering(id) => region.peerings.get(id).is_some_and(|peering| peering.state == PeeringState::Active),
        Target::EgressGateway(id) => region.egress_gateways.contains_key(id),
        Target::Endpoint(id) => region.endpoints.contains_key(id),
    }
}

/// The table that has the association with this id.
pub fn table_of<'r>(
    region: &'r Region,
    association: &SmolStr,
) -> Result<(&'r RouteTable, &'r RouteAssociation), AwsRouteError> {
    let pairs = region.route_tables.values().flat_map(|table| table.associations.iter().map(move |one| (table, one)));
    let mut found = pairs.filter(|(_, one)| one.id == *association);
    found.next().ok_or_else(|| AwsRouteError::AssociationNotFound(association.clone()))
}

/// Creates a route table.
pub fn make_table(at: &mut PlaceMut<'_>, vpc: &SmolStr, tags: Tags) -> SmolStr {
    let id = at.new_id("rtb");
    if let Some(vpc) = at.region.vpcs.get(vpc) {
        at.region.route_tables.insert(id.clone(), RouteTable::new(id.clone(), vpc, tags));
    }
    id
}

/// Associates a table with a subnet, or, without one, makes it the main table of its VPC. Returns the association's id.
pub fn associate_table(at: &mut PlaceMut<'_>, table: &SmolStr, subnet: Option<SmolStr>) -> SmolStr {
    let id = at.new_id("rtbassoc");
    if let Some(table) = at.region.route_tables.get_mut(table) {
        table.associations.push(RouteAssociation { id: id.clone(), subnet });
    }
    id
}

/// Ends an association.
pub fn disassociate_table(region: &mut Region, association: &SmolStr) {
    for table in region.route_tables.values_mut() {
        table.associations.retain(|one| one.id != *association);
    }
}

/// Sets the target for a destination, in place of the one that it had.
pub fn set_route(region: &mut Region, table: &SmolStr, route: Route) {
    let Some(table) = region.route_tables.get_mut(table) else { return };
    match table.routes.iter_mut().find(|one| one.destination == route.destination) {
        Some(one) => *one = route,
        None => table.routes.push(route),
    }
}

/// Removes the route to a destination.
pub fn remove_route(region: &mut Region, table: &SmolStr, destination: &Destination) {
    if let Some(table) = region.route_tables.get_mut(table) {
        table.routes.retain(|route| route.destination != *destination);
    }
}

/// Whether a gateway can be attached to a VPC: neither may have another.
pub fn check_attach(region: &Region, gateway: &InternetGateway, vpc: &Vpc) -> Result<(), AwsRouteError> {
    if let Some(vpc) = &gateway.vpc {
        return Err(AwsRouteError::GatewayAttached { gateway: gateway.id.clone(), vpc: vpc.clone() });
    }
    if region.gateways.values().any(|other| other.vpc.as_ref() == Some(&vpc.id)) {
        return Err(AwsRouteError::VpcHasGateway(vpc.id.clone()));
    }
    Ok(())
}

/// Whether a gateway is attached to this VPC, and can be detached: nothing there may have a public address.
pub fn check_detach(region: &Region, gateway: &InternetGateway, vpc: &Vpc) -> Result<(), AwsNetworkError> {
    if gateway.vpc.as_ref() != Some(&vpc.id) {
        return Err(AwsNetworkError::GatewayElsewhere { gateway: gateway.id.clone(), vpc: vpc.id.clone() });
    }
    let mut in_vpc = nics(region).filter(|nic| nic.vpc == vpc.id);
    let mapped = |nic: &Nic| nic.public_ip.is_some() || !of_interface(region, &nic.id).is_empty();
    let mut gateways = region.nat_gateways.values().filter(|gateway| gateway.vpc == vpc.id && gateway.public);
    if in_vpc.any(mapped) || gateways.any(NatGateway::is_there) {
        return Err(AwsNetworkError::PublicAddresses(vpc.id.clone()));
    }
    Ok(())
}

/// Attaches a gateway to a VPC, or detaches it.
pub fn set_gateway_vpc(region: &mut Region, id: &SmolStr, vpc: Option<SmolStr>) {
    if let Some(gateway) = region.gateways.get_mut(id) {
        gateway.vpc = vpc;
    }
}
