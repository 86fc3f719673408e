//! Images: those that every region has, so that a launch has something to name, and those that accounts made.
//! Ids of the first are ours unless a vendor's document uses them.

use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::disk::Disk;
use crate::domain::compute::instance::Tags;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::queue::Event;
use crate::domain::queue::after;
use crate::domain::region::Region;
use crate::domain::scope::Cloud;
use crate::domain::written::{self, Name};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// An image.
#[derive(Debug)]
pub struct Image {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its platform, as EC2's capacity reservations name it.
    pub platform: &'static str,
    /// The name of its operating system.
    pub os_name: &'static str,
    /// Its processor architecture: `x86_64`, `arm64`.
    pub architecture: &'static str,
    /// The account that publishes it.
    pub owner: &'static str,
    /// The size of its system disk, in GiB.
    pub size_gib: u32,
}

/// When the images that every region has were made: 2024-08-19 (ours).
pub const PUBLISHED: Timestamp = Timestamp::constant(1_724_025_600, 0);

/// Where an account's image is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImageState {
    /// Being made.
    Pending,
    /// Ready to launch from.
    Available,
    /// Given up: it is not shown, but its id is known.
    Deregistered,
}

/// An image that an account made of an instance.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OwnImage {
    /// Its id.
    pub id: SmolStr,
    /// Its name, which no other image of the account has in the region.
    pub name: SmolStr,
    /// Its description.
    pub description: Option<SmolStr>,
    /// The family of ECS it is of, of which a launch can ask for the newest.
    pub family: Option<SmolStr>,
    /// Its version, as its owner says.
    pub version: Option<SmolStr>,
    /// Where it is in its life.
    pub state: ImageState,
    /// When it was made.
    pub created: Timestamp,
    /// The instance it was made of.
    pub instance: SmolStr,
    /// The image that instance was made from.
    pub source: SmolStr,
    /// Its platform, as EC2's capacity reservations name it.
    #[serde(with = "written::name")]
    pub platform: Name,
    /// Its processor architecture: `x86_64`, `arm64`.
    #[serde(with = "written::name")]
    pub architecture: Name,
    /// The disks that a launch from it gets, without ids, the system disk first.
    pub disks: Vec<Disk>,
    /// The resource group of ECS it is in; empty for the default one.
    pub resource_group: SmolStr,
    /// Its tags.
    pub tags: Tags,
}

/// What is wrong with an image that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    #[error("the image {0} is not available, or no longer")]
    Unavailable(SmolStr),
    #[error("the image {by} has the name {name}")]
    NameTaken { name: SmolStr, by: SmolStr },
}

/// What is wrong with an image of EC2 only.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AwsImageError {
    #[error("an image cannot have this name")]
    NameMalformed,
    #[error("the image {0} belongs to another account")]
    NotYours(SmolStr),
    #[error("the image is for the architecture {image}, the instance type has {instance_type}")]
    Architecture {
        image: &'static str,
        /// Those of the type.
        instance_type: &'static str,
    },
}

/// What is wrong with an image of ECS only.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlibabaImageError {
    #[error("the system disk is smaller than that of the image")]
    Larger,
    #[error("instances were made from the image {0}")]
    InUse(SmolStr),
    #[error("the image {0} is being made")]
    BeingMade(SmolStr),
}

impl OwnImage {
    /// Whether it is shown.
    pub fn is_shown(&self) -> bool {
        self.state != ImageState::Deregistered
    }
}

/// Takes in a new image, which has no id yet, and makes a snapshot of each of its disks, of which there is no more than
/// its id.
pub fn make(at: &mut PlaceMut<'_>, mut image: OwnImage) -> SmolStr {
    let (prefix, snapshot) = match at.scope.cloud {
        Cloud::Aws => ("ami", "snap"),
        Cloud::Alibaba => ("m", "s"),
    };
    let id = at.new_id(prefix);
    image.id = id.clone();
    if image.name.is_empty() {
        image.name = id.clone();
    }
    for disk in &mut image.disks {
        disk.snapshot = Some(at.new_id(snapshot));
    }
    at.queue.push(after(at.now, at.rules.transitions.image), at.scope, Event::ImageReady { id: id.clone() });
    at.region.images.insert(id.clone(), image);
    id
}

