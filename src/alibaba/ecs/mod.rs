//! Elastic Compute Service.

pub mod addresses;
pub mod capacity;
pub mod common;
pub mod disks;
pub mod errors;
pub mod filters;
pub mod images;
pub mod instances;
pub mod key_pairs;
pub mod networks;
pub mod prices;
pub mod regions;
pub mod resource_groups;
pub mod security_groups;
pub mod tags;
pub mod tasks;
pub mod types;

use crate::operation::operations;
use std::sync::LazyLock;

/// The version of the API.
pub const VERSION: &str = "2014-05-26";

operations! {
    change tags::AddTags,
    change addresses::AllocateEipAddress,
    change instances::AllocatePublicIpAddress,
    change addresses::AssociateEipAddress,
    change key_pairs::AttachKeyPair,
    change security_groups::AuthorizeSecurityGroup,
    change security_groups::AuthorizeSecurityGroupEgress,
    change capacity::CreateCapacityReservation,
    change images::CreateImage,
    change instances::CreateInstance,
    prepare key_pairs::CreateKeyPair,
    change security_groups::CreateSecurityGroup,
    change images::DeleteImage,
    change instances::DeleteInstance,
    change instances::DeleteInstances,
    change key_pairs::DeleteKeyPairs,
    change security_groups::DeleteSecurityGroup,
    read regions::DescribeAccountAttributes,
    read types::DescribeAvailableResource,
    read capacity::DescribeCapacityReservationInstances,
    read capacity::DescribeCapacityReservations,
    read disks::DescribeDisks,
    read addresses::DescribeEipAddresses,
    read images::DescribeImages,
    read instances::DescribeInstanceAttribute,
    read instances::DescribeInstanceAutoRenewAttribute,
    read instances::DescribeInstanceMaintenanceAttributes,
    read prices::DescribeInstanceModificationPrice,
    read instances::DescribeInstanceRamRole,
    read instances::DescribeInstanceStatus,
    read types::DescribeInstanceTypeFamilies,
    read instances::DescribeInstanceTypes,
    read instances::DescribeInstanceVncUrl,
    read instances::DescribeInstances,
    read instances::DescribeInstancesFullStatus,
    read key_pairs::DescribeKeyPairs,
    read networks::DescribeNetworkInterfaces,
    read prices::DescribePrice,
    read regions::DescribeRegions,
    read types::DescribeResourcesModification,
    read security_groups::DescribeSecurityGroupAttribute,
    read security_groups::DescribeSecurityGroups,
    read tags::DescribeTags,
    read tasks::DescribeTasks,
    read instances::DescribeUserData,
    read networks::DescribeVSwitches,
    read networks::DescribeVpcs,
    read regions::DescribeZones,
    change key_pairs::DetachKeyPair,
    change key_pairs::ImportKeyPair,
    change resource_groups::JoinResourceGroup,
    change security_groups::JoinSecurityGroup,
    change security_groups::LeaveSecurityGroup,
    read tags::ListTagResources,
    change capacity::ModifyCapacityReservation,
    change instances::ModifyInstanceAttribute,
    change instances::ModifyInstanceAutoReleaseTime,
    change instances::ModifyInstanceChargeType,
    change instances::ModifyInstanceMaintenanceAttributes,
    change instances::ModifyInstanceNetworkSpec,
    change instances::ModifyInstanceSpec,
    change instances::ModifyPrepayInstanceSpec,
    change instances::ReActivateInstances,
    change instances::RebootInstance,
    change instances::RebootInstances,
    change capacity::ReleaseCapacityReservation,
    change addresses::ReleaseEipAddress,
    change tags::RemoveTags,
    change security_groups::RevokeSecurityGroup,
    change security_groups::RevokeSecurityGroupEgress,
    change instances::RunInstances,
    change instances::StartInstance,
    change instances::StartInstances,
    change instances::StopInstance,
    change instances::StopInstances,
    change tags::TagResources,
    change addresses::UnassociateEipAddress,
    change tags::UntagResources,
}

/// Whether ECS itself has this action.
pub fn is_action(name: &str) -> bool {
    static ACTIONS: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("actions.txt").lines().collect());
    ACTIONS.binary_search(&name).is_ok()
}
