//! Route tables and internet gateways.

use super::{AwsNetworkError, Cidr, Vpc};
use crate::domain::compute::instance::{State, Tags};
use crate::domain::region::Region;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// The main route table of a VPC. Other route tables are not modelled.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RouteTable {
    pub id: SmolStr,
    pub vpc: SmolStr,
    pub routes: Vec<Route>,
    pub tags: Tags,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Route {
    pub destination: Cidr,
    pub target: Target,
}

/// The target of a route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// Within the VPC. Every table has such a route.
    Local,
    /// The id of an internet gateway.
    Gateway(SmolStr),
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InternetGateway {
    pub id: SmolStr,
    /// The id of the VPC that it is attached to.
    pub vpc: Option<SmolStr>,
    pub tags: Tags,
}

/// Whether traffic along this route arrives: not if its gateway is detached or deleted.
pub fn is_active(region: &Region, route: &Route) -> bool {
    match &route.target {
        Target::Local => true,
        Target::Gateway(id) => region.gateways.get(id).is_some_and(|gateway| gateway.vpc.is_some()),
    }
}

/// Whether a gateway is attached to this VPC, and can be detached: no instance there may have a public address.
pub fn check_detach(region: &Region, gateway: &InternetGateway, vpc: &Vpc) -> Result<(), AwsNetworkError> {
    if gateway.vpc.as_ref() != Some(&vpc.id) {
        return Err(AwsNetworkError::GatewayElsewhere { gateway: gateway.id.clone(), vpc: vpc.id.clone() });
    }
    let in_vpc = region.instances.values().filter(|instance| instance.nic.vpc == vpc.id);
    let mut live = in_vpc.filter(|instance| instance.state != State::Terminated);
    if live.any(|instance| instance.nic.public_ip.is_some()) {
        return Err(AwsNetworkError::PublicAddresses(vpc.id.clone()));
    }
    Ok(())
}

/// Detaches a gateway from its VPC.
pub fn detach(region: &mut Region, id: &SmolStr) {
    if let Some(gateway) = region.gateways.get_mut(id) {
        gateway.vpc = None;
    }
}
