//! [DeleteSnapshot](https://api.alibabacloud.com/document/Ecs/2014-05-26/DeleteSnapshot)

use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::ecs_snapshot::{AlibabaSnapshotError, usage};
use crate::domain::error::Error as DomainError;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes a snapshot, also while it is being created. No image may have it, and no disk either unless `Force` is set. A
/// snapshot that is not there is no error.
pub struct DeleteSnapshot;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    snapshot_id: SmolStr,
    force: Option<bool>,
}

impl Operation for DeleteSnapshot {
    const ACTION: &'static str = "DeleteSnapshot";
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::Domain(DomainError::AlibabaSnapshot(AlibabaSnapshotError::NotFound(_))) => Some(row(404, "InvalidSnapshotId.NotFound", "The specified snapshot is not found.")),
            _ if error.missing_parameter() == Some("SnapshotId") => Some(row(400, "MissingParameter", "The input parameter SnapshotId that is mandatory for processing this request is not supplied.")),
            _ => None,
        }
    }
}

impl Change for DeleteSnapshot {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let id = request.snapshot_id;
        // The vendor documents both that an unknown id is ignored, and an error for it: here it is for what is no id (ours).
        if !id.starts_with("s-") && !at.region.snapshots.contains_key(&id) {
            return Err(AlibabaSnapshotError::NotFound(id).into());
        }
        let usage = usage(at.region, &id);
        if usage.images {
            return Err(AlibabaSnapshotError::HasImages(id).into());
        }
        if usage.disks && request.force != Some(true) {
            return Err(AlibabaSnapshotError::HasDisks(id).into());
        }
        Ok(id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        at.region.snapshots.remove(&id);
        Done {}
    }
}
