//! What both operations about what is available refuse in the same words.

use crate::operation::{Error, VendorError, row};

/// What they say of how a resource is chosen.
#[rustfmt::skip]
pub fn choice(error: &Error) -> Option<VendorError> {
    match error {
        Error::Conflict(_) => Some(row(403, "InvalidParam.TypeAndCpuMem.Conflict", "The specified 'InstanceType' and 'Cores','Memory' are not blank at the same time.")),
        _ if error.missing_parameter() == Some("DestinationResource") => Some(row(400, "Invalid.Param", "The input parameter DestinationResource that is mandatory for processing this request is not supplied.")),
        _ if error.invalid_parameter() == Some("DestinationResource") => Some(row(404, "Invalid.DestinationResource", "The specified DestinationResource is not valid.")),
        _ => None,
    }
}
