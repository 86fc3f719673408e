//! What the VPC API says in words of its own.

use crate::alibaba::ecs::errors;
use crate::domain::error::{Error as DomainError, InstanceError};
use crate::domain::network::NetworkError;
use crate::operation::{Error, VendorError, row};

/// The answer to an error that the operation has no words of its own for: the VPC API's, else that of ECS.
pub fn answer(error: &Error) -> VendorError {
    own(error).unwrap_or_else(|| errors::answer(error))
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
        _ => None,
    }
}

/// Where an action documents two codes for a VPC or VSwitch that is not there, it is the one that Terraform's provider
/// waits for.
#[rustfmt::skip]
fn network(error: &NetworkError) -> Option<VendorError> {
    Some(match error {
        NetworkError::VpcNotFound(_) => row(400, "Forbidden.VpcNotFound", "Specified VPC can not found."),
        NetworkError::SubnetNotFound(_) => row(404, "InvalidVSwitchId.NotFound", "VSwitch not exist."),
        NetworkError::ZoneNotFound(_) => row(404, "InvalidZoneId.NotFound", "Specified zone does not exist."),
        _ => return None,
    })
}
