//! Alibaba Cloud's VPC API, as far as clients of ECS need it: VPCs, VSwitches, elastic addresses.

mod allocate_eip_address;
mod associate_eip_address;
mod create_v_switch;
mod create_vpc;
mod delete_v_switch;
mod delete_vpc;
mod describe_eip_addresses;
mod describe_v_switch_attributes;
mod describe_v_switches;
mod describe_vpc_attribute;
mod describe_vpcs;
pub mod errors;
pub mod parameters;
mod release_eip_address;
mod unassociate_eip_address;
mod view;

pub use allocate_eip_address::AllocateEipAddress;
pub use associate_eip_address::AssociateEipAddress;
pub use create_v_switch::CreateVSwitch;
pub use create_vpc::CreateVpc;
pub use delete_v_switch::DeleteVSwitch;
pub use delete_vpc::DeleteVpc;
pub use describe_eip_addresses::DescribeEipAddresses;
pub use describe_v_switch_attributes::DescribeVSwitchAttributes;
pub use describe_v_switches::DescribeVSwitches;
pub use describe_vpc_attribute::DescribeVpcAttribute;
pub use describe_vpcs::DescribeVpcs;
pub use release_eip_address::ReleaseEipAddress;
pub use unassociate_eip_address::UnassociateEipAddress;

use crate::operation::operations;
use std::sync::LazyLock;

/// The version of the API.
pub const VERSION: &str = "2016-04-28";

operations! {
    change AllocateEipAddress,
    change AssociateEipAddress,
    change CreateVSwitch,
    change CreateVpc,
    change DeleteVSwitch,
    change DeleteVpc,
    read DescribeEipAddresses,
    read DescribeVSwitchAttributes,
    read DescribeVSwitches,
    read DescribeVpcAttribute,
    read DescribeVpcs,
    change ReleaseEipAddress,
    change UnassociateEipAddress,
}

/// Whether the VPC API has this action.
pub fn is_action(name: &str) -> bool {
    static ACTIONS: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("actions.txt").lines().collect());
    ACTIONS.binary_search(&name).is_ok()
}
