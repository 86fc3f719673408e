//! The VPC API's errors that differ from ECS's.

use crate::alibaba::ecs::errors;
use crate::alibaba::services::missing_token;
use crate::domain::error::{Error as DomainError, InstanceError};
use crate::domain::network::NetworkError;
use crate::operation::{Error, VendorError, row};

/// The vendor's error for an error that the operation does not override.
pub fn answer(error: &Error) -> VendorError {
    missing_token(error).or_else(|| own(error)).unwrap_or_else(|| errors::answer(error))
}

fn own(error: &Error) -> Option<VendorError> {
    match error {
        Error::Domain(DomainError::Network(error)) => network(error),
        Error::Domain(DomainError::Instance(InstanceError::TagReserved(_))) => {
            Some(row(400, "InvalidTagKey", "The tag keys are not valid."))
        }
        Error::UnknownRegion(_) => {
            Some(row(404, "InvalidRegionId.NotFound", "Specified value of \"regionId\" is not supported."))
        }
        _ => match error.invalid_parameter()? {
            "ResourceGroupId" => {
                Some(row(400, "InvalidResourceGroupId", "The specified ResourceGroupId does not exist."))
            }
            name if name.starts_with("Tag.") => Some(row(400, "InvalidTagValue", "The tag values are not valid.")),
            _ => None,
        },
    }
}

/// If an action documents two codes for a VPC or VSwitch that does not exist, this is the one that Terraform's provider
/// expects.
#[rustfmt::skip]
fn network(error: &NetworkError) -> Option<VendorError> {
    Some(match error {
        NetworkError::VpcNotFound(_) => row(400, "Forbidden.VpcNotFound", "Specified VPC can not found."),
        NetworkError::SubnetNotFound(_) => row(404, "InvalidVSwitchId.NotFound", "VSwitch not exist."),
        NetworkError::ZoneNotFound(_) => row(404, "InvalidZoneId.NotFound", "Specified zone does not exist."),
        _ => return None,
    })
}
