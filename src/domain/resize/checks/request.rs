//! Checks of the request itself.

use super::{Context, refuse_if};
use crate::domain::compute::disk::{ECS_CATEGORIES, PERFORMANCE_LEVELS};
use crate::domain::resize::AlibabaResizeError;
use smol_str::SmolStr;

pub(super) fn has_one_change(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let request = ctx.request;
    let bandwidth = request.out.is_some() || request.inward.is_some();
    // Disks change with a type or alone.
    let changes =
        [request.instance_type.is_some() || !request.disks.is_empty(), bandwidth, request.temporary.is_some()];
    match changes.iter().filter(|requested| **requested).count() {
        0 => Err(AlibabaResizeError::TypeUnknown),
        1 => Ok(()),
        _ => Err(AlibabaResizeError::TooManyChanges),
    }
}

/// The largest inbound bandwidth, in Mbit/s, beside any outbound one.
const MAX_INWARD: i64 = 200;

pub(super) fn bandwidth_is_in_range(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    if ctx.request.out.is_some_and(|out| !(0..=100).contains(&out)) {
        return Err(AlibabaResizeError::BandwidthOutOfRange);
    }
    let out = ctx.request.out.unwrap_or_else(|| i64::from(ctx.instance.alibaba().permanent_bandwidth().out));
    match ctx.request.inward {
        Some(inward) if !(1..=MAX_INWARD).contains(&inward) => Err(AlibabaResizeError::BandwidthInvalid),
        // Ours: it is one that can be had, but not beside this outbound bandwidth.
        Some(inward) if inward > out.max(10) => Err(AlibabaResizeError::PricePlanMissing),
        _ => Ok(()),
    }
}

/// Ours: a temporary bandwidth that does not exceed the present one is a downgrade.
pub(super) fn temporary_is_valid(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let Some(temporary) = &ctx.request.temporary else { return Ok(()) };
    let start = temporary.start.ok_or(AlibabaResizeError::TemporaryStartMissing)?;
    let end = temporary.end.ok_or(AlibabaResizeError::TemporaryEndMissing)?;
    let start = start.ok_or(AlibabaResizeError::TemporaryStartInvalid)?;
    let end = end.ok_or(AlibabaResizeError::TemporaryEndInvalid)?;
    if end <= start || end <= ctx.at.now {
        return Err(AlibabaResizeError::TemporaryEndInvalid);
    }
    let out = temporary.out.filter(|out| (1..=100).contains(out)).ok_or(AlibabaResizeError::BandwidthInvalid)?;
    refuse_if(out <= i64::from(ctx.instance.alibaba().bandwidth.out), AlibabaResizeError::DowngradeUnsupported)
}

pub(super) fn disks_are_valid(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    if ctx.request.system_disk.as_ref().is_some_and(|name| !matches!(&**name, "cloud_efficiency" | "cloud_ssd")) {
        return Err(AlibabaResizeError::SystemDiskCategoryInvalid);
    }
    for change in &ctx.request.disks {
        let category = change.category.as_ref().ok_or(AlibabaResizeError::DiskCategoryMissing)?;
        if !ECS_CATEGORIES.contains(&&**category) {
            return Err(AlibabaResizeError::DiskCategoryInvalid);
        }
        let fits = |level: &SmolStr| PERFORMANCE_LEVELS.contains(&&**level) && category == "cloud_essd";
        if change.level.as_ref().is_some_and(|level| !fits(level)) {
            return Err(AlibabaResizeError::PerformanceLevelMalformed);
        }
        if !ctx.instance.disks.iter().any(|disk| disk.id == change.id) {
            let text = format!("The specified disk {} is not attached to {}.", change.id, ctx.instance.id);
            return Err(AlibabaResizeError::ParametersDisagree(text));
        }
    }
    Ok(())
}
