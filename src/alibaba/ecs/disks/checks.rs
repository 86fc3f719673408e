//! What the parameters of a disk can be.

use crate::domain::compute::disk::{ECS_CATEGORIES, PERFORMANCE_LEVELS};
use crate::operation::Error;
use smol_str::SmolStr;

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
