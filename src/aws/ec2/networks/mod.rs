//! VPCs, subnets, routes, gateways, network interfaces.

pub mod attach_internet_gateway;
pub mod create_default_subnet;
pub mod create_default_vpc;
pub mod create_internet_gateway;
pub mod create_subnet;
pub mod create_vpc;
pub mod delete_internet_gateway;
pub mod delete_subnet;
pub mod delete_vpc;
pub mod describe_internet_gateways;
pub mod describe_network_interfaces;
pub mod describe_route_tables;
pub mod describe_subnets;
pub mod describe_vpc_attribute;
pub mod describe_vpcs;
pub mod detach_internet_gateway;
mod gateway_view;
pub mod listing;
pub mod modify_subnet_attribute;
pub mod modify_vpc_attribute;
mod subnet_view;
pub mod vpc_view;

pub use describe_network_interfaces::NetworkInterfaceView;

use crate::domain::network::{AwsNetworkError, InternetGateway, NetworkError, Subnet, Vpc, find};
use crate::domain::region::Region;
use crate::operation::Error;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// The VPC with this id. Fails if the id is malformed or does not exist.
pub fn vpc<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r Vpc, Error> {
    Ok(find(&region.vpcs, "vpc-", id, NetworkError::VpcNotFound)?)
}

/// The subnet with this id. Fails if the id is malformed or does not exist.
pub fn subnet<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r Subnet, Error> {
    Ok(find(&region.subnets, "subnet-", id, NetworkError::SubnetNotFound)?)
}

/// The internet gateway with this id. Fails if the id is malformed or does not exist.
fn gateway<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r InternetGateway, Error> {
    Ok(find(&region.gateways, "igw-", id, AwsNetworkError::GatewayNotFound)?)
}

/// An attribute that is on or off, in a request.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Flag {
    value: bool,
}

/// The error for a request with several attributes where one is allowed.
fn several_attributes(names: &[&str]) -> Error {
    Error::Conflict(format!("Fields for multiple attribute types specified: {}", names.join(", ")))
}

/// Whether a VPC or a subnet is kept from the Internet. VPC Block Public Access is not modelled, so nothing is.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BlockPublicAccessStates {
    internet_gateway_block_mode: &'static str,
}

impl BlockPublicAccessStates {
    pub const OFF: Self = Self { internet_gateway_block_mode: "off" };
}
