//! What ECS says of private pools, the capacity reservations of ECS.

use super::{INTERNAL, VendorError, row};
use crate::domain::capacity::reservation::{Attribute, CapacityError};
use crate::domain::error::{Error as DomainError, InstanceError};
use crate::domain::network::NetworkError;
use crate::operation::Error;
use crate::wire::params::ParamError;

const UNSUPPORTED: &str = "The specified private pool does not support this operation.";

/// What is said alike wherever a pool is looked for.
pub(super) fn capacity(error: &CapacityError) -> VendorError {
    match error {
        CapacityError::Malformed(_) | CapacityError::NotFound(_) => {
            row(400, "Invalid.PrivatePoolOptions.Id", "The PrivatePool does not exist.")
        }
        CapacityError::NotActive(_) => {
            row(400, "Invalid.PrivatePoolOptions.status", "The PrivatePool is expired or inactive.")
        }
        CapacityError::Exceeded => row(400, "Invalid.PrivatePoolOptions.NoStock", "The PrivatePool has been used up."),
        CapacityError::Unsuitable(attribute) => unsuitable(*attribute),
        CapacityError::EndsByItself(_) => row(
            400,
            "Invalid.Action.ReleaseCapacityReservation",
            "Release action is not supported when using Limited endTimeType, please change it to Unlimited first.",
        ),
        CapacityError::InUse { .. } => {
            row(403, "InvalidInstanceAmount.ValueNotSupported", "The specified InstanceAmount is invalid.")
        }
        CapacityError::OutOfStock { .. } => row(
            403,
            "OperationDenied.NoStock",
            "The requested resource is sold out in the specified zone; try other types of resources or other regions and \
             zones.",
        ),
        // No operation of ECS finds these.
        CapacityError::Reclaiming(_)
        | CapacityError::MarketMismatch(_)
        | CapacityError::Unlike(..)
        | CapacityError::VcpuLimit(_)
        | CapacityError::Lending(_) => row(500, "InternalError", INTERNAL),
    }
}

fn unsuitable(attribute: Attribute) -> VendorError {
    match attribute {
        Attribute::Type => row(400, "Invalid.InstanceType", "The InstanceType does not match the PrivatePool."),
        Attribute::Zone => row(400, "Invalid.ZoneId", "The ZoneId does not match the PrivatePool."),
        Attribute::Platform => {
            row(400, "InvalidPlatform.ValueNotSupported", "The Platform does not match the PrivatePool.")
        }
        Attribute::Charge => {
            row(400, "Invalid.InstanceChargeType", "The InstanceChargeType does not match the PrivatePool.")
        }
        // All instances of ECS are on shared hardware, unless they are on a dedicated host.
        Attribute::Tenancy => row(400, "DedicatedHostNotSupported", "DedicatedHost is not supported for PrivatePool."),
    }
}

/// The answer to an error of this action, where it has one of its own.
pub(super) fn own(action: &str, error: &Error) -> Option<VendorError> {
    if let Error::Param(ParamError::Missing { name }) = error
        && let Some(wire) = missing(action, name)
    {
        return Some(wire);
    }
    match action {
        "CreateCapacityReservation" => create(error),
        "DescribeCapacityReservations" => describe(error),
        "ModifyCapacityReservation" => modify(error),
        "ReleaseCapacityReservation" => match error {
            Error::Domain(DomainError::Capacity(CapacityError::NotActive(_))) => Some(row(
                400,
                "InvalidOperation.ReleasePrivatePoolUnsupported",
                "The specified private pool does not support release.",
            )),
            _ => None,
        },
        _ => None,
    }
}

#[rustfmt::skip]
fn missing(action: &str, name: &str) -> Option<VendorError> {
    // ModifyCapacityReservation says it in the common words.
    let pools = matches!(action, "CreateCapacityReservation" | "DescribeCapacityReservations" | "DescribeCapacityReservationInstances" | "ReleaseCapacityReservation");
    match name {
        "PrivatePoolOptions.Id" if action != "ModifyCapacityReservation" => Some(row(400, "MissingParameter.PrivatePoolOptions.Id", "The specified PrivatePoolOptions.Id should not be null.")),
        "RegionId" if pools => Some(row(400, "MissingParameter.RegionId", "The specified RegionId should not be null.")),
        "InstanceAmount" if pools => Some(row(400, "MissingParameter.InstanceAmount", "The specified parameter \"InstanceAmount\" can not be empty.")),
        _ => None,
    }
}

