//! [ResetSnapshotAttribute](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ResetSnapshotAttribute.html)

use super::{Attribute, snapshot};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Makes a snapshot one of the account alone. No other attribute can be reset.
pub struct ResetSnapshotAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    attribute: Attribute,
    snapshot_id: SmolStr,
}

impl Operation for ResetSnapshotAttribute {
    const ACTION: &'static str = "ResetSnapshotAttribute";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for ResetSnapshotAttribute {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        snapshot(at.region, &request.snapshot_id)?;
        match request.attribute {
            Attribute::CreateVolumePermission => Ok(request.snapshot_id),
            Attribute::ProductCodes => Err(Error::invalid("Attribute", "productCodes", "createVolumePermission")),
        }
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        if let Some(snapshot) = at.region.snapshots.get_mut(&id) {
            snapshot.permissions = Default::default();
        }
        Done::YES
    }
}
