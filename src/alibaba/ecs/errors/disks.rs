//! Errors about disks.

use super::{VendorError, row};
use crate::domain::compute::disk::{AlibabaDiskError, SizeError};

#[rustfmt::skip]
pub fn disk(error: &AlibabaDiskError) -> VendorError {
    use AlibabaDiskError as E;
    match error {
        E::Size { system: true, why: SizeError::Small | SizeError::Level } => row(404, "InvalidSystemDiskSize.LessThanMinSize", "The specified parameter SystemDisk.Size is less than the minimum size."),
        E::Size { system: true, why: SizeError::Large } => row(404, "InvalidSystemDiskSize.MoreThanMaxSize", "The specified parameter SystemDisk.Size is more than the maximum size."),
        E::Size { system: false, why: SizeError::Small | SizeError::Large } => row(400, "InvalidDataDiskSize.ValueNotSupported", "The specified DataDisk.n.Size beyond the permitted range, or the capacity of snapshot exceeds the size limit of the specified disk category."),
        E::Size { system: false, why: SizeError::Level } => row(403, "OperationDenied.PerformanceLevelNotMatch", "The specified DataDisk.n.PerformanceLevel and DataDisk.n.Size do not match."),
    }
}
