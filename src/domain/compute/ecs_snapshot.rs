//! What a snapshot of ECS has beside one of EC2: a name, an end, and where it comes from.
//!
//! <https://www.alibabacloud.com/help/en/ecs/user-guide/snapshot-overview>

use crate::domain::compute::snapshot::Snapshot;
use crate::domain::compute::volume::volumes;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::queue::{Event, after};
use crate::domain::region::Region;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// The attributes of a snapshot that only ECS has.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EcsFacts {
    /// Empty if it has none.
    pub name: SmolStr,
    /// Whether its disk was a system disk.
    pub system: bool,
    /// The id of the automatic snapshot policy that made it.
    pub policy: Option<SmolStr>,
    /// For how many days after its start it is kept, 1 to 65,536; `None` until it is deleted.
    pub retention_days: Option<u32>,
    /// When an attribute of it was changed last.
    pub modified: Option<Timestamp>,
    /// Empty for the default group.
    pub resource_group: SmolStr,
    /// The region and the id of the snapshot that it is a copy of.
    pub copy_of: Option<(SmolStr, SmolStr)>,
    /// The id of the snapshot group that it is in.
    pub group: Option<SmolStr>,
}

/// Errors about snapshots of ECS.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlibabaSnapshotError {
    #[error("no snapshot has the id {0}")]
    NotFound(SmolStr),
    #[error("the snapshot {0} is not complete")]
    NotReady(SmolStr),
    #[error("a snapshot of the disk {0} is being created")]
    Creating(SmolStr),
    #[error("the disk {0} has as many snapshots as it can have")]
    Quota(SmolStr),
    #[error("the disk {0} was never attached to an instance")]
    NeverAttached(SmolStr),
    #[error("the disk {0} is a local one, of which there are no snapshots")]
    LocalDisk(SmolStr),
    #[error("images were made of the snapshot {0}")]
    HasImages(SmolStr),
    #[error("disks were made of the snapshot {0}")]
    HasDisks(SmolStr),
    #[error("a snapshot cannot be kept for fewer days than before")]
    Shortened,
}

/// The most snapshots of a disk that are not made by a policy.
pub const MAX_MANUAL: usize = 256;

/// The longest that a snapshot is kept, in days.
pub const MAX_RETENTION: u32 = 65_536;

impl Snapshot {
    /// When it is deleted by itself.
    pub fn ends(&self) -> Option<Timestamp> {
        let days = self.ecs.retention_days?;
        Some(after(self.started, SignedDuration::from_hours(24 * i64::from(days))))
    }
}

/// The snapshot with this id, if it is complete.
pub fn ready<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r Snapshot, AlibabaSnapshotError> {
    let snapshot = region.snapshots.get(id).ok_or_else(|| AlibabaSnapshotError::NotFound(id.clone()))?;
    if snapshot.completed.is_none() { Err(AlibabaSnapshotError::NotReady(id.clone())) } else { Ok(snapshot) }
}

/// Fails while a snapshot of the disk is being created.
pub fn check_none_pending(region: &Region, disk: &SmolStr) -> Result<(), AlibabaSnapshotError> {
    let pending = region.snapshots.values().any(|one| one.volume == *disk && one.completed.is_none());
    if pending { Err(AlibabaSnapshotError::Creating(disk.clone())) } else { Ok(()) }
}

/// Whether a disk can have one more snapshot by hand.
pub fn check_quota(region: &Region, disk: &SmolStr) -> Result<(), AlibabaSnapshotError> {
    let made = region.snapshots.values().filter(|one| one.volume == *disk && one.ecs.policy.is_none()).count();
    if made >= MAX_MANUAL { Err(AlibabaSnapshotError::Quota(disk.clone())) } else { Ok(()) }
}

/// What was made of a snapshot: images, and disks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    pub images: bool,
    pub disks: bool,
}

pub fn usage(region: &Region, id: &SmolStr) -> Usage {
    let mut images = region.images.values().filter(|image| image.is_shown());
    Usage {
        images: images.any(|image| image.disks.iter().any(|disk| disk.snapshot.as_ref() == Some(id))),
        disks: volumes(region).any(|volume| volume.disk.snapshot.as_ref() == Some(id)),
    }
}

/// Queues the end of a snapshot, if it has one.
pub fn queue_end(at: &mut PlaceMut<'_>, id: &SmolStr) {
    if let Some(ends) = at.region.snapshots.get(id).and_then(Snapshot::ends) {
        at.queue.push(ends, at.scope, Event::SnapshotEnds { id: id.clone() });
    }
}

/// Deletes a snapshot whose time is over. One that an image has stays.
pub fn end(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let is_over = at.region.snapshots.get(id).and_then(Snapshot::ends).is_some_and(|ends| ends <= at.now);
    if is_over && !usage(at.region, id).images {
        at.region.snapshots.remove(id);
    }
}

/// How much of a snapshot is done, in percent, and how many seconds are left.
pub fn progress(at: Place<'_>, snapshot: &Snapshot) -> (i64, i64) {
    if snapshot.completed.is_some() {
        return (100, 0);
    }
    let whole = at.rules.transitions.image.as_secs().max(1);
    let done = at.now.duration_since(snapshot.started).as_secs().clamp(0, whole);
    // What is not complete has not all.
    ((100 * done / whole).min(99), whole - done)
}
