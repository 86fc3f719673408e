//! Networks: VPCs, VSwitches, network interfaces.

mod describe_network_interfaces;
mod describe_v_switches;
mod describe_vpcs;

pub use describe_network_interfaces::DescribeNetworkInterfaces;
pub use describe_v_switches::{DescribeVSwitches, VSwitchView, VSwitchesResponse, check_zone};
pub use describe_vpcs::{DescribeVpcs, VpcParts, VpcView, VpcsResponse};
