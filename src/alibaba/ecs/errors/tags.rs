//! Errors about tags.

use super::{VendorError, row};
use crate::domain::error::TagError;

pub(super) fn tag(error: &TagError) -> VendorError {
    match error {
        TagError::NoResource(_) => {
            row(404, "InvalidResourceId.NotFound", "The specified ResourceId is not found in our records.")
        }
        TagError::TooMany => {
            row(400, "OperationDenied.QuotaExceed", "The quota of tags on resource is beyond permitted range.")
        }
    }
}
