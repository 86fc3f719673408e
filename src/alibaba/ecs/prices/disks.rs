//! The disks of a price request.

use crate::domain::billing::price::{self, Part, Resource};
use crate::domain::compute::disk::{AlibabaDiskError, check_size};
use serde::Deserialize;
use smol_str::SmolStr;

/// The `SystemDisk` parameters.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SystemDisk {
    pub category: Option<SmolStr>,
    pub size: Option<i64>,
    pub performance_level: Option<SmolStr>,
}

/// A disk with checked category, performance level and size.
pub struct DiskSpec {
    category: SmolStr,
    level: Option<SmolStr>,
    size: i64,
    system: bool,
}

impl DiskSpec {
    /// Fails unless a disk of this category and level can have this size, in GiB.
    pub fn new(category: SmolStr, level: Option<SmolStr>, size: i64, system: bool) -> Result<Self, AlibabaDiskError> {
        check_size(&category, level.as_deref(), system, size)?;
        Ok(Self { category, level, size, system })
    }

    /// The disk as a part of a price, with what it costs per hour.
    pub fn price_part(&self) -> Part {
        let resource = if self.system { Resource::SystemDisk } else { Resource::DataDisk };
        (resource, price::disk(&self.category, self.level.as_deref(), self.size))
    }
}
