//! [ModifySnapshotAttribute](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySnapshotAttribute.html)

use super::permissions::{OperationType, PermissionChanges, older};
use super::{Attribute, snapshot};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::compute::snapshot::AwsSnapshotError;
use crate::domain::compute::snapshot::Permissions;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes which accounts may make volumes of a snapshot. An encrypted one cannot be public, and with the account's key for EBS
/// it cannot be shared at all. What is shared is kept and shown; the other accounts do not see it here.
pub struct ModifySnapshotAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    attribute: Option<Attribute>,
    create_volume_permission: Option<PermissionChanges>,
    operation_type: Option<OperationType>,
    snapshot_id: SmolStr,
    #[serde(default)]
    user_group: Vec<SmolStr>,
    #[serde(default)]
    user_id: Vec<SmolStr>,
}

impl Operation for ModifySnapshotAttribute {
    const ACTION: &'static str = "ModifySnapshotAttribute";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for ModifySnapshotAttribute {
    type Plan = (SmolStr, Permissions);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let snapshot = snapshot(at.region, &request.snapshot_id)?;
        if request.attribute == Some(Attribute::ProductCodes) {
            return Err(Error::invalid("Attribute", "productCodes", "createVolumePermission"));
        }
        let changes = match (request.create_volume_permission, request.operation_type) {
            (Some(changes), _) => changes,
            (None, Some(operation)) => older(operation, request.user_id, request.user_group),
            (None, None) => return Err(Error::missing("CreateVolumePermission")),
        };
        let permissions = changes.apply(snapshot.permissions.clone())?;
        let shares = !changes.add.is_empty() && (permissions.all || snapshot.kms_key.is_none());
        if snapshot.encrypted && shares {
            return Err(AwsSnapshotError::EncryptedShared.into());
        }
        Ok((request.snapshot_id, permissions))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, permissions): Self::Plan) -> Done {
        if let Some(snapshot) = at.region.snapshots.get_mut(&id) {
            snapshot.permissions = permissions;
        }
        Done::YES
    }
}
