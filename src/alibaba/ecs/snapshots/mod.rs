//! Snapshots of disks.

pub mod create_snapshot;
pub mod delete_snapshot;
pub mod describe_snapshots;
pub mod modify_snapshot_attribute;
mod view;

use super::common::in_range;
use super::texts::check_name;
use crate::domain::compute::disk::AlibabaDiskError;
use crate::domain::compute::ecs_snapshot::{AlibabaSnapshotError, MAX_RETENTION, check_none_pending, check_quota};
use crate::domain::compute::instance::{Lock, State};
use crate::domain::compute::volume::{self, Volume};
use crate::domain::error::{AlibabaInstanceError, InstanceAction, InstanceError};
use crate::domain::region::Region;
use crate::operation::Error;
use smol_str::SmolStr;

/// Fails unless a snapshot can be named so. Names that begin with `auto` are those of automatic snapshots.
pub fn check_snapshot_name(parameter: &str, name: &str) -> Result<(), Error> {
    if name.starts_with("auto") {
        return Err(Error::invalid(parameter, name, "a name that does not begin with auto"));
    }
    check_name(parameter, name)
}

/// For how many days a snapshot is kept.
pub fn retention(days: Option<i64>) -> Result<Option<u32>, Error> {
    days.map(|days| in_range("RetentionDays", days, 1..=MAX_RETENTION)).transpose()
}

/// The disk with this id, if one more snapshot of it can be created by hand.
pub fn source_disk<'r>(region: &'r Region, id: &SmolStr) -> Result<Volume<'r>, Error> {
    let volume = volume::find(region, id).ok_or_else(|| AlibabaDiskError::NotFound(id.clone()))?;
    check_source(&volume)?;
    check_none_pending(region, id)?;
    check_quota(region, id)?;
    Ok(volume)
}

/// Fails unless a disk and its instance are in a state in which snapshots are made.
pub fn check_source(volume: &Volume<'_>) -> Result<(), Error> {
    let disk = volume.disk;
    if disk.is_local() {
        return Err(AlibabaSnapshotError::LocalDisk(disk.id.clone()).into());
    }
    if let Some(instance) = volume.instance {
        if instance.alibaba().locks.contains(&Lock::Security) {
            return Err(AlibabaInstanceError::LockedForSecurity.into());
        }
        if !matches!(instance.state, State::Running | State::Stopped) {
            let (id, action) = (instance.id.clone(), InstanceAction::Snapshot);
            return Err(InstanceError::WrongState { id, state: instance.state, action }.into());
        }
    }
    if disk.phase().is_some() {
        return Err(AlibabaDiskError::Status(disk.id.clone()).into());
    }
    if disk.volume.as_ref().is_some_and(|facts| facts.never_attached) {
        return Err(AlibabaSnapshotError::NeverAttached(disk.id.clone()).into());
    }
    Ok(())
}
