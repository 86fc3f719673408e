//! Block storage that is attached to an instance.

use super::instance::Tags;
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
    /// It holds the operating system.
    pub system: bool,
    /// It goes when its instance goes.
    pub delete_with_instance: bool,
    /// When it was attached.
    pub attached: Timestamp,
    /// Its tags.
    pub tags: Tags,
}

/// Categories that ECS disks have.
pub const ECS_CATEGORIES: &[&str] =
    &["cloud", "cloud_efficiency", "cloud_ssd", "cloud_essd", "cloud_auto", "cloud_essd_entry"];

/// Performance levels that enhanced SSDs have.
pub const PERFORMANCE_LEVELS: &[&str] = &["PL0", "PL1", "PL2", "PL3"];

/// Whether disks of this ECS category are enhanced SSDs.
pub fn is_essd(category: &str) -> bool {
    matches!(category, "cloud_essd" | "cloud_auto" | "cloud_essd_entry")
}
