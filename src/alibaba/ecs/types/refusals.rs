//! Error rows that the operations on available resources share.

use crate::operation::{Error, VendorError, row};

/// The rows for errors in the choice of a resource.
#[rustfmt::skip]
pub fn choice_error(error: &Error) -> Option<VendorError> {
    match error {
        Error::Conflict(_) => Some(row(403, "InvalidParam.TypeAndCpuMem.Conflict", "The specified 'InstanceType' and 'Cores','Memory' are not blank at the same time.")),
        _ if error.missing_parameter() == Some("DestinationResource") => Some(row(400, "Invalid.Param", "The input parameter DestinationResource that is mandatory for processing this request is not supplied.")),
        _ if error.invalid_parameter() == Some("DestinationResource") => Some(row(404, "Invalid.DestinationResource", "The specified DestinationResource is not valid.")),
        _ => None,
    }
}