/// The name of the parameter that is invalid.
fn invalid(error: &Error) -> Option<&str> {
    match error {
        Error::Param(ParamError::Invalid { name, .. }) => Some(name),
        _ => None,
    }
}

#[rustfmt::skip]
fn create(error: &Error) -> Option<VendorError> {
    match error {
        Error::Domain(DomainError::Instance(InstanceError::TypeUnknown(_) | InstanceError::TypeRetired(_))) => {
            return Some(row(400, "Invalid.InstanceType", "The specified InstanceType is not valid."));
        }
        Error::Domain(DomainError::Network(NetworkError::ZoneNotFound(_))) => {
            return Some(row(404, "InvalidZoneId.NotFound", "The specified zoneId does not exist."));
        }
        Error::Domain(DomainError::Capacity(CapacityError::OutOfStock { .. })) => {
            return Some(row(403, "OperationDenied.NoStock", "The resource is out of stock in the specified zone. Please try other types, or choose other regions and zones."));
        }
        _ => {}
    }
    match invalid(error)? {
        "EndTime" => Some(row(400, "Invalid.EndTime", "The specified parameter \"EndTime\" is not valid.")),
        "InstanceChargeType" => Some(unsuitable(Attribute::Charge)),
        "Platform" => Some(unsuitable(Attribute::Platform)),
        "PrivatePoolOptions.Name" => Some(row(400, "Invalid.PrivatePoolOptionsName.MalFormed", "The specified PrivatePoolOptions.Name is not valid.")),
        "StartTime" => Some(row(400, "StartTime.NotNeed", "The specified parameter \"StartTime\" should leave empty.")),
        "ZoneId" => Some(row(400, "Invalid.TooManyZoneIds", "Too many ZoneIds in the request.")),
        _ => None,
    }
}

fn describe(error: &Error) -> Option<VendorError> {
    let text = "The specified PrivatePoolOptions.Ids is invalid.";
    let ids = invalid(error)? == "PrivatePoolOptions.Ids";
    ids.then(|| row(400, "InvalidParameter.PrivatePoolOptions.Ids", text))
}

#[rustfmt::skip]
fn modify(error: &Error) -> Option<VendorError> {
    match error {
        Error::Domain(DomainError::Capacity(CapacityError::NotFound(_) | CapacityError::Malformed(_))) => {
            return Some(row(404, "InvalidPrivatePoolId.NotFound", "The specified private pool does not exist."));
        }
        Error::Domain(DomainError::Capacity(CapacityError::NotActive(_))) => {
            return Some(row(403, "IncorrectPrivatePoolStatus", "The current status of the private pool does not support this operation."));
        }
        Error::Domain(DomainError::Capacity(CapacityError::Unsuitable(_))) => {
            return Some(row(403, "OperationDenied.PlatformNotSupported", UNSUPPORTED));
        }
        _ => {}
    }
    match invalid(error)? {
        "Description" => Some(row(400, "InvalidDescription.ValueNotSupported", "The specified Description is invalid.")),
        "EndTime" => Some(row(400, "InvalidEndTime.ValueNotSupported", "The specified EndTime is invalid.")),
        "InstanceAmount" => Some(row(400, "InvalidInstanceAmount.ValueNotSupported", "The specified parameter InstanceAmount is not valid.")),
        "Platform" => Some(row(403, "InvalidPlatform.ValueNotSupported", "The specified Platform is invalid.")),
        "PrivatePoolOptions.Name" => Some(row(403, "InvalidPrivatePoolOptionsName.ValueNotSupported", "The specified PrivatePoolOptions.Name is invalid.")),
        "StartTime" => Some(row(403, "OperationDenied.StartTimeNotSupported", UNSUPPORTED)),
        _ => None,
    }
}
