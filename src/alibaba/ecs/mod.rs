//! Elastic Compute Service.

pub mod addresses;
pub mod capacity;
pub mod common;
pub mod disks;
pub mod errors;
pub mod events;
pub mod filters;
pub mod images;
pub mod instances;
pub mod interfaces;
pub mod key_pairs;
pub mod networks;
pub mod prefix_lists;
pub mod prices;
pub mod regions;
pub mod resource_groups;
pub mod security_groups;
pub mod snapshots;
pub mod tags;
pub mod tasks;
pub mod texts;
pub mod types;

use crate::operation::operations;
use std::sync::LazyLock;

/// The version of the API.
pub const VERSION: &str = "2014-05-26";

operations! {
    change tags::add_tags::AddTags,
    change addresses::allocate_eip_address::AllocateEipAddress,
    change instances::allocate_public_ip_address::AllocatePublicIpAddress,
    change interfaces::assign_ipv6_addresses::AssignIpv6Addresses,
    change interfaces::assign_private_ip_addresses::AssignPrivateIpAddresses,
    change addresses::associate_eip_address::AssociateEipAddress,
    change instances::attach_instance_ram_role::AttachInstanceRamRole,
    change key_pairs::attach_key_pair::AttachKeyPair,
    change interfaces::attach_network_interface::AttachNetworkInterface,
    change security_groups::authorize_security_group::AuthorizeSecurityGroup,
    change security_groups::authorize_security_group_egress::AuthorizeSecurityGroupEgress,
    change capacity::create_capacity_reservation::CreateCapacityReservation,
    change images::create_image::CreateImage,
    change instances::create_instance::CreateInstance,
    prepare key_pairs::create_key_pair::CreateKeyPair,
    change interfaces::create_network_interface::CreateNetworkInterface,
    change prefix_lists::create_prefix_list::CreatePrefixList,
    change networks::create_route_entry::CreateRouteEntry,
    change security_groups::create_security_group::CreateSecurityGroup,
    change snapshots::create_snapshot::CreateSnapshot,
    change networks::create_v_switch::CreateVSwitch,
    change networks::create_vpc::CreateVpc,
    change images::delete_image::DeleteImage,
    change instances::delete_instance::DeleteInstance,
    change instances::delete_instances::DeleteInstances,
    change key_pairs::delete_key_pairs::DeleteKeyPairs,
    change interfaces::delete_network_interface::DeleteNetworkInterface,
    change prefix_lists::delete_prefix_list::DeletePrefixList,
    change networks::delete_route_entry::DeleteRouteEntry,
    change security_groups::delete_security_group::DeleteSecurityGroup,
    change snapshots::delete_snapshot::DeleteSnapshot,
    change networks::delete_v_switch::DeleteVSwitch,
    change networks::delete_vpc::DeleteVpc,
    read regions::describe_account_attributes::DescribeAccountAttributes,
    read types::describe_available_resource::DescribeAvailableResource,
    read capacity::describe_capacity_reservation_instances::DescribeCapacityReservationInstances,
    read capacity::describe_capacity_reservations::DescribeCapacityReservations,
    read disks::describe_disks::DescribeDisks,
    read addresses::describe_eip_addresses::DescribeEipAddresses,
    read images::describe_images::DescribeImages,
    read instances::describe_instance_attachment_attributes::DescribeInstanceAttachmentAttributes,
    read instances::describe_instance_attribute::DescribeInstanceAttribute,
    read instances::describe_instance_auto_renew_attribute::DescribeInstanceAutoRenewAttribute,
    read instances::describe_instance_maintenance_attributes::DescribeInstanceMaintenanceAttributes,
    read prices::describe_instance_modification_price::DescribeInstanceModificationPrice,
    read instances::describe_instance_monitor_data::DescribeInstanceMonitorData,
    read instances::describe_instance_ram_role::DescribeInstanceRamRole,
    read instances::describe_instance_status::DescribeInstanceStatus,
    read types::describe_instance_type_families::DescribeInstanceTypeFamilies,
    read instances::describe_instance_types::DescribeInstanceTypes,
    read instances::describe_instance_vnc_url::DescribeInstanceVncUrl,
    read instances::describe_instances::DescribeInstances,
    read instances::describe_instances_full_status::DescribeInstancesFullStatus,
    read key_pairs::describe_key_pairs::DescribeKeyPairs,
    read interfaces::describe_network_interface_attribute::DescribeNetworkInterfaceAttribute,
    read networks::describe_network_interfaces::DescribeNetworkInterfaces,
    read prefix_lists::describe_prefix_list_associations::DescribePrefixListAssociations,
    read prefix_lists::describe_prefix_list_attributes::DescribePrefixListAttributes,
    read prefix_lists::describe_prefix_lists::DescribePrefixLists,
    read prices::describe_price::DescribePrice,
    read regions::describe_regions::DescribeRegions,
    read types::describe_resources_modification::DescribeResourcesModification,
    read networks::describe_route_tables::DescribeRouteTables,
    read security_groups::describe_security_group_attribute::DescribeSecurityGroupAttribute,
    read security_groups::describe_security_group_references::DescribeSecurityGroupReferences,
    read security_groups::describe_security_groups::DescribeSecurityGroups,
    read snapshots::describe_snapshots::DescribeSnapshots,
    read tags::describe_tags::DescribeTags,
    read tasks::describe_tasks::DescribeTasks,
    read instances::describe_user_data::DescribeUserData,
    read networks::describe_v_switches::DescribeVSwitches,
    read networks::describe_vpcs::DescribeVpcs,
    read regions::describe_zones::DescribeZones,
    change instances::detach_instance_ram_role::DetachInstanceRamRole,
    change key_pairs::detach_key_pair::DetachKeyPair,
    change interfaces::detach_network_interface::DetachNetworkInterface,
    change key_pairs::import_key_pair::ImportKeyPair,
    change resource_groups::join_resource_group::JoinResourceGroup,
    change security_groups::join_security_group::JoinSecurityGroup,
    change security_groups::leave_security_group::LeaveSecurityGroup,
    read tags::list_tag_resources::ListTagResources,
    change capacity::modify_capacity_reservation::ModifyCapacityReservation,
    change addresses::modify_eip_address_attribute::ModifyEipAddressAttribute,
    change instances::modify_instance_attribute::ModifyInstanceAttribute,
    change instances::modify_instance_auto_release_time::ModifyInstanceAutoReleaseTime,
    change instances::modify_instance_auto_renew_attribute::ModifyInstanceAutoRenewAttribute,
    change instances::modify_instance_charge_type::ModifyInstanceChargeType,
    change instances::modify_instance_maintenance_attributes::ModifyInstanceMaintenanceAttributes,
    change instances::modify_instance_network_spec::ModifyInstanceNetworkSpec,
    change instances::modify_instance_spec::ModifyInstanceSpec,
    change instances::modify_instance_vpc_attribute::ModifyInstanceVpcAttribute,
    change interfaces::modify_network_interface_attribute::ModifyNetworkInterfaceAttribute,
    change prefix_lists::modify_prefix_list::ModifyPrefixList,
    change instances::modify_prepay_instance_spec::ModifyPrepayInstanceSpec,
    change security_groups::modify_security_group_attribute::ModifySecurityGroupAttribute,
    change security_groups::modify_security_group_egress_rule::ModifySecurityGroupEgressRule,
    change security_groups::modify_security_group_policy::ModifySecurityGroupPolicy,
    change security_groups::modify_security_group_rule::ModifySecurityGroupRule,
    change snapshots::modify_snapshot_attribute::ModifySnapshotAttribute,
    change networks::modify_v_switch_attribute::ModifyVSwitchAttribute,
    change networks::modify_vpc_attribute::ModifyVpcAttribute,
    change instances::re_activate_instances::ReActivateInstances,
    change instances::reboot_instance::RebootInstance,
    change instances::reboot_instances::RebootInstances,
    change capacity::release_capacity_reservation::ReleaseCapacityReservation,
    change addresses::release_eip_address::ReleaseEipAddress,
    change tags::remove_tags::RemoveTags,
    change instances::renew_instance::RenewInstance,
    change security_groups::revoke_security_group::RevokeSecurityGroup,
    change security_groups::revoke_security_group_egress::RevokeSecurityGroupEgress,
    change instances::run_instances::RunInstances,
    change instances::start_instance::StartInstance,
    change instances::start_instances::StartInstances,
    change instances::stop_instance::StopInstance,
    change instances::stop_instances::StopInstances,
    change tags::tag_resources::TagResources,
    change interfaces::unassign_ipv6_addresses::UnassignIpv6Addresses,
    change interfaces::unassign_private_ip_addresses::UnassignPrivateIpAddresses,
    change addresses::unassociate_eip_address::UnassociateEipAddress,
    change tags::untag_resources::UntagResources,
}

/// Whether the real ECS has this action, implemented here or not.
pub fn is_action(name: &str) -> bool {
    static ACTIONS: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("actions.txt").lines().collect());
    ACTIONS.binary_search(&name).is_ok()
}
