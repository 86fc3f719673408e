//! Errors about tags.

use super::{VendorError, domain, row};
use crate::domain::capacity::reservation::CapacityError;
use crate::domain::compute::disk::DiskError;
use crate::domain::compute::key_pair::KeyPairError;
use crate::domain::error::{Error as DomainError, InstanceError, TagError};
use crate::domain::ids::is_hex_id;
use crate::domain::network::address::AddressError;
use crate::domain::network::{GroupError, NetworkError};
use crate::domain::tagging;
use smol_str::SmolStr;

pub(super) fn tag(error: &TagError) -> VendorError {
    match error {
        TagError::NoResource(id) => match missing(id) {
            Some(error) => domain(&error),
            None => row(400, "InvalidID", format!("The ID '{id}' is not valid")),
        },
        TagError::TooMany => {
            row(400, "TagLimitExceeded", "The maximum number of Tags for a resource has been reached.")
        }
    }
}

/// What is wrong when nothing of the kind that an id is of has it; `None` if it is no id.
fn missing(id: &SmolStr) -> Option<DomainError> {
    let prefix = &id[..=id.rfind('-')?];
    let kind = tagging::kind(id).filter(|_| is_hex_id(id, prefix))?;
    let id = id.clone();
    Some(match kind {
        "instance" => InstanceError::NotFound(vec![id]).into(),
        "volume" => DiskError::NotFound(id).into(),
        "image" => InstanceError::ImageNotFound(id).into(),
        "elastic-ip" => AddressError::AllocationNotFound(id).into(),
        "key-pair" => KeyPairError::NotFound(id).into(),
        "network-interface" => NetworkError::InterfaceNotFound(id).into(),
        "vpc" => NetworkError::VpcNotFound(id).into(),
        "subnet" => NetworkError::SubnetNotFound(id).into(),
        "security-group" => NetworkError::GroupNotFound(id).into(),
        "security-group-rule" => GroupError::RuleNotFound(id).into(),
        "route-table" => NetworkError::RouteTableNotFound(id).into(),
        "internet-gateway" => NetworkError::GatewayNotFound(id).into(),
        "capacity-reservation" => CapacityError::NotFound(id).into(),
        _ => return None,
    })
}
