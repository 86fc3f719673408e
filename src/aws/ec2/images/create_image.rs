//! [CreateImage](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateImage.html)

use super::check_texts;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, instance, tags};
use crate::aws::ec2::instances::architecture;
use crate::aws::ec2::volumes::{BlockDeviceMapping, apply_mappings, refuse_keys};
use crate::domain::compute::disk::Disk;
use crate::domain::compute::image::{ImageFacts, ImageState, OwnImage, make};
use crate::domain::compute::instance::{State, Tags};
use crate::domain::error::{InstanceAction, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates an image from a running or stopped instance, with its platform, and snapshots of its volumes.
pub struct CreateImage;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    name: SmolStr,
    description: Option<SmolStr>,
    #[serde(default)]
    block_device_mapping: Vec<BlockDeviceMapping>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    image_id: SmolStr,
}

impl Operation for CreateImage {
    const ACTION: &'static str = "CreateImage";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // A reboot has no effect here: the instance stays `running`.
    const IGNORED: &'static [&'static str] = &["NoReboot"];
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("BlockDeviceMapping.N.Ebs.EbsCardIndex", "0"),
        ("BlockDeviceMapping.N.Ebs", ""),
        ("BootModeOverride", ""),
        ("SnapshotLocation", "regional"),
    ];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for CreateImage {
    type Plan = (OwnImage, Tags);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let instance = instance(at.region, &request.instance_id)?;
        if !matches!(instance.state, State::Running | State::Stopped) {
            let id = instance.id.clone();
            return Err(InstanceError::WrongState { id, state: instance.state, action: InstanceAction::Image }.into());
        }
        refuse_keys(&request.block_device_mapping)?;
        check_texts(at.region, &request.name, request.description.as_deref())?;
        // The id stays until the image is made: it says whose snapshot the disk gets.
        let template = |disk: &Disk| Disk { id: disk.id.clone(), ..disk.template() };
        let snapshot_tags = tags(&request.tag_specification, "snapshot", &["image"])?;
        let image = OwnImage {
            id: SmolStr::default(),
            name: request.name,
            description: request.description,
            family: None,
            version: None,
            state: ImageState::Pending,
            created: at.now,
            instance: instance.id.clone(),
            source: instance.image.clone(),
            platform: instance.platform,
            architecture: architecture(instance),
            disks: apply_mappings(at, instance.disks.iter().map(template).collect(), &request.block_device_mapping)?,
            resource_group: SmolStr::default(),
            tags: tags(&request.tag_specification, "image", &["snapshot"])?,
            aws: ImageFacts::default(),
        };
        Ok((image, snapshot_tags))
    }

    fn commit(at: &mut PlaceMut<'_>, (image, snapshot_tags): Self::Plan) -> Response {
        Response { image_id: make(at, image, &snapshot_tags) }
    }
}
