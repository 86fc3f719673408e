//! [DeleteSnapshot](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSnapshot.html)

use super::snapshot;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::compute::snapshot::check_unused;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes a snapshot that no image has. Volumes made from it stay.
pub struct DeleteSnapshot;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    snapshot_id: SmolStr,
}

impl Operation for DeleteSnapshot {
    const ACTION: &'static str = "DeleteSnapshot";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for DeleteSnapshot {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        snapshot(at.region, &request.snapshot_id)?;
        check_unused(at.region, &request.snapshot_id)?;
        Ok(request.snapshot_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        at.region.snapshots.remove(&id);
        Done::YES
    }
}
