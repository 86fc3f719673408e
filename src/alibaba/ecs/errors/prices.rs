//! What the operations that tell prices say in words of their own.

use super::{VendorError, row};
use crate::domain::compute::disk::SizeError;
use crate::domain::compute::image::ImageError;
use crate::domain::error::{Error as DomainError, InstanceError};
use crate::operation::Error;
use crate::wire::params::ParamError;

const LIST: &str = "DescribePrice";

/// The answer to an error of one of them.
#[rustfmt::skip]
pub(super) fn own(action: &str, error: &Error) -> Option<VendorError> {
    let list = action == LIST;
    match error {
        Error::Param(ParamError::Missing { name }) => missing(list, name),
        Error::Param(ParamError::Invalid { name, .. }) => value(list, name),
        Error::Domain(DomainError::Instance(InstanceError::TypeUnknown(_))) => Some(row(if list { 404 } else { 400 }, "InvalidInstanceType.ValueNotSupported", "The specified InstanceType does not exist or beyond the permitted range.")),
        // The vendor's text is a placeholder.
        Error::Domain(DomainError::Instance(InstanceError::TypeRetired(_))) => Some(row(if list { 403 } else { 400 }, "InstanceType.Offline", "The specified InstanceType has been offline.")),
        Error::Domain(DomainError::Image(ImageError::Unavailable(_))) => Some(row(403, "OperationDenied", "The specified Image is disabled or is deleted.")),
        _ => None,
    }
}

/// The list of prices is older, and says that something is missing as if it were not found.
#[rustfmt::skip]
fn missing(list: bool, name: &str) -> Option<VendorError> {
    match name {
        "DedicatedHostType" => Some(row(404, "InvalidDedicatedHostType.Missing", "The dedicatedHostType parameter that is mandatory for processing the request is not provided.")),
        "InstanceType" => Some(row(404, "InvalidInstanceType.Missing", "The InstanceType parameter that is mandatory for processing the request is not provided.")),
        _ if name.ends_with(".Category") => Some(row(if list { 404 } else { 400 }, "InvalidDiskCategory.Missing", "The DataDisk.1.Category parameter that is mandatory for processing the request is not provided.")),
        _ => None,
    }
}

#[rustfmt::skip]
fn value(list: bool, name: &str) -> Option<VendorError> {
    Some(match name {
        "Amount" => row(403, "InvalidAmount.Malformed", "The specified parameter Amount is not valid."),
        "DataDisk" if list => row(400, "InstanceDiskNumber.LimitExceed", "The total number of specified disk in an instance exceeds."),
        "InstanceNetworkType" => row(404, "InvalidNetworkType.ValueNotSupported", "The specified parameter NetworkType is not valid."),
        "InternetMaxBandwidthOut" if list => row(400, "InvalidInternetMaxBandwidthOut.ValueNotSupported", "The specified parameter \"InternetMaxBandwidthOut\" is not valid."),
        "IoOptimized" => row(400, "InvalidIoOptimizedValue.ValueNotSupported", "IoOptimized value not supported."),
        "Platform" => row(400, "InvalidParameter.Platform", "The specified parameter Platform is invalid."),
        "PriceUnit" => row(400, "InvalidPriceUnit.ValueNotSupported", "The specified parameter PriceUnit is not valid."),
        "ResourceType" => row(400, "InvalidResourceType.ValueNotSupported", "The specified parameter ResourceType is not valid."),
        // The vendor's text is a placeholder.
        "SpotStrategy" => row(400, "InvalidSpotAuthorized", "The specified Spot param is unauthorized."),
        "SystemDisk.Size" if list => row(404, "InvalidSystemDiskSize.ValueNotSupported", "The specified parameter SystemDisk.Size is invalid."),
        "ZoneId" => row(400, "Invalid.ZoneId", "The specified ZoneId is not valid."),
        _ if name.starts_with("DataDisk.") && name.ends_with(".Size") => data_size(list),
        _ => return None,
    })
}

#[rustfmt::skip]
fn data_size(list: bool) -> VendorError {
    let text = if list {
        "The specified DataDisk.n.Size beyond the permitted range, or the capacity of snapshot exceeds the size limit of the specified disk category."
    } else {
        "The specified DataDisk.n.Size beyond the permitted range."
    };
    row(400, "InvalidDataDiskSize.ValueNotSupported", text)
}

/// A size that a disk cannot have.
#[rustfmt::skip]
pub(super) fn size(action: &str, system: bool, why: SizeError) -> VendorError {
    let list = action == LIST;
    match (system, why) {
        (true, _) if !list => row(400, "InvalidParameter", "The specified parameter \"SystemDisk.Size\" is not valid."),
        (true, SizeError::Small | SizeError::Level) => row(404, "InvalidSystemDiskSize.LessThanMinSize", "The specified parameter SystemDisk.Size is less than the minimum size."),
        (true, SizeError::Large) => row(404, "InvalidSystemDiskSize.MoreThanMaxSize", "The specified parameter SystemDisk.Size is more than the maximum size."),
        (false, SizeError::Small | SizeError::Large) => data_size(list),
        (false, SizeError::Level) => row(if list { 403 } else { 400 }, "OperationDenied.PerformanceLevelNotMatch", "The specified DataDisk.n.PerformanceLevel and DataDisk.n.Size do not match."),
    }
}
