//! [DetachVolume](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DetachVolume.html)

use super::view::AttachmentView;
use super::volume;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::instance;
use crate::domain::compute::instance::State;
use crate::domain::compute::volume::{AwsVolumeError, Phase, detach, find};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Detaches a volume from its instance: the root volume only from one that is stopped. It is `detaching`, then `available`.
pub struct DetachVolume;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    device: Option<SmolStr>,
    instance_id: Option<SmolStr>,
    volume_id: SmolStr,
}

/// The attachment; `None` if the volume is gone, which does not happen between the plan and the answer.
#[derive(Serialize)]
pub struct Response {
    #[serde(flatten)]
    attachment: Option<AttachmentView>,
}

impl Operation for DetachVolume {
    const ACTION: &'static str = "DetachVolume";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // No volume here is busy, so that none needs it.
    const IGNORED: &'static [&'static str] = &["Force"];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for DetachVolume {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let id = request.volume_id;
        let volume = volume(at.region, &id)?;
        if let Some(instance_id) = &request.instance_id {
            instance(at.region, instance_id)?;
        }
        let Some(owner) = volume.instance else {
            return Err(AwsVolumeError::State { id, state: volume.state() }.into());
        };
        if let Some(instance) = request.instance_id.filter(|instance| *instance != owner.id) {
            return Err(AwsVolumeError::NotAttached { volume: id, instance }.into());
        }
        if let Some(device) = request.device.filter(|device| *device != volume.disk.device) {
            return Err(AwsVolumeError::NotAttachedAs { volume: id, device }.into());
        }
        match volume.disk.phase() {
            Some(Phase::Attaching) => return Err(AwsVolumeError::State { id, state: "attaching" }.into()),
            Some(Phase::Detaching) => return Err(AwsVolumeError::State { id, state: "detaching" }.into()),
            _ => {}
        }
        if volume.disk.system && owner.state != State::Stopped {
            return Err(AwsVolumeError::Root { volume: id, instance: owner.id.clone() }.into());
        }
        Ok(id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Response {
        detach(at, &id);
        let volume = find(at.region, &id);
        Response { attachment: volume.and_then(|volume| Some(AttachmentView::new(volume.instance?, volume.disk))) }
    }
}
