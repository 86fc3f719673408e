//! Networks: VPCs, VSwitches, network interfaces.

pub mod create_route_entry;
pub mod create_v_switch;
pub mod create_vpc;
pub mod delete_route_entry;
pub mod delete_v_switch;
pub mod delete_vpc;
pub mod describe_network_interfaces;
pub mod describe_route_tables;
pub mod describe_v_switches;
pub mod describe_vpcs;
pub mod modify_v_switch_attribute;
pub mod modify_vpc_attribute;

pub use describe_v_switches::{VSwitchView, VSwitchesResponse, check_zone};
pub use describe_vpcs::{VpcParts, VpcView, VpcsResponse};