/// The image that every region has and that an image comes from, however often it was made anew.
pub fn origin(region: &Region, cloud: Cloud, id: &str) -> Option<&'static Image> {
    let mut id = id;
    // An image is made from one that was there before it.
    while let Some(own) = region.images.get(id) {
        id = &own.source;
    }
    find(cloud, id)
}

/// An image that was being made is complete.
pub fn complete(region: &mut Region, id: &SmolStr) {
    if let Some(image) = region.images.get_mut(id).filter(|image| image.state == ImageState::Pending) {
        image.state = ImageState::Available;
    }
}

const LINUX: &str = "Linux/UNIX";
const WINDOWS: &str = "Windows";
const X86: &str = "x86_64";

const AWS: &[Image] = &[
    Image {
        id: "ami-0abcdef1234567890",
        name: "al2023-ami-x86_64",
        platform: LINUX,
        os_name: "Amazon Linux 2023",
        architecture: X86,
        owner: "137112412989",
        size_gib: 8,
    },
    Image {
        id: "ami-0123456789abcdef0",
        name: "ubuntu-24.04-amd64",
        platform: LINUX,
        os_name: "Ubuntu 24.04",
        architecture: X86,
        owner: "099720109477",
        size_gib: 8,
    },
    Image {
        id: "ami-0fedcba9876543210",
        name: "Windows_Server-2022",
        platform: WINDOWS,
        os_name: "Windows Server 2022",
        architecture: X86,
        owner: "801119661308",
        size_gib: 8,
    },
    Image {
        id: "ami-0a1b2c3d4e5f60718",
        name: "al2023-ami-arm64",
        platform: LINUX,
        os_name: "Amazon Linux 2023",
        architecture: "arm64",
        owner: "137112412989",
        size_gib: 8,
    },
];

const ALIBABA: &[Image] = &[
    Image {
        id: "aliyun_3_x64_20G_alibase_20240819.vhd",
        name: "aliyun_3_x64_20G_alibase_20240819.vhd",
        platform: LINUX,
        os_name: "Alibaba Cloud Linux  3.2104 LTS 64 bit",
        architecture: X86,
        owner: "system",
        size_gib: 20,
    },
    Image {
        id: "ubuntu_24_04_x64_20G_alibase_20240819.vhd",
        name: "ubuntu_24_04_x64_20G_alibase_20240819.vhd",
        platform: LINUX,
        os_name: "Ubuntu  24.04 64 bit",
        architecture: X86,
        owner: "system",
        size_gib: 20,
    },
    Image {
        id: "win2022_21H2_x64_dtc_en-us_40G_alibase_20240819.vhd",
        name: "win2022_21H2_x64_dtc_en-us_40G_alibase_20240819.vhd",
        platform: WINDOWS,
        os_name: "Windows Server  2022 Datacenter 64 bit",
        architecture: X86,
        owner: "system",
        size_gib: 40,
    },
];

/// The images that every region of a cloud has.
pub fn images(cloud: Cloud) -> &'static [Image] {
    match cloud {
        Cloud::Aws => AWS,
        Cloud::Alibaba => ALIBABA,
    }
}

/// The image of this id.
pub fn find(cloud: Cloud, id: &str) -> Option<&'static Image> {
    images(cloud).iter().find(|image| image.id == id)
}

/// The first of the images that every region has which an instance of this type can boot.
pub fn fitting(cloud: Cloud, instance_type: &InstanceType) -> Option<&'static Image> {
    images(cloud).iter().find(|image| instance_type.boots(image.architecture))
}

/// The architecture of an image; that of one which is not known here could be any.
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

/// The platform of an image: that of a known one, of one whose name begins with `win` Windows, else Linux.
pub fn platform(cloud: Cloud, id: &str) -> &'static str {
    match find(cloud, id) {
        Some(image) => image.platform,
        None if id.starts_with("win") => WINDOWS,
        None => LINUX,
    }
}
