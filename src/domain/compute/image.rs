//! Public images, which every region has, and images that accounts create. Ids of public images are ours unless a
//! vendor's document uses them.

use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::disk::Disk;
use crate::domain::compute::instance::Tags;
use crate::domain::compute::public_images::{ALIBABA, AWS, LINUX, WINDOWS};
use crate::domain::compute::snapshot::{self, NewSnapshot, Permissions};
use crate::domain::place::{Place, PlaceMut};
use crate::domain::queue::Event;
use crate::domain::queue::after;
use crate::domain::region::Region;
use crate::domain::scope::Cloud;
use crate::domain::written::{self, Name};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};

/// The processor architectures that an image of EC2 can have.
pub const ARCHITECTURES: &[&str] = &["i386", "x86_64", "arm64", "x86_64_mac", "arm64_mac"];

/// A public image.
#[derive(Debug)]
pub struct Image {
    pub id: &'static str,
    pub name: &'static str,
    /// Its platform, as EC2's capacity reservations name it.
    pub platform: &'static str,
    pub os_name: &'static str,
    /// Its processor architecture: `x86_64`, `arm64`.
    pub architecture: &'static str,
    pub owner: &'static str,
    pub size_gib: u32,
    /// How EC2 instances from it boot: `uefi`, `uefi-preferred`. `None` is the default of the instance type.
    pub boot_mode: Option<&'static str>,
    /// Whether EC2 instances from it require session tokens of the metadata service (IMDSv2).
    pub imds_v2: bool,
    /// The names of the public parameters of Systems Manager that have its id, sorted.
    pub parameters: &'static [&'static str],
}

/// When the public images were created: 2024-08-19 (ours).
pub const PUBLISHED: Timestamp = Timestamp::constant(1_724_025_600, 0);

/// When the public images of EC2 are deprecated: 2034-08-19, after ten years, the most that EC2 allows (ours).
pub const DEPRECATED: Timestamp = Timestamp::constant(2_039_558_400, 0);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImageState {
    Pending,
    Available,
    /// Its owner disabled it on EC2: nothing is launched from it.
    Disabled,
    /// It is no longer shown, but images made from its instances still refer to it.
    Deregistered,
}

/// An image of an account: created from an instance, copied or registered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OwnImage {
    pub id: SmolStr,
    /// Its name, unique among the account's images in the region.
    pub name: SmolStr,
    pub description: Option<SmolStr>,
    /// Its image family on ECS. A launch can request the newest image of a family.
    pub family: Option<SmolStr>,
    /// Its version, a free text.
    pub version: Option<SmolStr>,
    pub state: ImageState,
    pub created: Timestamp,
    /// The id of the instance that it was created from; empty if it was not.
    pub instance: SmolStr,
    /// The id of the image of that instance, or of that which was copied; empty if it was registered.
    pub source: SmolStr,
    /// Its platform, as EC2's capacity reservations name it.
    #[serde(with = "written::name")]
    pub platform: Name,
    /// Its processor architecture: `x86_64`, `arm64`.
    #[serde(with = "written::name")]
    pub architecture: Name,
    /// The disks of a launch from it, without ids, the system disk first.
    pub disks: Vec<Disk>,
    /// Its resource group on ECS; empty for the default one.
    pub resource_group: SmolStr,
    pub tags: Tags,
    /// Attributes of EC2 only.
    #[serde(default)]
    pub aws: ImageFacts,
}

/// The attributes of an image that only EC2 has.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ImageFacts {
    /// Which accounts may launch from it.
    pub permissions: Permissions,
    /// The region of its source, if that is another one.
    pub source_region: Option<SmolStr>,
    /// When it is deprecated.
    pub deprecated: Option<Timestamp>,
    pub protection: Protection,
    /// Instances from it require session tokens of the metadata service, whatever those of its source do.
    pub imds_v2: bool,
    /// How instances from it boot, if it was registered; else as those of its source.
    pub boot_mode: Option<SmolStr>,
    /// It was registered without support of enhanced networking with ENA.
    pub without_ena: bool,
    /// It was registered with enhanced networking by the Intel 82599 Virtual Function; else as its source.
    #[serde(default)]
    pub sriov: bool,
}

/// The boot modes that an image of EC2 can be registered with.
pub const BOOT_MODES: &[&str] = &["legacy-bios", "uefi", "uefi-preferred"];

impl ImageFacts {
    pub fn boot_mode(&self) -> Option<&'static str> {
        let mode = self.boot_mode.as_ref()?;
        BOOT_MODES.iter().find(|name| *name == mode).copied()
    }
}

