//! Block storage: disks of instances, and those that instances left behind.

use super::estate::Region;
use super::instance::{Instance, State, Tags};
use jiff::Timestamp;
use smol_str::SmolStr;

/// A disk, or EBS volume.
#[derive(Clone, Debug)]
pub struct Disk {
    /// Its id.
    pub id: SmolStr,
    /// The device name it is attached under.
    pub device: SmolStr,
    /// Its size, in GiB.
    pub size_gib: u32,
    /// The vendor's category: `gp3`, `cloud_essd`, `local_ssd_pro`.
    pub category: SmolStr,
    /// The performance level of an enhanced SSD: `PL0` to `PL3`.
    pub performance_level: Option<SmolStr>,
    /// The snapshot it was made from.
    pub snapshot: Option<SmolStr>,
    /// It holds the operating system.
    pub system: bool,
    /// It goes when its instance goes.
    pub delete_with_instance: bool,
    /// When it was attached, which is when it was made: disks are made with their instances.
    pub attached: Timestamp,
    /// Its tags.
    pub tags: Tags,
}

/// A disk that outlived its instance.
#[derive(Clone, Debug)]
pub struct Detached {
    /// The disk. `device` and `delete_with_instance` say what they were.
    pub disk: Disk,
    /// Its zone.
    pub zone: &'static str,
}

/// What is wrong with a volume that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DiskError {
    /// The id has not the form of a volume's id.
    Malformed(SmolStr),
    /// There is no such volume.
    NotFound(SmolStr),
}

/// The disks an instance has: none once it is terminated, though it is still shown.
pub fn attached(instance: &Instance) -> impl Iterator<Item = &Disk> {
    instance.disks.iter().filter(|_| instance.state != State::Terminated)
}

/// Takes a terminated instance's disks from it: those that do not go with it stay as detached ones.
pub(super) fn leave_behind(region: &mut Region, instance: &SmolStr) {
    let Some(instance) = region.instances.get(instance) else { return };
    for disk in instance.disks.iter().filter(|disk| !disk.delete_with_instance) {
        let detached = Detached { disk: disk.clone(), zone: instance.zone };
        region.detached.insert(disk.id.clone(), detached);
    }
}

/// Categories that ECS disks have.
pub const ECS_CATEGORIES: &[&str] =
    &["cloud", "cloud_efficiency", "cloud_ssd", "cloud_essd", "cloud_auto", "cloud_essd_entry"];

/// Performance levels that enhanced SSDs have.
pub const PERFORMANCE_LEVELS: &[&str] = &["PL0", "PL1", "PL2", "PL3"];

/// How many GiB a disk of this ECS category can have, from and to.
pub fn sizes(category: &str, system: bool) -> (u32, u32) {
    match (category, system) {
        ("cloud", true) => (20, 500),
        ("cloud", false) => (5, 2000),
        ("cloud_essd" | "cloud_auto", true) => (1, 2048),
        ("cloud_essd" | "cloud_auto", false) => (1, 65_536),
        (_, true) => (20, 2048),
        ("cloud_essd_entry", false) => (10, 32_768),
        (_, false) => (20, 32_768),
    }
}

/// Whether disks of this ECS category are enhanced SSDs.
pub fn is_essd(category: &str) -> bool {
    matches!(category, "cloud_essd" | "cloud_auto" | "cloud_essd_entry")
}
