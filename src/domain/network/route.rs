//! Route tables and internet gateways.

use super::Cidr;
use crate::domain::compute::instance::Tags;
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
    pub vpc: SmolStr,
    pub tags: Tags,
}
