//! An image in answers.

use super::image_disks;
use crate::aws::ec2::common::{Set, TagView, tag_set, time};
use crate::aws::ec2::instances::run_instances::RunInstances;
use crate::domain::compute::disk::{Disk, EbsFacts};
use crate::domain::compute::image::{self, DEPRECATED, Image, ImageFacts, ImageState, OwnImage, PUBLISHED, Protection};
use crate::domain::compute::instance::Tags;
use crate::domain::place::Place;
use crate::operation::Operation;
use jiff::Timestamp;
use serde::Serialize;
use smol_str::{SmolStr, format_smolstr};
use std::collections::BTreeSet;

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ImageView {
    pub image_id: SmolStr,
    image_location: SmolStr,
    pub image_state: &'static str,
    pub image_owner_id: SmolStr,
    creation_date: String,
    pub is_public: bool,
    architecture: &'static str,
    image_type: &'static str,
    platform: Option<&'static str>,
    platform_details: &'static str,
    usage_operation: &'static str,
    ena_support: Option<bool>,
    pub image_owner_alias: Option<&'static str>,
    name: SmolStr,
    description: Option<SmolStr>,
    root_device_type: &'static str,
    root_device_name: Option<SmolStr>,
    sriov_net_support: Option<&'static str>,
    boot_mode: Option<&'static str>,
    imds_support: Option<&'static str>,
    block_device_mapping: Set<MappingView>,
    virtualization_type: &'static str,
    hypervisor: &'static str,
    source_instance_id: Option<SmolStr>,
    source_image_id: Option<SmolStr>,
    source_image_region: Option<SmolStr>,
    deprecation_time: Option<String>,
    /// Only of the account's own images.
    deregistration_protection: Option<&'static str>,
    free_tier_eligible: bool,
    tag_set: Option<Set<TagView>>,
    /// The accounts that may launch from it, beside all.
    #[serde(skip)]
    pub accounts: BTreeSet<SmolStr>,
    /// The tags, for filters.
    #[serde(skip)]
    pub tags: Tags,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MappingView {
    device_name: SmolStr,
    ebs: EbsView,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EbsView {
    snapshot_id: Option<SmolStr>,
    volume_size: u32,
    delete_on_termination: bool,
    volume_type: SmolStr,
    iops: Option<u32>,
    throughput: Option<u32>,
    encrypted: bool,
}

impl ImageView {
    /// The view of a public image.
    pub fn public(at: Place<'_>, image: &Image) -> Self {
        let mut disks = image_disks(at.region, at.now, image.id);
        for disk in &mut disks {
            // What a gp3 volume has at least.
            disk.ebs = EbsFacts { iops: Some(3000), throughput: Some(125), ..disk.ebs };
        }
        let as_own = OwnImage {
            id: image.id.into(),
            name: image.name.into(),
            description: Some(image.os_name.into()),
            family: None,
            version: None,
            state: ImageState::Available,
            created: at.now,
            instance: SmolStr::default(),
            // Amazon's images are copies of others, which accounts do not see. Here each is a copy of itself (ours).
            source: image.id.into(),
            platform: image.platform,
            architecture: image.architecture,
            disks,
            resource_group: SmolStr::default(),
            tags: Tags::new(),
            aws: ImageFacts::default(),
        };
        Self {
            image_location: format_smolstr!("amazon/{}", image.name),
            image_owner_id: image.owner.into(),
            creation_date: time(PUBLISHED),
            is_public: true,
            image_owner_alias: Some("amazon"),
            source_instance_id: None,
            deprecation_time: Some(time(DEPRECATED)),
            deregistration_protection: None,
            ..Self::own(at, &as_own)
        }
    }

    /// The view of an image of the account.
    pub fn own(at: Place<'_>, image: &OwnImage) -> Self {
        let windows = image.platform == "Windows";
        let origin = image::origin(at.region, at.scope.cloud, &image.source);
        let imds_v2 = image.aws.imds_v2 || origin.is_some_and(|origin| origin.imds_v2);
        let source = Some(&image.source).filter(|source| !source.is_empty());
        Self {
            image_id: image.id.clone(),
            image_location: format_smolstr!("{}/{}", at.scope.account, image.name),
            image_state: match image.state {
                ImageState::Pending => "pending",
                ImageState::Available => "available",
                ImageState::Disabled => "disabled",
                ImageState::Deregistered => "deregistered",
            },
            image_owner_id: at.scope.account.clone(),
            creation_date: time(image.created),
            is_public: image.aws.permissions.all,
            architecture: image.architecture,
            image_type: "machine",
            platform: windows.then_some("windows"),
            platform_details: image.platform,
            usage_operation: if windows { "RunInstances:0002" } else { RunInstances::ACTION },
            ena_support: (!image.aws.without_ena).then_some(true),
            image_owner_alias: None,
            name: image.name.clone(),
            description: image.description.clone(),
            root_device_type: "ebs",
            root_device_name: image.disks.iter().find(|disk| disk.system).map(|disk| disk.device.clone()),
            sriov_net_support: image::has_sriov(at.region, &image.id).then_some("simple"),
            boot_mode: image.aws.boot_mode().or_else(|| origin?.boot_mode),
            imds_support: imds_v2.then_some("v2.0"),
            block_device_mapping: image.disks.iter().map(mapping).collect(),
            virtualization_type: "hvm",
            hypervisor: "xen",
            source_instance_id: Some(image.instance.clone()).filter(|instance| !instance.is_empty()),
            source_image_id: source.cloned(),
            source_image_region: source
                .map(|_| image.aws.source_region.clone().unwrap_or(SmolStr::new_static(at.scope.region))),
            deprecation_time: image.aws.deprecated.map(time),
            deregistration_protection: Some(protection(image.aws.protection, at.now)),
            free_tier_eligible: true,
            tag_set: tag_set(&image.tags),
            accounts: image.aws.permissions.accounts.clone(),
            tags: image.tags.clone(),
        }
    }
}

/// Ours: the values are not documented.
pub fn protection(protection: Protection, now: Timestamp) -> &'static str {
    match protection {
        Protection::Enabled => "enabled-without-cooldown",
        Protection::WithCooldown => "enabled-with-cooldown",
        Protection::Cooling(until) if now < until => "disabled-in-cooldown",
        Protection::Cooling(_) | Protection::Disabled => "disabled",
    }
}

pub fn mapping(disk: &Disk) -> MappingView {
    MappingView {
        device_name: disk.device.clone(),
        ebs: EbsView {
            snapshot_id: disk.snapshot.clone(),
            volume_size: disk.size_gib,
            delete_on_termination: disk.delete_with_instance,
            volume_type: disk.category.clone(),
            iops: disk.ebs.iops,
            throughput: disk.ebs.throughput,
            encrypted: disk.ebs.encrypted,
        },
    }
}
