//! Snapshots of disks.

pub mod create_snapshot;
pub mod delete_snapshot;
pub mod describe_snapshots;
pub mod modify_snapshot_attribute;

use crate::alibaba::ecs::refusal;
use crate::support::{Answer, Twin};
use serde_json::Value;

/// A running instance with an enhanced SSD as its system disk and a data disk, and one whose disk is of a locked instance.
pub const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-1"
    type = "ecs.g6.large"
    disks = [{ id = "d-1", size = 60, category = "cloud_essd", performance_level = "PL1" }, { id = "d-2", size = 100, category = "cloud_ssd" }]

    [[ecs.instance]]
    id = "i-locked"
    type = "ecs.g6.large"
    state = "stopped"
    locks = ["security"]
    disks = [{ id = "d-locked", size = 40, category = "cloud_essd" }]
"#;

/// That world, with a clock that transitions wait for.
pub fn slow() -> Twin {
    Twin::new("transitions = \"realistic\"", WORLD)
}

pub fn create(twin: &Twin, disk: &str, more: &str) -> Answer {
    twin.ecs(&format!("CreateSnapshot&DiskId={disk}{more}"))
}

/// Begins a snapshot and returns its id.
#[track_caller]
pub fn made(twin: &Twin, disk: &str, more: &str) -> String {
    create(twin, disk, more).json()["SnapshotId"].as_str().expect("an id").to_owned()
}

/// The snapshots that pass these filters.
#[track_caller]
pub fn described(twin: &Twin, filters: &str) -> Vec<Value> {
    let json = twin.ecs(&format!("DescribeSnapshots&RegionId=cn-hangzhou{filters}")).json();
    json["Snapshots"]["Snapshot"].as_array().expect("a list").clone()
}

/// The ids of the snapshots that pass these filters.
#[track_caller]
pub fn ids(twin: &Twin, filters: &str) -> Vec<String> {
    described(twin, filters).iter().map(|one| one["SnapshotId"].as_str().expect("an id").to_owned()).collect()
}

/// The snapshot with this id.
#[track_caller]
pub fn shown(twin: &Twin, id: &str) -> Value {
    let mut found = described(twin, &format!("&SnapshotIds=[%22{id}%22]"));
    assert_eq!(found.len(), 1);
    found.remove(0)
}

/// An image of the instance, which has a snapshot of each of its disks: the id of the first.
#[track_caller]
pub fn of_image(twin: &Twin) -> (String, String) {
    let image = twin.ecs("CreateImage&RegionId=cn-hangzhou&InstanceId=i-1").json()["ImageId"].clone();
    let image = image.as_str().expect("an id").to_owned();
    twin.advance("2h");
    let json = twin.ecs(&format!("DescribeImages&RegionId=cn-hangzhou&ImageId={image}")).json();
    let mapping = &json["Images"]["Image"][0]["DiskDeviceMappings"]["DiskDeviceMapping"][0];
    (image, mapping["SnapshotId"].as_str().expect("an id").to_owned())
}

/// The refusal of a call that names no snapshot of the world.
pub fn no_snapshot() -> (u16, String, String) {
    refusal(404, "InvalidSnapshotId.NotFound", "The specified SnapshotId does not exist.")
}
