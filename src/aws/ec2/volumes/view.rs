//! A volume in answers.

use crate::aws::ec2::common::{Set, TagView, tag_set, time};
use crate::domain::compute::disk::Disk;
use crate::domain::compute::instance::Instance;
use crate::domain::compute::snapshot::account_key;
use crate::domain::compute::volume::{Modification, Shape, Volume, attachment_state};
use crate::domain::scope::Scope;
use jiff::Timestamp;
use serde::Serialize;
use smol_str::SmolStr;

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VolumeView {
    volume_id: SmolStr,
    size: u32,
    snapshot_id: SmolStr,
    availability_zone: &'static str,
    availability_zone_id: &'static str,
    status: &'static str,
    create_time: String,
    attachment_set: Option<Set<AttachmentView>>,
    volume_type: SmolStr,
    iops: Option<u32>,
    throughput: Option<u32>,
    encrypted: bool,
    kms_key_id: Option<SmolStr>,
    multi_attach_enabled: bool,
    tag_set: Option<Set<TagView>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentView {
    volume_id: SmolStr,
    instance_id: SmolStr,
    device: SmolStr,
    status: &'static str,
    attach_time: String,
    delete_on_termination: bool,
}

impl VolumeView {
    pub fn new(scope: &Scope, volume: Volume<'_>) -> Self {
        let disk = volume.disk;
        let shape = Shape::of(disk);
        let attachment = volume.instance.map(|instance| AttachmentView::new(instance, disk));
        Self {
            volume_id: disk.id.clone(),
            size: disk.size_gib,
            snapshot_id: disk.snapshot.clone().unwrap_or_default(),
            availability_zone: volume.zone,
            availability_zone_id: scope.zone_id(volume.zone),
            status: volume.state(),
            create_time: time(disk.created()),
            attachment_set: Some(attachment.into_iter().collect()),
            volume_type: shape.category,
            iops: shape.iops,
            throughput: shape.throughput,
            encrypted: disk.ebs.encrypted,
            kms_key_id: kms_key_view(scope, disk.ebs.encrypted, disk.kms_key()),
            multi_attach_enabled: false,
            tag_set: tag_set(&disk.tags),
        }
    }

    /// As the answer to its creation has it: without attachments.
    pub fn created(scope: &Scope, volume: Volume<'_>) -> Self {
        Self { attachment_set: None, ..Self::new(scope, volume) }
    }
}

/// The key of something that is encrypted: its own, or that of the account for EBS.
pub fn kms_key_view(scope: &Scope, encrypted: bool, key: Option<&SmolStr>) -> Option<SmolStr> {
    encrypted.then(|| key.cloned().unwrap_or_else(|| account_key(scope)))
}

impl AttachmentView {
    pub fn new(instance: &Instance, disk: &Disk) -> Self {
        Self {
            volume_id: disk.id.clone(),
            instance_id: instance.id.clone(),
            device: disk.device.clone(),
            status: attachment_state(disk),
            attach_time: time(disk.attached),
            delete_on_termination: disk.delete_with_instance,
        }
    }
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ModificationView {
    volume_id: SmolStr,
    modification_state: &'static str,
    target_size: u32,
    target_iops: Option<u32>,
    target_volume_type: SmolStr,
    target_throughput: Option<u32>,
    target_multi_attach_enabled: bool,
    original_size: u32,
    original_iops: Option<u32>,
    original_volume_type: SmolStr,
    original_throughput: Option<u32>,
    original_multi_attach_enabled: bool,
    progress: i64,
    start_time: String,
    end_time: Option<String>,
}

impl ModificationView {
    pub fn new(volume: &SmolStr, modification: &Modification, now: Timestamp) -> Self {
        let (target, original) = (&modification.target, &modification.original);
        let state = modification.state(now);
        Self {
            volume_id: volume.clone(),
            modification_state: state,
            target_size: target.size_gib,
            target_iops: target.iops,
            target_volume_type: target.category.clone(),
            target_throughput: target.throughput,
            target_multi_attach_enabled: false,
            original_size: original.size_gib,
            original_iops: original.iops,
            original_volume_type: original.category.clone(),
            original_throughput: original.throughput,
            original_multi_attach_enabled: false,
            progress: modification.progress(now),
            start_time: time(modification.started),
            end_time: (state == "completed").then(|| time(modification.ends)),
        }
    }

    /// As the answer to the request has it: nothing has happened yet.
    pub fn begun(self) -> Self {
        Self { modification_state: "modifying", progress: 0, end_time: None, ..self }
    }
}
