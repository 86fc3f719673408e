//! EC2's errors for placement groups.

use super::{VendorError, row};
use crate::domain::compute::placement::{AwsPlacementError, Strategy};

pub(super) fn placement(error: &AwsPlacementError) -> VendorError {
    match error {
        AwsPlacementError::Unknown(name) => {
            row(400, "InvalidPlacementGroup.Unknown", format!("The Placement Group '{name}' is unknown."))
        }
        AwsPlacementError::NotFound(id) => {
            row(400, "InvalidPlacementGroupId.NotFound", format!("The placement group ID '{id}' does not exist"))
        }
        AwsPlacementError::Duplicate(name) => {
            row(400, "InvalidPlacementGroup.Duplicate", format!("The Placement Group '{name}' already exists."))
        }
        AwsPlacementError::InUse(name) => {
            let text = format!("The placement group '{name}' is in use and may not be deleted.");
            row(400, "InvalidPlacementGroup.InUse", text)
        }
        AwsPlacementError::OtherZone { group, zone } => {
            let text = format!("The placement group '{group}' is in use in another availability zone: {zone}");
            row(400, "InvalidPlacementGroup.InUse", text)
        }
        AwsPlacementError::TypeUnsupported { strategy, instance_type } => {
            let strategy = match strategy {
                Strategy::Cluster => "Cluster",
                Strategy::Partition => "Partition",
                Strategy::Spread => "Spread",
            };
            let text = format!(
                "{strategy} placement groups are not supported by the '{instance_type}' instance type. Specify a supported \
                 instance type or change the placement group strategy, and try again."
            );
            row(400, "InvalidParameterCombination", text)
        }
        // Ours, with the texts below.
        AwsPlacementError::TooMany(most) => {
            row(400, "PlacementGroupLimitExceeded", format!("The maximum number of placement groups is {most}."))
        }
        AwsPlacementError::Full { .. } => row(500, "InsufficientInstanceCapacity", error.to_string()),
        AwsPlacementError::NoPartition(name) => {
            row(400, "InvalidParameterValue", format!("The placement group '{name}' has no such partition."))
        }
    }
}
