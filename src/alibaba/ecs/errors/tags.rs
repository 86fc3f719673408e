//! How ECS says what is wrong with tags.

use super::{VendorError, row};
use crate::domain::error::TagError;

/// Whether this is one of the newer actions, which tell of numbers and of what is missing in words of their own.
fn is_new(action: &str) -> bool {
    matches!(action, "ListTagResources" | "TagResources" | "UntagResources")
}

/// The texts of UntagResources have no full stop at their end.
fn stop(action: &str) -> &'static str {
    if action == "UntagResources" { "" } else { "." }
}

pub(super) fn tag(action: &str, error: &TagError) -> VendorError {
    match error {
        TagError::NoResource(_) if is_new(action) => {
            row(404, "InvalidResourceId.NotFound", "The specified ResourceIds are not found in our records.")
        }
        TagError::NoResource(_) => {
            row(404, "InvalidResourceId.NotFound", "The specified ResourceId is not found in our records.")
        }
        TagError::TooMany => {
            row(400, "OperationDenied.QuotaExceed", "The quota of tags on resource is beyond permitted range.")
        }
    }
}

/// What these actions say of a parameter that is not there.
pub(super) fn missing(action: &str, name: &str) -> Option<VendorError> {
    let (code, list) = match name {
        _ if !is_new(action) => return None,
        "ResourceId" => ("MissingParameter.ResourceIds", "ResourceIds.N"),
        "ResourceType" => ("MissingParameter.ResourceType", "ResourceType"),
        "Tag" => ("MissingParameter.Tags", "Tags"),
        "RegionId" => ("MissingParameter.RegionId", "RegionId"),
        _ => return None,
    };
    Some(row(404, code, format!("The parameter - {list} should not be null{}", stop(action))))
}

/// What these actions say of a value that a parameter cannot have.
pub(super) fn value(action: &str, name: &str) -> Option<VendorError> {
    let stop = stop(action);
    Some(match name {
        "Category" if action == "DescribeTags" => row(400, "Invalid.TagCategory", "The parameter Category is illegal."),
        "ResourceType"
            if is_new(action) || matches!(action, "AddTags" | "DescribeTags" | "JoinResourceGroup" | "RemoveTags") =>
        {
            row(404, "InvalidResourceType.NotFound", "The ResourceType provided does not exist in our records.")
        }
        _ if !is_new(action) => return None,
        "ResourceId" => row(
            400,
            "NumberExceed.ResourceIds",
            format!("The ResourceIds parameter's number is exceed , Valid : 50{stop}"),
        ),
        "Tag" => row(400, "NumberExceed.Tags", format!("The Tags parameter's number is exceed , Valid : 20{stop}")),
        "TagFilter" => row(400, "InvalidTags.MalFormed", "The tags must be empty, when the tagFilters is not empty."),
        _ => return None,
    })
}
