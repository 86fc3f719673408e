//! Error rows that several operations on tags share.

use crate::domain::error::{Error as DomainError, TagError};
use crate::operation::{Error, VendorError, row};

/// The row for an unknown type of resource.
pub fn resource_type(error: &Error) -> Option<VendorError> {
    match error.invalid_parameter()? {
        "ResourceType" => {
            Some(row(404, "InvalidResourceType.NotFound", "The ResourceType provided does not exist in our records."))
        }
        _ => None,
    }
}

/// The rows of the newer operations, which work on many resources in one call. Their texts end with `stop`.
pub fn batch_error(error: &Error, stop: &str) -> Option<VendorError> {
    match (error, error.missing_parameter(), error.invalid_parameter()) {
        (Error::Domain(DomainError::Tag(TagError::NoResource(_))), ..) => {
            Some(row(404, "InvalidResourceId.NotFound", "The specified ResourceIds are not found in our records."))
        }
        (_, Some(name), _) => missing(name, stop),
        (_, _, Some("ResourceId")) => {
            let text = format!("The ResourceIds parameter's number is exceed , Valid : 50{stop}");
            Some(row(400, "NumberExceed.ResourceIds", text))
        }
        (_, _, Some("Tag")) => {
            Some(row(400, "NumberExceed.Tags", format!("The Tags parameter's number is exceed , Valid : 20{stop}")))
        }
        _ => resource_type(error),
    }
}

fn missing(name: &str, stop: &str) -> Option<VendorError> {
    let (code, list) = match name {
        "ResourceId" => ("MissingParameter.ResourceIds", "ResourceIds.N"),
        "ResourceType" => ("MissingParameter.ResourceType", "ResourceType"),
        "Tag" => ("MissingParameter.Tags", "Tags"),
        "RegionId" => ("MissingParameter.RegionId", "RegionId"),
        _ => return None,
    };
    Some(row(404, code, format!("The parameter - {list} should not be null{stop}")))
}
