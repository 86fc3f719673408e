//! The disks of a price request.

use crate::domain::billing::AlibabaBillingError;
use crate::domain::billing::price::{self, Part, Resource};
use crate::domain::compute::disk::{ECS_CATEGORIES, PERFORMANCE_LEVELS, check_size};
use crate::operation::Error;
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

/// Fails unless the category of a disk exists.
pub fn check_category(name: &str, category: SmolStr) -> Result<SmolStr, Error> {
    if ECS_CATEGORIES.contains(&&*category) {
        Ok(category)
    } else {
        Err(Error::invalid(name, category, ECS_CATEGORIES.join(", ")))
    }
}

/// Checks the performance level of a disk. Only disks of the category `cloud_essd` have one, by default PL1.
pub fn check_level(name: &str, category: &str, level: Option<SmolStr>) -> Result<Option<SmolStr>, Error> {
    match level {
        Some(level) if !PERFORMANCE_LEVELS.contains(&&*level) => {
            Err(Error::invalid(name, level, PERFORMANCE_LEVELS.join(", ")))
        }
        level => Ok((category == "cloud_essd").then(|| level.unwrap_or(SmolStr::new_static("PL1")))),
    }
}

impl DiskSpec {
    /// Fails unless a disk of this category and level can have this size, in GiB.
    pub fn new(
        category: SmolStr,
        level: Option<SmolStr>,
        size: i64,
        system: bool,
    ) -> Result<Self, AlibabaBillingError> {
        check_size(&category, level.as_deref(), system, size)
            .map_err(|why| AlibabaBillingError::Size { system, why })?;
        Ok(Self { category, level, size, system })
    }

    /// The disk as a part of a price, with what it costs per hour.
    pub fn price_part(&self) -> Part {
        let resource = if self.system { Resource::SystemDisk } else { Resource::DataDisk };
        (resource, price::disk(&self.category, self.level.as_deref(), self.size))
    }
}
