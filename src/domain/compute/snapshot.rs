//! Snapshots of disks, and what an account of AWS has said of encryption.
//!
//! <https://docs.aws.amazon.com/ebs/latest/userguide/ebs-snapshots.html>

use crate::domain::compute::disk::Disk;
use crate::domain::compute::ecs_snapshot::{self, EcsFacts};
use crate::domain::compute::image;
use crate::domain::compute::instance::Tags;
use crate::domain::geography::partition;
use crate::domain::place::PlaceMut;
use crate::domain::queue::{Event, after};
use crate::domain::region::Region;
use crate::domain::scope::{Cloud, Scope};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The volume of a snapshot that was copied, in EC2's answers.
pub const NO_VOLUME: SmolStr = SmolStr::new_static("vol-ffffffff");

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Snapshot {
    pub id: SmolStr,
    /// The id of its volume, which may be gone.
    pub volume: SmolStr,
    pub size_gib: u32,
    pub encrypted: bool,
    /// The ARN of its key, if that is not the one of the account for EBS.
    pub kms_key: Option<SmolStr>,
    pub description: SmolStr,
    pub started: Timestamp,
    /// When it was complete; `None` while it is not.
    pub completed: Option<Timestamp>,
    /// Who else can make volumes of it.
    pub permissions: Permissions,
    pub tags: Tags,
    /// Attributes of ECS only.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ecs: EcsFacts,
}

fn is_default(facts: &EcsFacts) -> bool {
    *facts == EcsFacts::default()
}

/// Errors about snapshots and encryption on EC2.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AwsSnapshotError {
    #[error("there is no snapshot {0}")]
    NoSnapshot(SmolStr),
    #[error("the snapshot {0} is not complete")]
    SnapshotPending(SmolStr),
    #[error("the image {image} has the snapshot {snapshot}")]
    SnapshotInUse { snapshot: SmolStr, image: SmolStr },
    #[error("the volume cannot be without encryption: the snapshot {0} has it")]
    Encrypted(SmolStr),
    #[error("what is encrypted with the account's own key cannot be shared")]
    EncryptedShared,
    #[error("a key is for what is encrypted")]
    KeyWithoutEncryption,
    #[error("{0} is not the name of a key")]
    Key(SmolStr),
    #[error("{0} is not the number of an account")]
    Account(SmolStr),
}

/// Which other accounts may use a snapshot or an image.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Permissions {
    /// All may.
    pub all: bool,
    /// The ids of accounts.
    pub accounts: BTreeSet<SmolStr>,
}

impl Permissions {
    pub fn are_for(&self, account: &str) -> bool {
        self.all || self.accounts.contains(account)
    }
}

/// What holds of the volumes and snapshots that an account makes in a region.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EbsDefaults {
    /// All are encrypted.
    pub encrypted: bool,
    /// The key, as the account named it; `None` for the one that EBS has for the account.
    pub kms_key: Option<SmolStr>,
}

/// The most characters of a key's name: those of the longest ARN that KMS has.
const MAX_KEY: usize = 2048;

/// Whether a key can be named so.
pub fn check_key(key: &SmolStr) -> Result<(), AwsSnapshotError> {
    if key.len() > MAX_KEY { Err(AwsSnapshotError::Key(key.clone())) } else { Ok(()) }
}

/// The ARN of a key that is named by its ARN, its id, or its alias (`alias/...`). An alias stays one, since the keys are not
/// here.
pub fn key_arn(scope: &Scope, key: &str) -> SmolStr {
    let partition = partition(scope.region).name;
    match key {
        arn if arn.starts_with("arn:") => arn.into(),
        alias if alias.starts_with("alias/") => {
            format_smolstr!("arn:{partition}:kms:{}:{}:{alias}", scope.region, scope.account)
        }
        id => format_smolstr!("arn:{partition}:kms:{}:{}:key/{id}", scope.region, scope.account),
    }
}

/// The ARN of the key `alias/aws/ebs` of the account. Its id follows from account and region (ours).
pub fn account_key(scope: &Scope) -> SmolStr {
    // FNV-1a.
    let hash = |text: &str, start: u64| {
        text.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    };
    let account = hash(&scope.account, 0xcbf2_9ce4_8422_2325);
    let id = uuid::Builder::from_random_bytes(Uuid::from_u64_pair(account, hash(scope.region, account)).into_bytes());
    key_arn(scope, &id.into_uuid().to_string())
}

/// What a new snapshot is made from.
#[derive(Clone, Debug)]
pub struct NewSnapshot {
    pub volume: SmolStr,
    pub size_gib: u32,
    pub encrypted: bool,
    pub kms_key: Option<SmolStr>,
    pub description: SmolStr,
    pub tags: Tags,
    /// Attributes of ECS only.
    pub ecs: EcsFacts,
}

impl NewSnapshot {
    pub fn of(disk: &Disk, description: SmolStr, tags: Tags) -> Self {
        Self {
            volume: disk.id.clone(),
            size_gib: disk.size_gib,
            encrypted: disk.ebs.encrypted,
            kms_key: disk.kms_key().cloned(),
            description,
            tags,
            ecs: EcsFacts { system: disk.system, ..EcsFacts::default() },
        }
    }
}

/// Begins a snapshot, and returns its id.
pub fn make(at: &mut PlaceMut<'_>, new: NewSnapshot) -> SmolStr {
    let id = at.new_id(if at.scope.cloud == Cloud::Aws { "snap" } else { "s" });
    let NewSnapshot { volume, size_gib, encrypted, kms_key, description, tags, ecs } = new;
    let (started, completed, permissions) = (at.now, None, Permissions::default());
    let snapshot = Snapshot {
        id: id.clone(),
        volume,
        size_gib,
        encrypted,
        kms_key,
        description,
        started,
        completed,
        permissions,
        tags,
        ecs,
    };
    at.queue.push(after(at.now, at.rules.transitions.image), at.scope, Event::SnapshotReady { id: id.clone() });
    at.region.snapshots.insert(id.clone(), snapshot);
    ecs_snapshot::queue_end(at, &id);
    id
}

/// Completes a pending snapshot.
pub fn complete(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let now = at.now;
    if let Some(snapshot) = at.region.snapshots.get_mut(id) {
        snapshot.completed.get_or_insert(now);
    }
}

/// Whether it can be deleted: no image may have it that is not deregistered.
pub fn check_unused(region: &Region, id: &SmolStr) -> Result<(), AwsSnapshotError> {
    let has_it = |image: &&image::OwnImage| image.disks.iter().any(|disk| disk.snapshot.as_ref() == Some(id));
    let image = region.images.values().filter(|image| image.is_shown()).find(has_it);
    image.map_or(Ok(()), |image| Err(AwsSnapshotError::SnapshotInUse { snapshot: id.clone(), image: image.id.clone() }))
}
