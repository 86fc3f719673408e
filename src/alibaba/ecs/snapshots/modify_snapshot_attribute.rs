//! [ModifySnapshotAttribute](https://api.alibabacloud.com/document/Ecs/2014-05-26/ModifySnapshotAttribute)

use super::{check_snapshot_name, retention};
use crate::alibaba::ecs::common::Done;
use crate::alibaba::ecs::texts::check_description;
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::ecs_snapshot::{AlibabaSnapshotError, queue_end};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Renames a snapshot, describes it, or keeps it longer.
pub struct ModifySnapshotAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    snapshot_id: SmolStr,
    snapshot_name: Option<SmolStr>,
    description: Option<SmolStr>,
    retention_days: Option<i64>,
}

pub struct Plan {
    id: SmolStr,
    name: Option<SmolStr>,
    description: Option<SmolStr>,
    retention_days: Option<u32>,
}

/// The rows for names, descriptions and retention that cannot be.
#[rustfmt::skip]
pub fn texts(error: &Error) -> Option<VendorError> {
    Some(match error.invalid_parameter()? {
        "SnapshotName" => row(400, "InvalidSnapshotName.Malformed", "The specified SnapshotName is wrongly formed."),
        "Description" => row(404, "InvalidDescription.Malformed", "The specified description is wrongly formed."),
        "RetentionDays" => row(400, "InvalidRetentionDays.Malformed", "The specified RetentionDays is not valid."),
        _ => return None,
    })
}

impl Operation for ModifySnapshotAttribute {
    const ACTION: &'static str = "ModifySnapshotAttribute";
    // Deprecated: all snapshots of enhanced SSDs have instant access.
    const IGNORED: &'static [&'static str] = &["DisableInstantAccess"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        texts(error)
    }
}

impl Change for ModifySnapshotAttribute {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let Request { snapshot_id: id, snapshot_name: name, description, retention_days } = request;
        check_snapshot_name("SnapshotName", name.as_deref().unwrap_or_default())?;
        check_description("Description", description.as_deref().unwrap_or_default())?;
        let retention_days = retention(retention_days)?;
        if name.is_none() && description.is_none() && retention_days.is_none() {
            let text = "No attribute to be modified in this request.";
            return Err(Error::Own(row(400, "NoAttributeToModify", text)));
        }
        let snapshot = at.region.snapshots.get(&id).ok_or_else(|| AlibabaSnapshotError::NotFound(id.clone()))?;
        let is_shorter = match (retention_days, snapshot.ecs.retention_days) {
            (Some(days), Some(before)) => days < before,
            // What is kept for ever cannot be kept longer (ours).
            (Some(_), None) => true,
            (None, _) => false,
        };
        if is_shorter {
            return Err(AlibabaSnapshotError::Shortened.into());
        }
        Ok(Plan { id, name, description, retention_days })
    }

    fn commit(at: &mut PlaceMut<'_>, Plan { id, name, description, retention_days }: Plan) -> Done {
        if let Some(snapshot) = at.region.snapshots.get_mut(&id) {
            snapshot.ecs.modified = Some(at.now);
            snapshot.description = description.unwrap_or_else(|| snapshot.description.clone());
            snapshot.ecs.name = name.unwrap_or_else(|| snapshot.ecs.name.clone());
            snapshot.ecs.retention_days = retention_days.or(snapshot.ecs.retention_days);
        }
        if retention_days.is_some() {
            queue_end(at, &id);
        }
        Done {}
    }
}
