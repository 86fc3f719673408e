//! Block storage: disks of instances, and those that instances left behind.

use crate::domain::compute::instance::{Instance, State, Tags};
use crate::domain::compute::shared::Shared;
use crate::domain::region::Region;
use crate::domain::written::{self, Name};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::ops::{Deref, DerefMut};

/// A disk, or EBS volume: what is its own. The rest stands in [`DiskCommon`], and reads as if it stood here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Disk {
    /// Its id.
    pub id: SmolStr,
    /// When it was attached, which is when it was made: disks are made with their instances.
    pub attached: Timestamp,
    /// Its tags.
    pub tags: Tags,
    /// The rest.
    pub common: Shared<DiskCommon>,
}

/// What a disk has in common with those of the other instances of its launch.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DiskCommon {
    /// The name that users of ECS see; empty if it has none.
    pub name: SmolStr,
    /// The description that users of ECS see.
    pub description: SmolStr,
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
    /// What EC2 was asked for beyond the common part.
    pub ebs: EbsFacts,
}

impl Disk {
    /// A disk without an id, attached at this time.
    pub fn new(attached: Timestamp, common: DiskCommon) -> Self {
        Self { id: SmolStr::default(), attached, tags: Tags::new(), common: common.into() }
    }
}

impl Deref for Disk {
    type Target = DiskCommon;

    fn deref(&self) -> &DiskCommon {
        &self.common
    }
}

impl DerefMut for Disk {
    fn deref_mut(&mut self) -> &mut DiskCommon {
        &mut self.common
    }
}

/// What an EBS volume was asked to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EbsFacts {
    /// Operations per second, where that is not what comes with the type.
    pub iops: Option<u32>,
    /// Throughput, in MiB/s, likewise.
    pub throughput: Option<u32>,
    /// It is encrypted.
    pub encrypted: bool,
}

/// A disk that outlived its instance.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Detached {
    /// The disk. `device` and `delete_with_instance` say what they were.
    pub disk: Disk,
    /// Its zone.
    #[serde(with = "written::name")]
    pub zone: Name,
    /// When its instance went.
    pub since: Timestamp,
}

/// What is wrong with a volume that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AwsDiskError {
    #[error("{0} has not the form of a volume's id")]
    Malformed(SmolStr),
    #[error("no volume has the id {0}")]
    NotFound(SmolStr),
}

/// The disks an instance has: none once it is terminated, though it is still shown.
pub fn attached(instance: &Instance) -> impl Iterator<Item = &Disk> {
    instance.disks.iter().filter(|_| instance.state != State::Terminated)
}

/// Takes a terminated instance's disks from it: those that do not go with it stay as detached ones.
pub(super) fn leave_behind(region: &mut Region, instance: &SmolStr, since: Timestamp) {
    let Some(instance) = region.instances.get(instance) else { return };
    for disk in instance.disks.iter().filter(|disk| !disk.delete_with_instance) {
        let detached = Detached { disk: disk.clone(), zone: instance.zone, since };
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

/// Why a disk of ECS cannot have the size that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SizeError {
    #[error("it is less than the disk's category has")]
    Small,
    #[error("it is more than the disk's category has")]
    Large,
    #[error("it is less than the disk's performance level needs")]
    Level,
}

/// Whether an ECS disk can have this size, in GiB.
pub fn check_size(category: &str, level: Option<&str>, system: bool, gib: i64) -> Result<(), SizeError> {
    let (least, most) = sizes(category, system);
    let of_level = match level {
        Some("PL1") => 20,
        Some("PL2") => 461,
        Some("PL3") => 1261,
        _ => 0,
    };
    match gib {
        _ if gib < i64::from(least) => Err(SizeError::Small),
        _ if gib > i64::from(most) => Err(SizeError::Large),
        _ if gib < of_level => Err(SizeError::Level),
        _ => Ok(()),
    }
}

/// Whether disks of this ECS category are enhanced SSDs.
pub fn is_essd(category: &str) -> bool {
    matches!(category, "cloud_essd" | "cloud_auto" | "cloud_essd_entry")
}

/// What an ECS disk can do at most: operations a second, and MB a second.
///
/// Follows the ECS User Guide, "EBS performance": a base, so much for each GiB, and a limit. Local disks and those of
/// EC2 have no such figures here.
pub fn performance(disk: &Disk) -> (u64, u64) {
    let gib = u64::from(disk.size_gib);
    let (iops, throughput) = match (disk.category.as_str(), disk.performance_level.as_deref()) {
        ("cloud_essd", Some("PL0")) => ((1_800, 12, 10_000), (100, 25, 180)),
        ("cloud_essd", Some("PL2")) => ((4_000, 50, 100_000), (120, 50, 750)),
        ("cloud_essd", Some("PL3")) => ((4_000, 50, 1_000_000), (120, 50, 4_000)),
        ("cloud_essd" | "cloud_auto", _) => ((1_800, 50, 50_000), (120, 50, 350)),
        ("cloud_essd_entry", _) => ((1_800, 8, 6_000), (100, 15, 150)),
        ("cloud_ssd", _) => ((1_800, 30, 25_000), (120, 50, 300)),
        ("cloud_efficiency", _) => ((1_800, 8, 5_000), (100, 15, 140)),
        _ => return (0, 0),
    };
    let (base, each, most) = iops;
    // Hundredths of a MB for each GiB.
    let (base_mb, hundredths, most_mb) = throughput;
    ((base + each * gib).min(most), (base_mb + hundredths * gib / 100).min(most_mb))
}
