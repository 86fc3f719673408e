//! Alibaba Cloud's VPC API, as far as clients of ECS need it: VPCs, VSwitches, route tables, NAT gateways,
//! network ACLs and elastic addresses.

pub mod allocate_eip_address;
pub mod associate_eip_address;
pub mod create_default_v_switch;
pub mod create_default_vpc;
pub mod create_v_switch;
pub mod create_vpc;
pub mod delete_v_switch;
pub mod delete_vpc;
pub mod deletion_protection;
pub mod describe_eip_addresses;
pub mod describe_v_switch_attributes;
pub mod describe_v_switches;
pub mod describe_vpc_attribute;
pub mod describe_vpcs;
pub mod errors;
pub mod modify_eip_address_attribute;
pub mod modify_v_switch_attribute;
pub mod modify_vpc_attribute;
pub mod nat;
pub mod network_acls;
pub mod parameters;
pub mod release_eip_address;
pub mod routes;
pub mod tags;
pub mod unassociate_eip_address;
mod view;

use crate::operation::operations;
use std::sync::LazyLock;

pub const VERSION: &str = "2016-04-28";

operations! {
    change allocate_eip_address::AllocateEipAddress,
    change associate_eip_address::AssociateEipAddress,
    change network_acls::associate_network_acl::AssociateNetworkAcl,
    change routes::associate_route_table::AssociateRouteTable,
    change network_acls::copy_network_acl_entries::CopyNetworkAclEntries,
    change create_default_v_switch::CreateDefaultVSwitch,
    change create_default_vpc::CreateDefaultVpc,
    change nat::create_forward_entry::CreateForwardEntry,
    change nat::create_nat_gateway::CreateNatGateway,
    change network_acls::create_network_acl::CreateNetworkAcl,
    change routes::create_route_entry::CreateRouteEntry,
    change routes::create_route_table::CreateRouteTable,
    change nat::create_snat_entry::CreateSnatEntry,
    change create_v_switch::CreateVSwitch,
    change create_vpc::CreateVpc,
    change nat::delete_forward_entry::DeleteForwardEntry,
    change nat::delete_nat_gateway::DeleteNatGateway,
    change network_acls::delete_network_acl::DeleteNetworkAcl,
    change routes::delete_route_entry::DeleteRouteEntry,
    change routes::delete_route_table::DeleteRouteTable,
    change nat::delete_snat_entry::DeleteSnatEntry,
    change delete_v_switch::DeleteVSwitch,
    change delete_vpc::DeleteVpc,
    change deletion_protection::DeletionProtection,
    read describe_eip_addresses::DescribeEipAddresses,
    read nat::describe_forward_table_entries::DescribeForwardTableEntries,
    read nat::describe_nat_gateways::DescribeNatGateways,
    read network_acls::describe_network_acl_attributes::DescribeNetworkAclAttributes,
    read network_acls::describe_network_acls::DescribeNetworkAcls,
    read routes::describe_route_entry_list::DescribeRouteEntryList,
    read routes::describe_route_table_list::DescribeRouteTableList,
    read routes::describe_route_tables::DescribeRouteTables,
    read nat::describe_snat_table_entries::DescribeSnatTableEntries,
    read describe_v_switch_attributes::DescribeVSwitchAttributes,
    read describe_v_switches::DescribeVSwitches,
    read describe_vpc_attribute::DescribeVpcAttribute,
    read describe_vpcs::DescribeVpcs,
    read nat::get_nat_gateway_attribute::GetNatGatewayAttribute,
    read tags::list_tag_resources::ListTagResources,
    change modify_eip_address_attribute::ModifyEipAddressAttribute,
    change nat::modify_forward_entry::ModifyForwardEntry,
    change nat::modify_nat_gateway_attribute::ModifyNatGatewayAttribute,
    change network_acls::modify_network_acl_attributes::ModifyNetworkAclAttributes,
    change routes::modify_route_entry::ModifyRouteEntry,
    change routes::modify_route_table_attributes::ModifyRouteTableAttributes,
    change nat::modify_snat_entry::ModifySnatEntry,
    change modify_v_switch_attribute::ModifyVSwitchAttribute,
    change modify_vpc_attribute::ModifyVpcAttribute,
    change release_eip_address::ReleaseEipAddress,
    change tags::tag_resources::TagResources,
    change tags::un_tag_resources::UnTagResources,
    change unassociate_eip_address::UnassociateEipAddress,
    change network_acls::unassociate_network_acl::UnassociateNetworkAcl,
    change routes::unassociate_route_table::UnassociateRouteTable,
    change network_acls::update_network_acl_entries::UpdateNetworkAclEntries,
}

/// Whether the VPC API documents an action of this name.
pub fn is_action(name: &str) -> bool {
    static ACTIONS: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("actions.txt").lines().collect());
    ACTIONS.binary_search(&name).is_ok()
}
