//! [DeleteVolume](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteVolume.html)

use super::volume;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::compute::volume::{AwsVolumeError, delete};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes a volume that is available. It is `deleting`, then gone.
pub struct DeleteVolume;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    volume_id: SmolStr,
}

impl Operation for DeleteVolume {
    const ACTION: &'static str = "DeleteVolume";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for DeleteVolume {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let id = request.volume_id;
        let volume = volume(at.region, &id)?;
        match (volume.instance, volume.state()) {
            (Some(instance), _) => Err(AwsVolumeError::InUse { volume: id, instance: instance.id.clone() }.into()),
            (None, "available") => Ok(id),
            (None, state) => Err(AwsVolumeError::State { id, state }.into()),
        }
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        delete(at, &id);
        Done::YES
    }
}
