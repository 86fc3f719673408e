//! [CreateSnapshot](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSnapshot.html)

use super::view::SnapshotView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, check_length, tags};
use crate::aws::ec2::volumes::volume;
use crate::domain::compute::snapshot::{NewSnapshot, make};
use crate::domain::compute::volume::{AwsVolumeError, Volume};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates a snapshot of a volume. It is `pending`, then `completed`.
pub struct CreateSnapshot;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    description: Option<SmolStr>,
    volume_id: SmolStr,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[derive(Serialize)]
pub struct Response {
    #[serde(flatten)]
    snapshot: Option<SnapshotView>,
}

impl Operation for CreateSnapshot {
    const ACTION: &'static str = "CreateSnapshot";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("Location", "regional"), ("OutpostArn", "")];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

/// Whether a snapshot can be made of this volume: it must be there, and stay.
pub fn check_volume(volume: &Volume<'_>) -> Result<(), AwsVolumeError> {
    match volume.state() {
        "available" | "in-use" => Ok(()),
        state => Err(AwsVolumeError::State { id: volume.disk.id.clone(), state }),
    }
}

impl Change for CreateSnapshot {
    type Plan = NewSnapshot;

    fn plan(at: Place<'_>, request: Request) -> Result<NewSnapshot, Error> {
        let volume = volume(at.region, &request.volume_id)?;
        check_volume(&volume)?;
        let description = request.description.unwrap_or_default();
        check_length("Description", &description)?;
        let tags = tags(&request.tag_specification, "snapshot", &[])?;
        Ok(NewSnapshot::of(volume.disk, description, tags))
    }

    fn commit(at: &mut PlaceMut<'_>, new: NewSnapshot) -> Response {
        let id = make(at, new);
        let snapshot = at.region.snapshots.get(&id);
        Response { snapshot: snapshot.map(|snapshot| SnapshotView::created(at.scope, snapshot)) }
    }
}
