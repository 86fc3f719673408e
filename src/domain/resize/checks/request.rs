//! Whether the request is one that can be.

use super::{Facts, refuse_if};
use crate::domain::compute::disk::{ECS_CATEGORIES, PERFORMANCE_LEVELS};
use crate::domain::resize::AlibabaResizeError;
use smol_str::SmolStr;

pub(super) fn has_one_change(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let request = facts.request;
    let bandwidth = request.out.is_some() || request.inward.is_some();
    // Disks change with a type or alone.
    let changes =
        [request.instance_type.is_some() || !request.disks.is_empty(), bandwidth, request.temporary.is_some()];
    match changes.iter().filter(|asked| **asked).count() {
        0 => Err(AlibabaResizeError::TypeUnknown),
        1 => Ok(()),
        _ => Err(AlibabaResizeError::TooManyChanges),
    }
}

pub(super) fn bandwidth_is_in_range(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    if facts.request.out.is_some_and(|out| !(0..=100).contains(&out)) {
        return Err(AlibabaResizeError::BandwidthOutOfRange);
    }
    let out = facts.request.out.unwrap_or_else(|| i64::from(facts.instance.alibaba().lasting().out));
    refuse_if(
        facts.request.inward.is_some_and(|inward| !(1..=out.max(10)).contains(&inward)),
        AlibabaResizeError::BandwidthInvalid,
    )
}

/// Ours: a temporary bandwidth that is no more than the present one is a downgrade.
pub(super) fn temporary_is_whole(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let Some(temporary) = &facts.request.temporary else { return Ok(()) };
    let start = temporary.start.ok_or(AlibabaResizeError::TemporaryStartMissing)?;
    let end = temporary.end.ok_or(AlibabaResizeError::TemporaryEndMissing)?;
    let start = start.ok_or(AlibabaResizeError::TemporaryStartInvalid)?;
    let end = end.ok_or(AlibabaResizeError::TemporaryEndInvalid)?;
    if end <= start || end <= facts.at.now {
        return Err(AlibabaResizeError::TemporaryEndInvalid);
    }
    let out = temporary.out.filter(|out| (1..=100).contains(out)).ok_or(AlibabaResizeError::BandwidthInvalid)?;
    refuse_if(out <= i64::from(facts.instance.alibaba().bandwidth.out), AlibabaResizeError::DowngradeUnsupported)
}

pub(super) fn disks_are_whole(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    if facts.request.system_disk.as_ref().is_some_and(|name| !matches!(&**name, "cloud_efficiency" | "cloud_ssd")) {
        return Err(AlibabaResizeError::SystemDiskCategoryInvalid);
    }
    for change in &facts.request.disks {
        let category = change.category.as_ref().ok_or(AlibabaResizeError::DiskCategoryMissing)?;
        if !ECS_CATEGORIES.contains(&&**category) {
            return Err(AlibabaResizeError::DiskCategoryInvalid);
        }
        let fits = |level: &SmolStr| PERFORMANCE_LEVELS.contains(&&**level) && category == "cloud_essd";
        if change.level.as_ref().is_some_and(|level| !fits(level)) {
            return Err(AlibabaResizeError::PerformanceLevelMalformed);
        }
        if !facts.instance.disks.iter().any(|disk| disk.id == change.id) {
            let text = format!("The specified disk {} is not attached to {}.", change.id, facts.instance.id);
            return Err(AlibabaResizeError::ParametersDisagree(text));
        }
    }
    Ok(())
}
