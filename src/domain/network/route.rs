//! Route tables and internet gateways.

use super::Cidr;
use crate::domain::compute::instance::Tags;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// A VPC's main route table; the others are not modelled.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RouteTable {
    /// Its id.
    pub id: SmolStr,
    /// Its VPC.
    pub vpc: SmolStr,
    /// Its routes.
    pub routes: Vec<Route>,
    /// Its tags.
    pub tags: Tags,
}

/// A route.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Route {
    /// Where to.
    pub destination: Cidr,
    /// By what way.
    pub target: Target,
}

/// Where a route leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// Within the VPC; such a route came with its table.
    Local,
    /// Through an internet gateway.
    Gateway(SmolStr),
}

/// An internet gateway.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InternetGateway {
    /// Its id.
    pub id: SmolStr,
    /// The VPC it is attached to.
    pub vpc: SmolStr,
    /// Its tags.
    pub tags: Tags,
}
