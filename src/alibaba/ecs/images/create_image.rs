//! [CreateImage](https://api.alibabacloud.com/document/Ecs/2014-05-26/CreateImage)

use crate::alibaba::ecs::common::{AnyCaseTag, any_case_tags, instance};
use crate::alibaba::ecs::texts::{
    check_description, check_image_family, check_image_version, check_name, resource_group,
};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::disk::Disk;
use crate::domain::compute::image::{ImageError, ImageFacts, ImageState, OwnImage, make};
use crate::domain::compute::instance::{Lock, State, Tags};
use crate::domain::error::{AlibabaInstanceError, Error as DomainError, InstanceAction, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates an image from a running or stopped instance, with a snapshot of each of its disks but the local ones. Snapshots on their own
/// are not modelled, so an image cannot be created from them.
pub struct CreateImage;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: Option<SmolStr>,
    image_name: Option<SmolStr>,
    image_family: Option<SmolStr>,
    resource_group_id: Option<SmolStr>,
    image_version: Option<SmolStr>,
    description: Option<SmolStr>,
    #[serde(default)]
    tag: Vec<AnyCaseTag>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    image_id: SmolStr,
}

impl Operation for CreateImage {
    const ACTION: &'static str = "CreateImage";
    const REGION_ID: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    // An image of an instance has the instance's platform and architecture.
    const IGNORED: &'static [&'static str] =
        &["Architecture", "BootMode", "DetectionStrategy", "Features", "Platform", "SecureBootOptions"];
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("DiskDeviceMapping", ""), ("SnapshotId", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error {
            Error::Domain(DomainError::Instance(InstanceError::WrongState { .. })) => row(400, "IncorrectInstanceStatus", "The current status of the instance does not support this operation."),
            Error::Domain(DomainError::AlibabaInstance(AlibabaInstanceError::LockedForSecurity)) => row(400, "InstanceLockedForSecurity", "The specified operation is denied as your instance is locked for security reasons."),
            _ if error.missing_parameter() == Some("InstanceId") => row(400, "MissingParameter", "The input parameter SnapshotId or InstanceId or DiskDeviceMapping that is mandatory for processing this request is not supplied."),
            _ => match error.invalid_parameter()? {
                "Description" => row(400, "InvalidDescription.Malformed", "The specified description is wrongly formed."),
                "ImageFamily" => row(400, "InvalidImageFamily.Malformed", "The format of the specified image family is invalid."),
                "ImageVersion" => row(400, "InvalidImageVersion.Malformed", "The specified ImageVersion is wrongly formed."),
                "ImageName" => row(400, "InvalidImageName.Malformed", "The specified Image name is wrongly formed."),
                _ => return None,
            },
        })
    }
}

impl Change for CreateImage {
    type Plan = OwnImage;

    fn plan(at: Place<'_>, request: Request) -> Result<OwnImage, Error> {
        let name = request.image_name.unwrap_or_default();
        check_name("ImageName", &name)?;
        if name.starts_with("aliyun") || name.starts_with("acs:") {
            return Err(Error::invalid("ImageName", &name, "a name that does not begin with aliyun or acs:"));
        }
        let description = request.description.unwrap_or_default();
        check_description("Description", &description)?;
        check_image_family(request.image_family.as_deref().unwrap_or_default())?;
        check_image_version(request.image_version.as_deref().unwrap_or_default())?;
        let id = request.instance_id.ok_or_else(|| Error::missing("InstanceId"))?;
        let instance = instance(at.region, &id)?;
        if instance.alibaba().locks.contains(&Lock::Security) {
            return Err(AlibabaInstanceError::LockedForSecurity.into());
        }
        if !matches!(instance.state, State::Running | State::Stopped) {
            return Err(InstanceError::WrongState { id, state: instance.state, action: InstanceAction::Image }.into());
        }
        if let Some(other) = at.region.images.values().find(|other| other.is_shown() && other.name == name) {
            return Err(ImageError::NameTaken { name, by: other.id.clone() }.into());
        }
        let template = |disk: &Disk| Disk { id: disk.id.clone(), ..disk.template() };
        Ok(OwnImage {
            id: SmolStr::default(),
            name,
            description: Some(description),
            family: request.image_family,
            version: request.image_version,
            state: ImageState::Pending,
            created: at.now,
            instance: instance.id.clone(),
            source: instance.image.clone(),
            platform: instance.platform,
            architecture: "x86_64",
            disks: instance.disks.iter().filter(|disk| !disk.is_local()).map(template).collect(),
            resource_group: resource_group(request.resource_group_id)?,
            tags: any_case_tags(request.tag)?,
            aws: ImageFacts::default(),
        })
    }

    fn commit(at: &mut PlaceMut<'_>, image: OwnImage) -> Response {
        Response { image_id: make(at, image, &Tags::new()) }
    }
}
