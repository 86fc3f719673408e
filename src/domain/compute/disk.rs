//! Disks of instances, and disks that are attached to none.

use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::ebs::PerformanceError;
use crate::domain::compute::instance::{Instance, State, Tags};
use crate::domain::compute::shared::Shared;
use crate::domain::compute::volume::VolumeFacts;
use crate::domain::region::Region;
use crate::domain::written::{self, Name};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};
use std::ops::{Deref, DerefMut};

/// An ECS disk or EBS volume. It dereferences to [`DiskCommon`], which disks of one launch share.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Disk {
    pub id: SmolStr,
    /// When it was attached, or created if it is attached to nothing.
    pub attached: Timestamp,
    pub tags: Tags,
    /// What is special about a volume of EC2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume: Option<Box<VolumeFacts>>,
    pub common: Shared<DiskCommon>,
}

/// The attributes that disks of the instances of one launch have in common.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DiskCommon {
    /// The display name on ECS; empty if it has none.
    pub name: SmolStr,
    /// The description on ECS.
    pub description: SmolStr,
    /// The device name, such as `/dev/xvda`.
    pub device: SmolStr,
    pub size_gib: u32,
    /// The vendor's category, such as `gp3`, `cloud_essd` or `local_ssd_pro`.
    pub category: SmolStr,
    /// The performance level of an enhanced SSD: `PL0` to `PL3`.
    pub performance_level: Option<SmolStr>,
    /// The id of the snapshot that it was created from.
    pub snapshot: Option<SmolStr>,
    /// Whether it is the system disk.
    pub system: bool,
    /// Whether it is deleted with its instance.
    pub delete_with_instance: bool,
    /// Attributes of EC2 only.
    pub ebs: EbsFacts,
}

impl Disk {
    /// A disk without an id.
    pub fn new(attached: Timestamp, common: DiskCommon) -> Self {
        Self { id: SmolStr::default(), attached, tags: Tags::new(), volume: None, common: common.into() }
    }

    /// Whether it is a local disk, which comes with the instance type of ECS and goes with the instance.
    pub fn is_local(&self) -> bool {
        is_local(&self.category)
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

/// The attributes of an EBS volume that a launch can request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EbsFacts {
    /// Operations per second; `None` for the default of the category.
    pub iops: Option<u32>,
    /// Throughput in MiB/s; `None` for the default of the category.
    pub throughput: Option<u32>,
    pub encrypted: bool,
}

/// A disk that is attached to no instance: it outlived its instance, or is a volume of EC2 by itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Detached {
    /// The disk. `device` and `delete_with_instance` have their last values.
    pub disk: Disk,
    #[serde(with = "written::name")]
    pub zone: Name,
    /// When it was detached, its instance terminated, or itself created.
    pub since: Timestamp,
}

/// Errors about volumes that only EC2 reports.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AwsDiskError {
    #[error("no snapshot has the id {0}")]
    SnapshotNotFound(SmolStr),
    #[error("{0} has not the form of a volume's id")]
    Malformed(SmolStr),
    #[error("no volume has the id {0}")]
    NotFound(SmolStr),
    #[error("EBS has no volumes of the type {0}")]
    Category(SmolStr),
    #[error("{0} is not the name of a device for a volume")]
    Device(SmolStr),
    #[error("a volume of the type {category} cannot have {gib} GiB, only {min} to {max}")]
    Size { gib: u32, category: SmolStr, min: u32, max: u32 },
    #[error("a volume of {gib} GiB is smaller than the snapshot {snapshot}, which has {min}")]
    SmallerThanSnapshot { gib: u32, snapshot: SmolStr, min: u32 },
    #[error("the volume has neither a size nor a snapshot")]
    SizeMissing,
    #[error(transparent)]
    Performance(#[from] PerformanceError),
}

/// The attached disks of an instance: none once it is terminated, although it is still shown.
pub fn attached(instance: &Instance) -> impl Iterator<Item = &Disk> {
    instance.disks.iter().filter(|_| instance.state != State::Terminated)
}

/// Detaches the disks of a terminated instance that are not deleted with it.
pub(super) fn detach_disks(region: &mut Region, instance: &SmolStr, since: Timestamp) {
    let Some(instance) = region.instances.get(instance) else { return };
    for disk in instance.disks.iter().filter(|disk| !disk.delete_with_instance) {
        let mut disk = Disk { attached: disk.created(), ..disk.clone() };
        disk.change_facts(|facts| (facts.phase, facts.created) = (None, None));
        region.detached.insert(disk.id.clone(), Detached { disk, zone: instance.zone, since });
    }
}

/// Whether disks of this ECS category are local disks.
pub fn is_local(category: &str) -> bool {
    category.starts_with("local_") || category.starts_with("ephemeral")
}

/// The device name of disk `n` of an instance of ECS, counted from 0: `/dev/xvda` to `/dev/xvdz`, then `/dev/xvdaa`.
pub fn device(n: usize) -> SmolStr {
    let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
    match n / 26 {
        0 => format_smolstr!("/dev/xvd{}", letter(n)),
        round => format_smolstr!("/dev/xvd{}{}", letter(round - 1), letter(n)),
    }
}

