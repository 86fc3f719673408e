//! A snapshot in answers.

use crate::aws::ec2::common::{Set, TagView, tag_set, tag_views, time};
use crate::aws::ec2::volumes::kms_key_view;
use crate::domain::compute::snapshot::Snapshot;
use crate::domain::scope::Scope;
use serde::Serialize;
use smol_str::SmolStr;

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SnapshotView {
    snapshot_id: SmolStr,
    volume_id: SmolStr,
    status: &'static str,
    start_time: String,
    progress: &'static str,
    owner_id: SmolStr,
    volume_size: u32,
    description: SmolStr,
    encrypted: bool,
    kms_key_id: Option<SmolStr>,
    storage_tier: Option<&'static str>,
    completion_time: Option<String>,
    tag_set: Option<Set<TagView>>,
}

impl SnapshotView {
    pub fn new(scope: &Scope, snapshot: &Snapshot) -> Self {
        let done = snapshot.completed.is_some();
        Self {
            snapshot_id: snapshot.id.clone(),
            volume_id: snapshot.volume.clone(),
            status: if done { "completed" } else { "pending" },
            start_time: time(snapshot.started),
            progress: if done { "100%" } else { "0%" },
            owner_id: scope.account.clone(),
            volume_size: snapshot.size_gib,
            description: snapshot.description.clone(),
            encrypted: snapshot.encrypted,
            kms_key_id: kms_key_view(scope, snapshot.encrypted, snapshot.kms_key.as_ref()),
            storage_tier: Some("standard"),
            completion_time: snapshot.completed.map(time),
            tag_set: tag_set(&snapshot.tags),
        }
    }

    /// As the answer to its creation has it.
    pub fn created(scope: &Scope, snapshot: &Snapshot) -> Self {
        Self { progress: "", storage_tier: None, ..Self::new(scope, snapshot) }
    }
}

/// A snapshot as the answer to CreateSnapshots has it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SnapshotInfo {
    description: SmolStr,
    tag_set: Set<TagView>,
    encrypted: bool,
    volume_id: SmolStr,
    state: &'static str,
    volume_size: u32,
    start_time: String,
    progress: &'static str,
    owner_id: SmolStr,
    snapshot_id: SmolStr,
}

impl SnapshotInfo {
    pub fn new(scope: &Scope, snapshot: &Snapshot) -> Self {
        Self {
            description: snapshot.description.clone(),
            tag_set: tag_views(&snapshot.tags),
            encrypted: snapshot.encrypted,
            volume_id: snapshot.volume.clone(),
            state: "pending",
            volume_size: snapshot.size_gib,
            start_time: time(snapshot.started),
            progress: "",
            owner_id: scope.account.clone(),
            snapshot_id: snapshot.id.clone(),
        }
    }
}
