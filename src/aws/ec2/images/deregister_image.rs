//! [DeregisterImage](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeregisterImage.html)

use super::own;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::domain::compute::image::{AwsImageError, ImageState};
use crate::domain::compute::snapshot::check_unused;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// Deregisters an image of the account. Instances launched from it do not change. Its snapshots stay, or are deleted with it
/// unless another image has them.
pub struct DeregisterImage;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    image_id: SmolStr,
    delete_associated_snapshots: Option<bool>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    r#return: bool,
    delete_snapshot_result_set: Set<SnapshotView>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SnapshotView {
    snapshot_id: SmolStr,
    return_code: &'static str,
}

/// The image to deregister, and its snapshots to delete.
pub struct Plan {
    image: SmolStr,
    snapshots: BTreeSet<SmolStr>,
}

impl Operation for DeregisterImage {
    const ACTION: &'static str = "DeregisterImage";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for DeregisterImage {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let id = request.image_id;
        let image = own(at, &id)?;
        if !image.aws.protection.allows(at.now) {
            return Err(AwsImageError::Protected(id).into());
        }
        let snapshots = match request.delete_associated_snapshots {
            Some(true) => BTreeSet::from_iter(image.disks.iter().filter_map(|disk| disk.snapshot.clone())),
            _ => BTreeSet::new(),
        };
        Ok(Plan { image: id, snapshots })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        if let Some(image) = at.region.images.get_mut(&plan.image) {
            image.state = ImageState::Deregistered;
        }
        let delete = |snapshot_id: SmolStr| {
            let is_unused = check_unused(at.region, &snapshot_id).is_ok();
            let is_gone = is_unused && at.region.snapshots.remove(&snapshot_id).is_some();
            SnapshotView { snapshot_id, return_code: if is_gone { "success" } else { "skipped" } }
        };
        Response { r#return: true, delete_snapshot_result_set: plan.snapshots.into_iter().map(delete).collect() }
    }
}