/// The local disks that an instance of this ECS type has beside its other disks. Ours: they come last, under the next
/// device names that are free. A scenario can describe some of them itself.
pub fn local_disks(now: Timestamp, instance_type: &InstanceType, others: &[Disk]) -> Vec<Disk> {
    let Some(figures) = instance_type.ecs() else { return Vec::new() };
    let is_free = |device: &SmolStr| others.iter().all(|disk| disk.device != *device);
    let missing = (figures.local_disks as usize).saturating_sub(others.iter().filter(|disk| disk.is_local()).count());
    let devices = (others.len()..).map(device).filter(is_free).take(missing);
    let disk = |device| DiskCommon {
        device,
        size_gib: u32::try_from(figures.local_gib_each).unwrap_or(MAX_GIB),
        category: SmolStr::new_static(figures.local_category),
        delete_with_instance: true,
        ..DiskCommon::default()
    };
    devices.map(|device| Disk::new(now, disk(device))).collect()
}

/// Categories that ECS disks have.
pub const ECS_CATEGORIES: &[&str] =
    &["cloud", "cloud_efficiency", "cloud_ssd", "cloud_essd", "cloud_auto", "cloud_essd_entry"];

/// Performance levels that enhanced SSDs have.
pub const PERFORMANCE_LEVELS: &[&str] = &["PL0", "PL1", "PL2", "PL3"];

/// Fails unless EC2 has this type of volume, and it can have the requested size, in GiB. The size of an image's volume is
/// not checked.
///
/// <https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html>
pub fn check_volume(category: &SmolStr, gib: Option<u32>) -> Result<(), AwsDiskError> {
    let (min, max) = match category.as_str() {
        "gp2" => (1, 16_384),
        "io1" => (4, 16_384),
        "io2" => (4, MAX_GIB),
        "st1" | "sc1" => (125, 16_384),
        "standard" => (1, 1_024),
        "gp3" => (1, MAX_GIB),
        _ => return Err(AwsDiskError::Category(category.clone())),
    };
    match gib.filter(|gib| !(min..=max).contains(gib)) {
        Some(gib) => Err(AwsDiskError::Size { gib, category: category.clone(), min, max }),
        None => Ok(()),
    }
}

/// Fails unless a volume can be attached under this name: `sd`, `hd` or `xvd`, one or two letters, and at most two digits,
/// with or without `/dev/`.
///
/// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html>
pub fn check_device(name: &SmolStr) -> Result<(), AwsDiskError> {
    let bare = name.strip_prefix("/dev/").unwrap_or(name);
    let place = ["sd", "hd", "xvd"].iter().find_map(|kind| bare.strip_prefix(kind)).unwrap_or_default();
    let letters = place.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_name = (1..=2).contains(&letters.len())
        && letters.bytes().all(|letter| letter.is_ascii_lowercase())
        && place.len() - letters.len() <= 2;
    if is_name { Ok(()) } else { Err(AwsDiskError::Device(name.clone())) }
}

/// The largest disk of either cloud, in GiB.
pub const MAX_GIB: u32 = 65_536;

/// The least and the largest size of a disk of this ECS category, in GiB.
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

/// An error about a disk that only Alibaba Cloud has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlibabaDiskError {
    #[error("no disk has the id {0}")]
    NotFound(SmolStr),
    #[error("the status of the disk {0} does not allow that")]
    Status(SmolStr),
    #[error("the {} disk cannot have this size: {why}", if *.system { "system" } else { "data" })]
    Size { system: bool, why: SizeError },
}

/// Why a disk of ECS cannot have the requested size.
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
pub fn check_size(category: &str, level: Option<&str>, system: bool, gib: i64) -> Result<(), AlibabaDiskError> {
    let (min, max) = sizes(category, system);
    let level_min = match level {
        Some("PL1") => 20,
        Some("PL2") => 461,
        Some("PL3") => 1261,
        _ => 0,
    };
    let why = match gib {
        _ if gib < i64::from(min) => SizeError::Small,
        _ if gib > i64::from(max) => SizeError::Large,
        _ if gib < level_min => SizeError::Level,
        _ => return Ok(()),
    };
    Err(AlibabaDiskError::Size { system, why })
}

/// Whether disks of this ECS category are enhanced SSDs.
pub fn is_essd(category: &str) -> bool {
    matches!(category, "cloud_essd" | "cloud_auto" | "cloud_essd_entry")
}

/// The maximum performance of an ECS disk: operations per second, and MB per second.
///
/// Follows the ECS User Guide, "EBS performance": a base, an amount for each GiB, and a limit. It is (0, 0) for local
/// disks and disks of EC2.
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
    let (base, per_gib, max) = iops;
    // Hundredths of a MB for each GiB.
    let (base_mb, hundredths_per_gib, max_mb) = throughput;
    ((base + per_gib * gib).min(max), (base_mb + hundredths_per_gib * gib / 100).min(max_mb))
}
