//! Errors about disks and snapshots.

use super::{VendorError, row};
use crate::domain::compute::disk::{AlibabaDiskError, SizeError};
use crate::domain::compute::ecs_snapshot::AlibabaSnapshotError;

#[rustfmt::skip]
pub fn disk(error: &AlibabaDiskError) -> VendorError {
    use AlibabaDiskError as E;
    match error {
        E::NotFound(_) => row(404, "InvalidDiskId.NotFound", "The specified DiskId does not exist."),
        E::Status(_) => row(403, "IncorrectDiskStatus", "The current disk status does not support this operation."),
        E::Size { system: true, why: SizeError::Small | SizeError::Level } => row(404, "InvalidSystemDiskSize.LessThanMinSize", "The specified parameter SystemDisk.Size is less than the minimum size."),
        E::Size { system: true, why: SizeError::Large } => row(404, "InvalidSystemDiskSize.MoreThanMaxSize", "The specified parameter SystemDisk.Size is more than the maximum size."),
        E::Size { system: false, why: SizeError::Small | SizeError::Large } => row(400, "InvalidDataDiskSize.ValueNotSupported", "The specified DataDisk.n.Size beyond the permitted range, or the capacity of snapshot exceeds the size limit of the specified disk category."),
        E::Size { system: false, why: SizeError::Level } => row(403, "OperationDenied.PerformanceLevelNotMatch", "The specified DataDisk.n.PerformanceLevel and DataDisk.n.Size do not match."),
    }
}

#[rustfmt::skip]
pub fn snapshot(error: &AlibabaSnapshotError) -> VendorError {
    use AlibabaSnapshotError as E;
    match error {
        E::NotFound(_) => row(404, "InvalidSnapshotId.NotFound", "The specified SnapshotId does not exist."),
        E::NotReady(_) => row(403, "InvalidSnapshotId.NotReady", "The specified snapshot has not completed yet."),
        E::Creating(_) => row(403, "IncorrectDiskStatus.CreatingSnapshot", "A previous snapshot creation is in process."),
        E::Quota(_) => row(403, "QuotaExceed.Snapshot", "The snapshot quota exceeds."),
        E::NeverAttached(_) => row(403, "IncorrectDiskStatus.NeverAttached", "The specified disk has never been attached to any instance."),
        E::LocalDisk(_) => row(400, "DiskCategory.OperationNotSupported", "The type of the specified disk does not support creating a snapshot."),
        E::HasImages(_) => row(403, "SnapshotCreatedImage", "The snapshot has been used to create user defined image(s)."),
        E::HasDisks(_) => row(403, "SnapshotCreatedDisk", "The snapshot has been used to create disk(s)."),
        E::Shortened => row(400, "InvalidOperation.DecreaseRetentionDaysUnsupported", "The requested operation to decrease retention days for the snapshot is not supported."),
    }
}
