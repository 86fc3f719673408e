//! EC2's errors for volumes that change, and for snapshots.

use super::{VendorError, row};
use crate::domain::compute::snapshot::AwsSnapshotError;
use crate::domain::compute::volume::AwsVolumeError;

pub(super) fn volume(error: &AwsVolumeError) -> VendorError {
    match error {
        AwsVolumeError::Attached(id) => row(400, "VolumeInUse", format!("{id} is already attached to an instance")),
        AwsVolumeError::InUse { volume, instance } => {
            row(400, "VolumeInUse", format!("Volume {volume} is currently attached to {instance}"))
        }
        AwsVolumeError::State { id, state } => {
            row(400, "IncorrectState", format!("The volume '{id}' is in the '{state}' state."))
        }
        AwsVolumeError::Zone { volume, instance } => row(
            400,
            "InvalidVolume.ZoneMismatch",
            format!("The volume '{volume}' is not in the same availability zone as instance '{instance}'"),
        ),
        AwsVolumeError::InstanceState(id) => row(400, "IncorrectState", format!("Instance '{id}' is not 'running'.")),
        AwsVolumeError::DeviceTaken(device) => row(
            400,
            "InvalidParameterValue",
            format!("Invalid value '{device}' for unixDevice. Attachment point {device} is already in use"),
        ),
        // The text is ours.
        AwsVolumeError::Attachments { instance_type, max } => row(
            400,
            "AttachmentLimitExceeded",
            format!("Instances of the type {instance_type} have at most {max} attachments."),
        ),
        AwsVolumeError::NotAttached { volume, instance } => row(
            400,
            "InvalidAttachment.NotFound",
            format!("Volume {volume} can not be detached from {instance} because it is not attached"),
        ),
        AwsVolumeError::NotAttachedAs { volume, device } => row(
            400,
            "InvalidAttachment.NotFound",
            format!("The volume {volume} is not attached to an instance as device {device}"),
        ),
        AwsVolumeError::Root { volume, instance } => row(
            400,
            "OperationNotPermitted",
            format!("Unable to detach root volume '{volume}' from instance '{instance}'"),
        ),
        AwsVolumeError::NoRoot { instance, device } => row(
            400,
            "IncorrectInstanceState",
            format!(
                "Invalid value '{instance}' for instanceId. Instance does not have a volume attached at root ({device})"
            ),
        ),
        AwsVolumeError::Shrinks => row(400, "InvalidParameterValue", "New size cannot be smaller than existing size"),
        AwsVolumeError::Modifying(state) => row(
            400,
            "IncorrectModificationState",
            format!("Cannot modify volume in modification state {}", state.to_uppercase()),
        ),
        // The text is ours.
        AwsVolumeError::ModifiedOften => row(
            400,
            "VolumeModificationRateExceeded",
            "You've reached the maximum modification rate per volume limit. A volume can be modified four times within 24 \
             hours.",
        ),
        AwsVolumeError::NeverModified(id) => {
            row(400, "InvalidVolumeModification.NotFound", format!("Modification for volume '{id}' does not exist."))
        }
    }
}

pub(super) fn snapshot(error: &AwsSnapshotError) -> VendorError {
    match error {
        AwsSnapshotError::NoSnapshot(id) => {
            row(400, "InvalidSnapshot.NotFound", format!("The snapshot '{id}' does not exist."))
        }
        AwsSnapshotError::SnapshotPending(id) => {
            row(400, "IncorrectState", format!("Snapshot is in invalid state - pending: {id}"))
        }
        AwsSnapshotError::SnapshotInUse { snapshot, image } => {
            row(400, "InvalidSnapshot.InUse", format!("The snapshot {snapshot} is currently in use by {image}"))
        }
        // The text is ours.
        AwsSnapshotError::Encrypted(id) => row(
            400,
            "InvalidParameterValue",
            format!("The snapshot '{id}' is encrypted, and so are volumes and copies made from it."),
        ),
        // The text is ours, the rule the page's.
        AwsSnapshotError::EncryptedShared => row(
            400,
            "OperationNotPermitted",
            "Encrypted snapshots with EBS default key cannot be shared, and no encrypted snapshot can be public.",
        ),
        AwsSnapshotError::KeyWithoutEncryption => {
            row(400, "InvalidParameterDependency", "The parameter KmsKeyId requires the parameter Encrypted to be set.")
        }
        AwsSnapshotError::Key(key) => {
            row(400, "InvalidParameterValue", format!("Value ({key}) for parameter KmsKeyId is invalid."))
        }
        AwsSnapshotError::Account(id) => row(400, "InvalidUserID.Malformed", format!("Invalid user id: \"{id}\"")),
    }
}
