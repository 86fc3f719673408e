//! An image in responses. Every documented field is present; those that are not modelled are empty.

use crate::alibaba::ecs::common::{TagsView, time_to_the_second};
use crate::domain::compute::disk::Disk;
use crate::domain::compute::image::{Image, ImageFacts, ImageState, OwnImage, origin, published};
use crate::domain::compute::instance::Tags;
use crate::domain::place::Place;
use serde::Serialize;
use smol_str::{SmolStr, format_smolstr};

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ImageView {
    pub image_id: SmolStr,
    pub image_name: SmolStr,
    pub image_family: SmolStr,
    image_version: SmolStr,
    pub image_owner_alias: &'static str,
    pub image_owner_id: i64,
    description: SmolStr,
    pub status: &'static str,
    progress: &'static str,
    pub usable: bool,
    pub usage: &'static str,
    pub creation_time: String,
    pub architecture: &'static str,
    boot_mode: &'static str,
    platform: &'static str,
    #[serde(rename = "OSName")]
    os_name: &'static str,
    #[serde(rename = "OSNameEn")]
    os_name_en: &'static str,
    #[serde(rename = "OSType")]
    pub os_type: &'static str,
    size: u32,
    disk_device_mappings: Mappings,
    pub is_public: bool,
    is_self_shared: &'static str,
    is_copied: bool,
    is_subscribed: bool,
    is_support_cloudinit: bool,
    is_support_io_optimized: bool,
    login_as_non_root_supported: bool,
    license_type: &'static str,
    product_code: &'static str,
    supplier_name: &'static str,
    pub resource_group_id: SmolStr,
    detection_options: Detection,
    features: Features,
    secure_boot_options: SecureBoot,
    tags: TagsView,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Mappings {
    disk_device_mapping: Vec<Mapping>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Mapping {
    r#type: &'static str,
    device: SmolStr,
    size: SmolStr,
    snapshot_id: SmolStr,
    format: &'static str,
    progress: &'static str,
    remain_time: u32,
    encrypted: bool,
    #[serde(rename = "ImportOSSBucket")]
    import_oss_bucket: &'static str,
    #[serde(rename = "ImportOSSObject")]
    import_oss_object: &'static str,
}

/// The result of the vendor's check of an image. Images are not checked here.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Detection {
    status: &'static str,
    items: Items,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Items {
    item: [SmolStr; 0],
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Features {
    nvme_support: &'static str,
    imds_support: &'static str,
    cpu_online_upgrade: &'static str,
    cpu_online_downgrade: &'static str,
    memory_online_upgrade: &'static str,
    memory_online_downgrade: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct SecureBoot {
    secure_boot_support: &'static str,
}

/// The platform, derived from the name of the operating system.
fn platform(os_name: &str) -> &'static str {
    match os_name {
        name if name.starts_with("Alibaba Cloud Linux") => "Aliyun",
        name if name.starts_with("Ubuntu") => "Ubuntu",
        name if name.starts_with("Windows Server  2022") => "Windows Server 2022",
        _ => "Others Linux",
    }
}

impl ImageView {
    /// The view of a public image, under the id of one of its releases.
    pub fn public(at: Place<'_>, image: &'static Image, id: &str) -> Self {
        let as_own = OwnImage {
            id: id.into(),
            name: id.into(),
            description: None,
            family: None,
            version: None,
            state: ImageState::Available,
            created: published(at.scope.cloud, id),
            instance: SmolStr::default(),
            source: image.id.into(),
            platform: image.platform,
            architecture: "x86_64",
            disks: Vec::new(),
            resource_group: SmolStr::default(),
            tags: Tags::new(),
            aws: ImageFacts::default(),
        };
        Self {
            image_owner_alias: image.owner,
            image_owner_id: 0,
            is_public: true,
            size: image.size_gib,
            ..Self::own(at, &as_own)
        }
    }

    /// The view of an image of the account.
    pub fn own(at: Place<'_>, image: &OwnImage) -> Self {
        let (status, progress) = match image.state {
            ImageState::Pending => ("Creating", "0%"),
            ImageState::Available => ("Available", "100%"),
            ImageState::Deregistered | ImageState::Disabled => ("UnAvailable", "100%"),
        };
        let used = at.region.instances.values().any(|instance| instance.image == image.id);
        let os_name = origin(at.region, at.scope.cloud, &image.source).map_or("", |image| image.os_name);
        Self {
            image_id: image.id.clone(),
            image_name: image.name.clone(),
            image_family: image.family.clone().unwrap_or_default(),
            image_version: image.version.clone().unwrap_or_default(),
            image_owner_alias: "self",
            image_owner_id: at.scope.account.parse().unwrap_or(0),
            description: image.description.clone().unwrap_or_default(),
            status,
            progress,
            usable: image.state == ImageState::Available,
            usage: if used { "instance" } else { "none" },
            creation_time: time_to_the_second(image.created),
            architecture: image.architecture,
            boot_mode: "BIOS",
            platform: platform(os_name),
            os_name,
            os_name_en: os_name,
            os_type: if image.platform == "Windows" { "windows" } else { "linux" },
            size: image.disks.iter().find(|disk| disk.system).map_or(0, |disk| disk.size_gib),
            disk_device_mappings: Mappings {
                disk_device_mapping: image.disks.iter().map(|disk| Mapping::new(disk, progress)).collect(),
            },
            is_public: false,
            is_self_shared: "",
            is_copied: false,
            is_subscribed: false,
            is_support_cloudinit: true,
            is_support_io_optimized: true,
            login_as_non_root_supported: false,
            license_type: "",
            product_code: "",
            supplier_name: "",
            resource_group_id: image.resource_group.clone(),
            detection_options: Detection { status: "", items: Items { item: [] } },
            features: Features::default(),
            secure_boot_options: SecureBoot { secure_boot_support: "" },
            tags: TagsView::from(&image.tags),
        }
    }
}

impl Mapping {
    fn new(disk: &Disk, progress: &'static str) -> Self {
        Self {
            r#type: if disk.system { "system" } else { "data" },
            device: disk.device.clone(),
            size: format_smolstr!("{}", disk.size_gib),
            snapshot_id: disk.snapshot.clone().unwrap_or_default(),
            format: "",
            progress,
            remain_time: 0,
            encrypted: false,
            import_oss_bucket: "",
            import_oss_object: "",
        }
    }
}
