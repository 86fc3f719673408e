//! [AttachVolume](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachVolume.html)

use super::view::AttachmentView;
use super::volume;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::instance;
use crate::aws::ec2::images::root_device;
use crate::domain::compute::disk::check_device;
use crate::domain::compute::instance::{Instance, State};
use crate::domain::compute::volume::{AwsVolumeError, Volume, attach, check_attachments};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Attaches an available volume to a running or stopped instance of its zone. Under the name of the root device it becomes the
/// root volume of a stopped instance that has none. It is `attaching`, then `attached`.
pub struct AttachVolume;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    device: SmolStr,
    instance_id: SmolStr,
    volume_id: SmolStr,
}

/// The attachment; `None` if the volume is gone, which does not happen between the plan and the answer.
#[derive(Serialize)]
pub struct Response {
    #[serde(flatten)]
    attachment: Option<AttachmentView>,
}

#[derive(Debug)]
pub struct Plan {
    volume: SmolStr,
    instance: SmolStr,
    device: SmolStr,
    root: bool,
}

impl Operation for AttachVolume {
    const ACTION: &'static str = "AttachVolume";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("EbsCardIndex", "0")];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for AttachVolume {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let volume = volume(at.region, &request.volume_id)?;
        let instance = instance(at.region, &request.instance_id)?;
        check_device(&request.device)?;
        check_volume(&volume, instance)?;
        if !matches!(instance.state, State::Running | State::Stopped) {
            return Err(AwsVolumeError::InstanceState(instance.id.clone()).into());
        }
        if instance.disks.iter().any(|disk| disk.device == request.device) {
            return Err(AwsVolumeError::DeviceTaken(request.device).into());
        }
        check_attachments(instance.instance_type, instance.disks.len() + 1, 1 + instance.nic.more().others.len())?;
        let root = request.device == root_device(at.region, instance);
        Ok(Plan { volume: request.volume_id, instance: request.instance_id, device: request.device, root })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        attach(at, &plan.volume, &plan.instance, plan.device, plan.root);
        let instance = at.region.instances.get(&plan.instance);
        let attachment = instance.and_then(|instance| {
            let disk = instance.disks.iter().find(|disk| disk.id == plan.volume)?;
            Some(AttachmentView::new(instance, disk))
        });
        Response { attachment }
    }
}

fn check_volume(volume: &Volume<'_>, instance: &Instance) -> Result<(), AwsVolumeError> {
    let id = volume.disk.id.clone();
    match volume.state() {
        "in-use" => Err(AwsVolumeError::Attached(id)),
        "available" if volume.zone != instance.zone => {
            Err(AwsVolumeError::Zone { volume: id, instance: instance.id.clone() })
        }
        "available" => Ok(()),
        state => Err(AwsVolumeError::State { id, state }),
    }
}
