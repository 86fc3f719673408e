//! VPCs, subnets, routes, gateways, network interfaces.

mod create_subnet;
mod create_vpc;
mod delete_subnet;
mod delete_vpc;
mod describe_internet_gateways;
mod describe_network_interfaces;
mod describe_route_tables;
mod describe_subnets;
mod describe_vpc_attribute;
mod describe_vpcs;
mod subnet_view;
mod vpc_view;

pub use create_subnet::CreateSubnet;
pub use create_vpc::CreateVpc;
pub use delete_subnet::DeleteSubnet;
pub use delete_vpc::DeleteVpc;
pub use describe_internet_gateways::DescribeInternetGateways;
pub use describe_network_interfaces::{DescribeNetworkInterfaces, NetworkInterfaceView};
pub use describe_route_tables::DescribeRouteTables;
pub use describe_subnets::DescribeSubnets;
pub use describe_vpc_attribute::DescribeVpcAttribute;
pub use describe_vpcs::DescribeVpcs;

use crate::domain::estate::Region;
use crate::domain::network::{NetworkError, Subnet, Vpc, find};
use smol_str::SmolStr;

/// The VPC of this id.
pub fn vpc<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r Vpc, NetworkError> {
    find(&region.vpcs, "vpc-", id, NetworkError::VpcNotFound)
}

/// The subnet of this id.
fn subnet<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r Subnet, NetworkError> {
    find(&region.subnets, "subnet-", id, NetworkError::SubnetNotFound)
}

/// The id of something that belongs to one thing only, made from that thing's id.
fn derived(id: &str, prefix: &str) -> String {
    format!("{prefix}-{}", id.rsplit('-').next().unwrap_or(id))
}
