//! Error rows that several operations on elastic addresses share, in ECS and in the VPC API.

use crate::operation::{Error, VendorError, row};

/// The row for an unknown region, in all operations but AssociateEipAddress.
pub fn unknown_region(error: &Error) -> Option<VendorError> {
    match error {
        Error::UnknownRegion(_) => {
            Some(row(404, "InvalidRegionId.NotFound", "Specified value of \"RegionId\" is not supported."))
        }
        _ => None,
    }
}

/// The row for a kind of resource that cannot have an elastic address.
pub fn unsupported_target_type() -> VendorError {
    row(400, "InvalidInstanceType.ValueNotSupported", "The specified value of InstanceType is not supported.")
}