/// Whether an image can be deregistered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Protection {
    #[default]
    Disabled,
    /// It cannot.
    Enabled,
    /// It cannot, and for a day after the protection is disabled.
    WithCooldown,
    /// It cannot until then.
    Cooling(Timestamp),
}

impl Protection {
    pub fn allows(self, now: Timestamp) -> bool {
        match self {
            Self::Disabled => true,
            Self::Enabled | Self::WithCooldown => false,
            Self::Cooling(until) => until <= now,
        }
    }
}

/// Errors about images.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    #[error("the image {0} is not available, or no longer")]
    Unavailable(SmolStr),
    #[error("the image {0} is deregistered")]
    Deregistered(SmolStr),
    #[error("the image {by} has the name {name}")]
    NameTaken { name: SmolStr, by: SmolStr },
}

/// Errors about images that only EC2 reports.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AwsImageError {
    #[error("an image cannot have this name")]
    NameMalformed,
    #[error("the image {0} belongs to another account")]
    NotYours(SmolStr),
    #[error("the image {0} is protected from being deregistered")]
    Protected(SmolStr),
    #[error("the image has no snapshot as its root device")]
    NoRoot,
    #[error("there is no parameter {0}")]
    NoParameter(SmolStr),
    #[error("the parameter {0} has no such version or label")]
    NoParameterVersion(SmolStr),
    #[error("the image is for the architecture {image}, the instance type has {instance_type}")]
    Architecture {
        image: &'static str,
        /// Comma-separated.
        instance_type: &'static str,
    },
}

/// Errors about images that only ECS reports.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlibabaImageError {
    #[error("no available image is of the family {0}")]
    NoneOfFamily(SmolStr),
    #[error("the system disk is smaller than that of the image")]
    Larger,
    #[error("instances were made from the image {0}")]
    InUse(SmolStr),
    #[error("the image {0} is being made")]
    BeingMade(SmolStr),
}

impl OwnImage {
    /// Whether describe operations show it.
    pub fn is_shown(&self) -> bool {
        self.state != ImageState::Deregistered
    }
}

/// Adds an image and returns its new id. Its disks lose the ids of those that they are like, and have a new snapshot of each
/// instead, with these tags.
pub fn make(at: &mut PlaceMut<'_>, mut image: OwnImage, snapshot_tags: &Tags) -> SmolStr {
    let id = at.new_id(if at.scope.cloud == Cloud::Aws { "ami" } else { "m" });
    image.id = id.clone();
    if image.name.is_empty() {
        image.name = id.clone();
    }
    for disk in image.disks.iter_mut().filter(|disk| !disk.id.is_empty()) {
        let description = match (at.scope.cloud, image.instance.as_str()) {
            (Cloud::Alibaba, _) => SmolStr::default(),
            (Cloud::Aws, "") => format_smolstr!("Copied for DestinationAmi {id} from SourceAmi {}", image.source),
            (Cloud::Aws, instance) => format_smolstr!("Created by CreateImage({instance}) for {id}"),
        };
        disk.snapshot = Some(snapshot::make(at, NewSnapshot::of(disk, description, snapshot_tags.clone())));
        disk.id = SmolStr::default();
    }
    at.queue.push(after(at.now, at.rules.transitions.image), at.scope, Event::ImageReady { id: id.clone() });
    at.region.images.insert(id.clone(), image);
    id
}

/// Adds an image of EC2 whose snapshots are there already, and returns its new id.
pub fn register(at: &mut PlaceMut<'_>, mut image: OwnImage) -> SmolStr {
    let id = at.new_id("ami");
    image.id = id.clone();
    at.region.images.insert(id.clone(), image);
    id
}

/// The public image that an image is derived from, directly or through other images.
pub fn origin(region: &Region, cloud: Cloud, id: &str) -> Option<&'static Image> {
    let mut id = id;
    // The loop ends, because the source of an image is always older.
    while let Some(own) = region.images.get(id) {
        id = &own.source;
    }
    find(cloud, id)
}

/// Whether instances from an image of EC2 have enhanced networking by the Intel 82599 Virtual Function.
pub fn has_sriov(region: &Region, id: &str) -> bool {
    region.images.get(id).is_some_and(|own| own.aws.sriov) || origin(region, Cloud::Aws, id).is_some()
}

/// Whether instances from an image of EC2 require session tokens of the metadata service.
pub fn requires_sessions(region: &Region, id: &str) -> bool {
    region.images.get(id).is_some_and(|own| own.aws.imds_v2)
        || origin(region, Cloud::Aws, id).is_some_and(|one| one.imds_v2)
}

