//! The kinds of resources that have tags in the VPC API, and what the operations on them have in common.

use crate::domain::error::{Error as DomainError, TagError};
use crate::domain::tagging::Kind;
use crate::operation::{Error, VendorError, row};
use smol_str::SmolStr;

/// Kinds of resources that have tags in the VPC API, but of which the emulator has none.
const ABSENT: &[&str] = &[
    "VPNGATEWAY",
    "COMMONBANDWIDTHPACKAGE",
    "PREFIXLIST",
    "PUBLICIPADDRESSPOOL",
    "IPV4GATEWAY",
    "IPV6GATEWAY",
    "TRAFFICMIRRORFILTER",
    "TRAFFICMIRRORSESSION",
    "FLOWLOG",
    "HAVIP",
    "DHCPOPTIONSSET",
    "GATEWAYENDPOINT",
    "VBR",
    "EXPRESSCONNECT",
];

/// Finds a kind by its name, in any case. `None` if the emulator has no resources of this kind. Fails if the VPC API does not
/// have it either.
pub fn parse(text: &SmolStr) -> Result<Option<&'static Kind>, Error> {
    let upper = text.to_ascii_uppercase();
    match Kind::of_vpc(&upper) {
        Some(kind) => Ok(Some(kind)),
        None if ABSENT.contains(&upper.as_str()) => Ok(None),
        None => Err(Error::invalid("ResourceType", text, "a type of resource that has tags")),
    }
}

/// The rows that the three operations share. Where the vendor's texts are placeholders, they are ours.
#[rustfmt::skip]
pub fn refuse(error: &Error) -> Option<VendorError> {
    Some(match (error, error.missing_parameter(), error.invalid_parameter()) {
        (Error::Domain(DomainError::Tag(TagError::NoResource(_))), ..) => row(400, "InvalidInstanceIds.NotFound", "The instanceIds are not found"),
        (Error::Domain(DomainError::Tag(TagError::TooMany)), ..) => row(400, "QuotaExceeded.TagNum", "Custom Tags quota exceeded"),
        (_, Some("ResourceType"), _) => row(400, "MissingParam.ResourceType", "The param of ResourceType is missing."),
        (_, Some("ResourceId"), _) => row(400, "MissingParam", "The param of ResourceId is missing."),
        (_, Some("Tag"), _) => row(400, "MissingParam.Tags", "You must specify the Tags parameter."),
        (_, Some(name), _) if name.starts_with("Tag.") => row(400, "MissingParameter.TagKey", "The input parameter TagKey that is mandatory for processing this request is not supplied."),
        (_, _, Some("ResourceType")) => row(400, "InvalidInstanceType.NotFound", "The instance type is not found"),
        (_, _, Some("ResourceId")) => row(400, "SizeLimitExceeded.ResourceId", "The maximum number of resource IDs is exceeded."),
        (_, _, Some("Tag")) => row(400, "SizeLimitExceeded.TagNum", "The maximum number of tags is exceeded."),
        _ => return None,
    })
}
