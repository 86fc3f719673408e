//! A snapshot in responses.

use crate::alibaba::ecs::common::{TagsView, time_to_the_second};
use crate::domain::compute::ecs_snapshot::{Usage, progress, usage};
use crate::domain::compute::snapshot::Snapshot;
use crate::domain::place::Place;
use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr, format_smolstr};

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SnapshotView {
    pub snapshot_id: SmolStr,
    #[serde(rename = "SnapshotSN")]
    snapshot_sn: SmolStr,
    pub snapshot_name: SmolStr,
    description: SmolStr,
    pub status: &'static str,
    progress: SmolStr,
    /// In seconds.
    remain_time: i64,
    available: bool,
    creation_time: String,
    last_modified_time: String,
    /// Left out if it is kept until it is deleted.
    retention_days: Option<u32>,
    pub snapshot_type: &'static str,
    pub category: &'static str,
    instant_access: bool,
    instant_access_retention_days: u32,
    pub usage: &'static str,
    pub source_disk_id: SmolStr,
    /// In GiB.
    source_disk_size: SmolStr,
    pub source_disk_type: &'static str,
    source_storage_type: &'static str,
    full_snapshot_size_in_bytes: u64,
    pub snapshot_link_id: SmolStr,
    source_snapshot_id: SmolStr,
    source_region_id: SmolStr,
    region_id: &'static str,
    pub encrypted: bool,
    #[serde(rename = "KMSKeyId")]
    pub kms_key_id: SmolStr,
    product_code: &'static str,
    pub resource_group_id: SmolStr,
    tags: TagsView,
}

/// The id of the chain that all snapshots of a disk are in: it has the letters of the disk's id (ours). A copy is the first of
/// a chain of its own.
pub fn link(snapshot: &Snapshot) -> SmolStr {
    let of = if snapshot.volume.is_empty() { &snapshot.id } else { &snapshot.volume };
    format_smolstr!("sl-{}", of.trim_start_matches("d-").trim_start_matches("s-"))
}

impl SnapshotView {
    pub fn new(at: Place<'_>, snapshot: &Snapshot) -> Self {
        let (percent, remain_time) = progress(at, snapshot);
        let facts = &snapshot.ecs;
        let (source_region_id, source_snapshot_id) = facts.copy_of.clone().unwrap_or_default();
        let changed = facts.modified.max(snapshot.completed).unwrap_or(snapshot.started);
        Self {
            snapshot_id: snapshot.id.clone(),
            snapshot_sn: snapshot.id.trim_start_matches("s-").into(),
            snapshot_name: facts.name.clone(),
            description: snapshot.description.clone(),
            status: if snapshot.completed.is_some() { "accomplished" } else { "progressing" },
            progress: format_smolstr!("{percent}%"),
            remain_time,
            available: snapshot.completed.is_some(),
            creation_time: time_to_the_second(snapshot.started),
            last_modified_time: time_to_the_second(changed),
            retention_days: facts.retention_days,
            snapshot_type: if facts.policy.is_some() { "auto" } else { "user" },
            category: "standard",
            // Only for snapshots that asked for it before all had it.
            instant_access: false,
            instant_access_retention_days: 0,
            usage: match usage(at.region, &snapshot.id) {
                Usage { images: true, disks: true } => "image_disk",
                Usage { images: true, .. } => "image",
                Usage { disks: true, .. } => "disk",
                Usage { .. } => "none",
            },
            source_disk_id: snapshot.volume.clone(),
            source_disk_size: snapshot.size_gib.to_smolstr(),
            source_disk_type: if facts.system { "system" } else { "data" },
            source_storage_type: "disk",
            // As if the disk were full (ours).
            full_snapshot_size_in_bytes: u64::from(snapshot.size_gib) << 30,
            snapshot_link_id: link(snapshot),
            source_snapshot_id,
            source_region_id,
            region_id: at.scope.region,
            encrypted: snapshot.encrypted,
            kms_key_id: snapshot.kms_key.clone().unwrap_or_default(),
            product_code: "",
            resource_group_id: facts.resource_group.clone(),
            tags: TagsView::from(&snapshot.tags),
        }
    }
}