/// How instances from an image of EC2 boot: `legacy-bios`, `uefi`, `uefi-preferred`. `None` is the default of their type.
pub fn boot_mode(region: &Region, id: &str) -> Option<&'static str> {
    let own = region.images.get(id).and_then(|own| own.aws.boot_mode());
    own.or_else(|| origin(region, Cloud::Aws, id)?.boot_mode)
}

/// The id of the snapshot of a public image of EC2: it has the digits of the image's id (ours).
pub fn public_snapshot(id: &str) -> SmolStr {
    format_smolstr!("snap-{}", id.trim_start_matches("ami-"))
}

/// The size of the snapshot of a public image of EC2, in GiB; `None` if this is the id of none.
pub fn public_snapshot_size(id: &str) -> Option<u32> {
    AWS.iter().find(|image| public_snapshot(image.id) == id).map(|image| image.size_gib)
}

/// Makes a pending image available.
pub fn complete(region: &mut Region, id: &SmolStr) {
    if let Some(image) = region.images.get_mut(id).filter(|image| image.state == ImageState::Pending) {
        image.state = ImageState::Available;
    }
}

/// The public images of a cloud.
pub fn images(cloud: Cloud) -> &'static [Image] {
    match cloud {
        Cloud::Aws => AWS,
        Cloud::Alibaba => ALIBABA,
    }
}

/// The public image with this id. The cloud has several releases of each image of ECS, which differ in the date of their
/// ids; here a release of any date is the one image (ours).
pub fn find(cloud: Cloud, id: &str) -> Option<&'static Image> {
    let release = match cloud {
        Cloud::Aws => None,
        Cloud::Alibaba => release(id),
    };
    let is_release = |image: &Image| release.is_some_and(|(of, _)| image.id.starts_with(of));
    images(cloud).iter().find(|image| image.id == id || is_release(image))
}

/// When a public image was created: the date of its id on ECS.
pub fn published(cloud: Cloud, id: &str) -> Timestamp {
    let release = if cloud == Cloud::Alibaba { release(id) } else { None };
    release.map_or(PUBLISHED, |(_, date)| date)
}

/// An id such as `aliyun_3_x64_20G_alibase_20240819.vhd`: the part before the date, and the date.
fn release(id: &str) -> Option<(&str, Timestamp)> {
    let (_, end) = id.split_once("_alibase_")?;
    let day = end.strip_suffix(".vhd").filter(|day| day.len() == 8)?;
    let date = jiff::civil::Date::strptime("%Y%m%d", day).ok()?;
    let date = date.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    Some((&id[..id.len() - end.len()], date))
}

/// All public parameters of Systems Manager, sorted by name, with their images.
pub fn parameters() -> Vec<(&'static str, &'static Image)> {
    let names = |image: &'static Image| image.parameters.iter().map(move |name| (*name, image));
    let mut all: Vec<_> = AWS.iter().flat_map(names).collect();
    all.sort_unstable_by_key(|(name, _)| *name);
    all
}

/// The image of the public parameter with this name, which may end with `:` and a version. All have version 1 (ours).
pub fn by_parameter(requested: &str) -> Result<(&'static str, &'static Image), AwsImageError> {
    let (name, version) = requested.split_once(':').unwrap_or((requested, "1"));
    let found = parameters().into_iter().find(|(known, _)| *known == name);
    match found {
        None => Err(AwsImageError::NoParameter(name.into())),
        Some(_) if version != "1" => Err(AwsImageError::NoParameterVersion(name.into())),
        Some(found) => Ok(found),
    }
}

/// The first public image that an instance of this type can boot.
pub fn fitting(cloud: Cloud, instance_type: &InstanceType) -> Option<&'static Image> {
    images(cloud).iter().find(|image| instance_type.boots(image.architecture))
}

/// The architecture of an image; `None` for an unknown image, which may have any.
pub fn architecture(region: &Region, cloud: Cloud, id: &str) -> Option<&'static str> {
    let own = region.images.get(id).map(|image| image.architecture);
    own.or_else(|| find(cloud, id).map(|image| image.architecture))
}

/// Whether instances of this type can boot this image.
pub fn check_architecture(at: Place<'_>, id: &str, instance_type: &InstanceType) -> Result<(), AwsImageError> {
    match (architecture(at.region, at.scope.cloud, id), instance_type.ec2()) {
        (Some(image), Some(figures)) if !instance_type.boots(image) => {
            Err(AwsImageError::Architecture { image, instance_type: figures.architectures })
        }
        _ => Ok(()),
    }
}

/// The platform of an image. An unknown id is Windows if it begins with `win`, else Linux.
pub fn platform(cloud: Cloud, id: &str) -> &'static str {
    match find(cloud, id) {
        Some(image) => image.platform,
        None if id.starts_with("win") => WINDOWS,
        None => LINUX,
    }
}
