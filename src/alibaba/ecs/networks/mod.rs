//! Networks: VPCs, VSwitches, network interfaces.

pub mod describe_network_interfaces;
pub mod describe_v_switches;
pub mod describe_vpcs;

pub use describe_v_switches::{VSwitchView, VSwitchesResponse, check_zone};
pub use describe_vpcs::{VpcParts, VpcView, VpcsResponse};
