mod copy_snapshot;
mod create_snapshot;
mod create_snapshots;
mod delete_snapshot;
mod describe_snapshot_attribute;
mod describe_snapshots;
mod modify_snapshot_attribute;
mod reset_snapshot_attribute;

use super::parts::made;
use crate::support::Twin;

/// What shows snapshots.
const LOOK: &[&str] = &["DescribeSnapshots", "DescribeVolumes", "DescribeImages&Owner.1=self", "DescribeTags"];

fn volume(twin: &Twin, more: &str) -> String {
    made(twin, &format!("CreateVolume&AvailabilityZone=us-east-1a&Size=10{more}"), "volumeId")
}

/// A snapshot of an empty volume of 10 GiB.
fn snapshot(twin: &Twin) -> String {
    made(twin, &format!("CreateSnapshot&VolumeId={}", volume(twin, "")), "snapshotId")
}

/// An encrypted one; with a key of its own, or with the account's.
fn encrypted(twin: &Twin, key: &str) -> String {
    let volume = volume(twin, &format!("&Encrypted=true{key}"));
    made(twin, &format!("CreateSnapshot&VolumeId={volume}"), "snapshotId")
}
