//! What the operations that tell of regions, zones, types, tasks and endpoints say in words of their own.

use super::{VendorError, row};
use crate::operation::Error;
use crate::wire::params::ParamError;

/// The answer to an error of this action, where it has one of its own.
pub(super) fn own(action: &str, error: &Error) -> Option<VendorError> {
    match action {
        "DescribeAccountAttributes" => account(error),
        "DescribeAvailableResource" => available(error),
        "DescribeEndpoints" => endpoints(error),
        "DescribeResourcesModification" => modification(error),
        "DescribeTasks" => tasks(error),
        "DescribeZones" => zones(error),
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

/// Whether this parameter is missing.
fn lacks(error: &Error, parameter: &str) -> bool {
    matches!(error, Error::Param(ParamError::Missing { name }) if name == parameter)
}

fn account(error: &Error) -> Option<VendorError> {
    let text = "The required parameter regionId must be not null.";
    lacks(error, "RegionId").then(|| row(403, "Invalid.Parameter", text))
}

fn tasks(error: &Error) -> Option<VendorError> {
    if lacks(error, "RegionId") {
        let text = "An input parameter \"RegionId\" that is mandatory for processing the request is not supplied.";
        return Some(row(400, "MissingParameter", text));
    }
    let unknown = matches!(error, Error::UnknownRegion(_));
    unknown.then(|| row(400, "InvalidRegionId.NotFound", "The specified RegionId does not exist."))
}

/// SDKs know this one by its code and its text; the status is ours.
fn endpoints(error: &Error) -> Option<VendorError> {
    let unknown = matches!(error, Error::UnknownRegion(_));
    unknown.then(|| row(404, "InvalidRegionId", "The specified region does not exist."))
}

#[rustfmt::skip]
fn zones(error: &Error) -> Option<VendorError> {
    if matches!(error, Error::UnknownRegion(_)) {
        return Some(row(404, "InvalidRegionId.NotFound", "The specified RegionId does not exist."));
    }
    match invalid(error)? {
        "InstanceChargeType" => Some(row(404, "InvalidInstanceChargeType.NotFound", "The InstanceChargeType does not exist in our records")),
        "SpotStrategy" => Some(row(400, "InvalidSpotStrategy", "The specified SpotStrategy is not valid.")),
        _ => None,
    }
}

/// What both operations about what is available say.
#[rustfmt::skip]
fn choice(error: &Error) -> Option<VendorError> {
    if lacks(error, "DestinationResource") {
        return Some(row(400, "Invalid.Param", "The input parameter DestinationResource that is mandatory for processing this request is not supplied."));
    }
    if matches!(error, Error::Conflict(_)) {
        return Some(row(403, "InvalidParam.TypeAndCpuMem.Conflict", "The specified 'InstanceType' and 'Cores','Memory' are not blank at the same time."));
    }
    match invalid(error)? {
        "DestinationResource" => Some(row(404, "Invalid.DestinationResource", "The specified DestinationResource is not valid.")),
        _ => None,
    }
}

#[rustfmt::skip]
fn available(error: &Error) -> Option<VendorError> {
    let own = invalid(error).and_then(|name| match name {
        "DedicatedHostId" => Some(row(403, "InvalidDedicatedHostId.NotFound", "The specified DedicatedHostId does not exist.")),
        "InstanceChargeType" => Some(row(400, "Invalid.InstanceChargeType", "The specified InstanceChargeType is not valid.")),
        "IoOptimized" => Some(row(404, "Invalid.IoOptimized", "The specified IoOptimized is not valid.")),
        "NetworkCategory" => Some(row(404, "Invalid.NetworkCategory", "The specified NetworkCategory is not valid.")),
        "ResourceType" => Some(row(404, "Invalid.ResourceType", "The ResourceType provided does not exist in our records.")),
        "Scope" => Some(row(403, "InvalidParameter.Scope", "The specified parameter Scope is invalid.")),
        "SpotStrategy" => Some(row(404, "Invalid.SpotStrategy", "The specified SpotStrategy is not valid.")),
        _ => None,
    });
    own.or_else(|| choice(error))
}

#[rustfmt::skip]
fn modification(error: &Error) -> Option<VendorError> {
    let own = invalid(error).and_then(|name| match name {
        "ResourceId" => Some(row(404, "InvalidResourceId.NotFound", "The specified ResourceId is not found in our records.")),
        "OperationType" => Some(row(400, "Invalid.OperationType", "The specified operationType is not valid.")),
        _ if name.starts_with("Conditions") => Some(row(400, "InvalidCondition.Malformed", "The specified Condition is not valid.")),
        _ => None,
    });
    own.or_else(|| choice(error))
}
