//! Errors about private pools, which hold the capacity reservations of ECS.

use super::{VendorError, row};
use crate::domain::capacity::reservation::{AlibabaCapacityError, Attribute, CapacityError};

/// Errors that all operations on private pools share.
pub(super) fn capacity(error: &CapacityError) -> VendorError {
    match error {
        CapacityError::Malformed(_) | CapacityError::NotFound(_) => {
            row(400, "Invalid.PrivatePoolOptions.Id", "The PrivatePool does not exist.")
        }
        CapacityError::NotActive(_) => {
            row(400, "Invalid.PrivatePoolOptions.status", "The PrivatePool is expired or inactive.")
        }
        CapacityError::Exceeded => row(400, "Invalid.PrivatePoolOptions.NoStock", "The PrivatePool has been used up."),
        CapacityError::Unsuitable(attribute) => attribute_mismatch(*attribute),
        CapacityError::InUse { .. } => {
            row(403, "InvalidInstanceAmount.ValueNotSupported", "The specified InstanceAmount is invalid.")
        }
        CapacityError::OutOfStock { .. } => row(
            403,
            "OperationDenied.NoStock",
            "The requested resource is sold out in the specified zone; try other types of resources or other regions and \
             zones.",
        ),
    }
}

/// Errors that only Alibaba Cloud has.
pub(super) fn alibaba_capacity(error: &AlibabaCapacityError) -> VendorError {
    match error {
        AlibabaCapacityError::EndsByItself(_) => row(
            400,
            "Invalid.Action.ReleaseCapacityReservation",
            "Release action is not supported when using Limited endTimeType, please change it to Unlimited first.",
        ),
    }
}

/// An instance does not match its pool in this attribute.
pub fn attribute_mismatch(attribute: Attribute) -> VendorError {
    match attribute {
        Attribute::Type => row(400, "Invalid.InstanceType", "The InstanceType does not match the PrivatePool."),
        Attribute::Zone => row(400, "Invalid.ZoneId", "The ZoneId does not match the PrivatePool."),
        Attribute::Platform => {
            row(400, "InvalidPlatform.ValueNotSupported", "The Platform does not match the PrivatePool.")
        }
        Attribute::Charge => {
            row(400, "Invalid.InstanceChargeType", "The InstanceChargeType does not match the PrivatePool.")
        }
        // All instances of ECS are on shared hardware, unless they are on a dedicated host.
        Attribute::Tenancy => row(400, "DedicatedHostNotSupported", "DedicatedHost is not supported for PrivatePool."),
    }
}
