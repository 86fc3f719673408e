//! The parameters of routes that are created or replaced.

use super::destination::DestinationParameters;
use super::route_table;
use crate::aws::ec2::common::instance;
use crate::domain::compute::instance::{Nic, State};
use crate::domain::network::interfaces::find_nic;
use crate::domain::network::{
    AwsRouteError, AwsVpcError, Destination, NetworkError, Route, RouteTable, Target, VpcPart, find,
};
use crate::domain::place::Place;
use crate::operation::Error;
use serde::Deserialize;
use smol_str::SmolStr;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RouteParameters {
    route_table_id: SmolStr,
    gateway_id: Option<SmolStr>,
    instance_id: Option<SmolStr>,
    network_interface_id: Option<SmolStr>,
    nat_gateway_id: Option<SmolStr>,
    egress_only_internet_gateway_id: Option<SmolStr>,
    vpc_peering_connection_id: Option<SmolStr>,
}

/// Targets that are not modelled.
pub const NOT_MODELLED: &[(&str, &str)] = &[
    ("CarrierGatewayId", ""),
    ("CoreNetworkArn", ""),
    ("LocalGatewayId", ""),
    ("OdbNetworkArn", ""),
    ("TransitGatewayId", ""),
    ("VpcEndpointId", ""),
];

/// Those of a route that is replaced.
pub const REPLACE_NOT_MODELLED: &[(&str, &str)] = &[
    ("CarrierGatewayId", ""),
    ("CoreNetworkArn", ""),
    ("LocalGatewayId", ""),
    ("LocalTarget", "false"),
    ("OdbNetworkArn", ""),
    ("TransitGatewayId", ""),
    ("VpcEndpointId", ""),
];

impl RouteParameters {
    /// The route table, and the requested route.
    pub fn read<'r>(
        self,
        at: Place<'r>,
        destination: &DestinationParameters,
    ) -> Result<(&'r RouteTable, Route), Error> {
        let table = route_table(at.region, &self.route_table_id)?;
        let destination = destination.read(at)?;
        let target = self.target(at, table, &destination)?;
        Ok((table, Route { destination, target }))
    }

    /// Fails unless there is exactly one target, in the VPC of the table.
    fn target(&self, at: Place<'_>, table: &RouteTable, destination: &Destination) -> Result<Target, Error> {
        let given = [
            &self.egress_only_internet_gateway_id,
            &self.gateway_id,
            &self.instance_id,
            &self.nat_gateway_id,
            &self.vpc_peering_connection_id,
            &self.network_interface_id,
        ];
        let count = given.iter().filter(|target| target.is_some()).count();
        match given {
            _ if count != 1 => Err(AwsRouteError::Targets(count).into()),
            [Some(id), ..] => egress(at, table, destination, id),
            [_, Some(id), ..] => self.gateway(at, table, id),
            [_, _, Some(id), ..] => {
                let instance = instance(at.region, id)?;
                interface(table, &instance.nic, instance.state != State::Terminated)
            }
            [_, _, _, Some(id), ..] => nat_gateway(at, table, id),
            [_, _, _, _, Some(id), _] => peering(at, table, id),
            [.., id] => {
                let id = id.clone().unwrap_or_default();
                let found = find_nic(at.region, &id);
                let (nic, _) = found.ok_or_else(|| NetworkError::InterfaceNotFound(id.clone()))?;
                interface(table, nic, true)
            }
        }
    }

    fn gateway(&self, at: Place<'_>, table: &RouteTable, id: &SmolStr) -> Result<Target, Error> {
        let Some(gateway) = at.region.gateways.get(id) else {
            return Err(match id.split_once('-') {
                // Gateways of virtual private networks are not modelled, nor is a change of local routes.
                Some(("vgw" | "vpce", _)) => Error::NotModelled("GatewayId".to_owned()),
                _ if id == "local" => Error::NotModelled("GatewayId".to_owned()),
                _ => AwsRouteError::TargetNotFound(id.clone()).into(),
            });
        };
        if gateway.vpc.as_ref() != Some(&table.vpc) {
            return Err(elsewhere(table, "network gateway", id));
        }
        Ok(Target::Gateway(id.clone()))
    }
}

/// Traffic of IPv6 alone goes through such a gateway.
fn egress(at: Place<'_>, table: &RouteTable, to: &Destination, id: &SmolStr) -> Result<Target, Error> {
    let found = at.region.egress_gateways.get(id);
    let gateway = found.ok_or_else(|| AwsRouteError::TargetNotFound(id.clone()))?;
    if gateway.vpc != table.vpc {
        return Err(elsewhere(table, "network gateway", id));
    }
    if matches!(to, Destination::V4(_)) {
        return Err(AwsVpcError::EgressForV4.into());
    }
    Ok(Target::EgressGateway(id.clone()))
}

/// A connection that is not accepted yet is a target, too: traffic arrives when it is.
fn peering(at: Place<'_>, table: &RouteTable, id: &SmolStr) -> Result<Target, Error> {
    let not_found = |id| AwsVpcError::NotFound(VpcPart::Peering, id);
    let peering = find(&at.region.peerings, "pcx-", id, not_found)?;
    if !peering.state.is_live() {
        return Err(not_found(id.clone()).into());
    }
    if !peering.is_of(&table.vpc) {
        return Err(elsewhere(table, "vpc peering connection", id));
    }
    Ok(Target::Peering(id.clone()))
}

fn nat_gateway(at: Place<'_>, table: &RouteTable, id: &SmolStr) -> Result<Target, Error> {
    let found = at.region.nat_gateways.get(id).filter(|gateway| gateway.is_there());
    let gateway = found.ok_or_else(|| AwsRouteError::NatGatewayNotFound(id.clone()))?;
    if gateway.vpc != table.vpc {
        return Err(elsewhere(table, "NAT gateway", id));
    }
    Ok(Target::NatGateway(id.clone()))
}

fn interface(table: &RouteTable, nic: &Nic, is_there: bool) -> Result<Target, Error> {
    let id = &nic.id;
    if nic.vpc != table.vpc || !is_there {
        return Err(elsewhere(table, "interface", id));
    }
    Ok(Target::Interface(id.clone()))
}

fn elsewhere(table: &RouteTable, kind: &'static str, id: &SmolStr) -> Error {
    AwsRouteError::TargetElsewhere { table: table.id.clone(), kind, id: id.clone() }.into()
}
