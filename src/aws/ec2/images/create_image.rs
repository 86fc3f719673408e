//! [CreateImage](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateImage.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, check_length, instance, tags};
use crate::aws::ec2::instances::architecture;
use crate::aws::ec2::volumes::{BlockDeviceMapping, apply_mappings};
use crate::domain::compute::disk::Disk;
use crate::domain::compute::image::{AwsImageError, ImageError, ImageState, OwnImage, make};
use crate::domain::compute::instance::{State, Tags};
use crate::domain::error::{InstanceAction, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates an image from a running or stopped instance, with its platform and its disks. Each disk gets a snapshot,
/// which is only an id (ours).
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
    type Plan = OwnImage;

    fn plan(at: Place<'_>, request: Request) -> Result<OwnImage, Error> {
        let instance = instance(at.region, &request.instance_id)?;
        if !matches!(instance.state, State::Running | State::Stopped) {
            let id = instance.id.clone();
            return Err(InstanceError::WrongState { id, state: instance.state, action: InstanceAction::Image }.into());
        }
        if !is_valid_name(&request.name) {
            return Err(AwsImageError::NameMalformed.into());
        }
        check_length("Description", request.description.as_deref().unwrap_or_default())?;
        if let Some(other) = at.region.images.values().find(|other| other.is_shown() && other.name == request.name) {
            return Err(ImageError::NameTaken { name: request.name, by: other.id.clone() }.into());
        }
        let template = |disk: &Disk| Disk { id: SmolStr::default(), tags: Tags::new(), ..disk.clone() };
        Ok(OwnImage {
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
            disks: apply_mappings(
                at.region,
                instance.disks.iter().map(template).collect(),
                &request.block_device_mapping,
                at.now,
            )?,
            resource_group: SmolStr::default(),
            tags: tags(&request.tag_specification, "image", &["snapshot"])?,
        })
    }

    fn commit(at: &mut PlaceMut<'_>, image: OwnImage) -> Response {
        Response { image_id: make(at, image) }
    }
}

/// Whether this is a valid name of an image: 3 to 128 characters.
fn is_valid_name(name: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "()[] ./-'@_".contains(c);
    (3..=128).contains(&name.len()) && name.chars().all(allowed)
}
