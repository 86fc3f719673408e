//! What several operations on elastic addresses say in the same words: those of ECS, and those of the VPC API.

use crate::operation::{Error, VendorError, row};

/// All but AssociateEipAddress of a region that there is not.
pub fn region(error: &Error) -> Option<VendorError> {
    match error {
        Error::UnknownRegion(_) => {
            Some(row(404, "InvalidRegionId.NotFound", "Specified value of \"RegionId\" is not supported."))
        }
        _ => None,
    }
}

/// Of a kind of thing that cannot have an address.
pub fn instance_type() -> VendorError {
    row(400, "InvalidInstanceType.ValueNotSupported", "The specified value of InstanceType is not supported.")
}
