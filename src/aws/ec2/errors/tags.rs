//! EC2's errors for tags.

use super::{VendorError, domain, row};
use crate::domain::error::{Error as DomainError, TagError};
use crate::domain::ids::is_hex_id;
use crate::domain::tagging::Kind;
use smol_str::SmolStr;

pub(super) fn tag(error: &TagError) -> VendorError {
    match error {
        TagError::NoResource(id) => match not_found(id) {
            Some(error) => domain(&error),
            None => row(400, "InvalidID", format!("The ID '{id}' is not valid")),
        },
        TagError::TooMany => {
            row(400, "TagLimitExceeded", "The maximum number of Tags for a resource has been reached.")
        }
    }
}

/// The "not found" error of the kind of resource that the id's prefix names, or `None` if the id is malformed.
fn not_found(id: &SmolStr) -> Option<DomainError> {
    let prefix = &id[..=id.rfind('-')?];
    let kind = Kind::of(id).filter(|_| is_hex_id(id, prefix))?;
    Some((kind.not_found)(id.clone()))
}
