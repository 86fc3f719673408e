//! Checks of a launch: what keeps an instance from having a type or a bandwidth keeps a new one from it, too.

use super::{Check, Context, network, refuse_if, target};
use crate::domain::compute::disk::Disk;
use crate::domain::compute::instance::Instance;
use crate::domain::place::Place;
use crate::domain::resize::{AlibabaResizeError, ResizeRequest, check_bandwidth};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// Those of the checks of a change that hold for a new instance, too, in the same order.
const CHECKS: &[Check] = &[
    target::is_authorized,
    target::is_in_the_zone,
    target::image_is_available,
    target::image_fits,
    network::vpc_allows,
    target::disk_count_fits,
    target::supports_disk_categories,
];

/// Whether the account can have `count` new instances like this one, which has no id yet.
pub fn check_launch(at: Place<'_>, instance: &Instance, count: u32) -> Result<(), AlibabaResizeError> {
    let request = ResizeRequest { instance_type: Some(instance.instance_type.name.into()), ..ResizeRequest::default() };
    let ctx = Context::new(at, instance, &request);
    CHECKS.iter().try_for_each(|check| check(&ctx))?;
    has_bandwidth(at, instance, count)?;
    disks_are_sold(at, instance)?;
    disks_are_within_the_quota(at, instance, count)?;
    target::elastic_quota(at.region, instance.instance_type, instance, count, true)
}

fn has_bandwidth(at: Place<'_>, instance: &Instance, count: u32) -> Result<(), AlibabaResizeError> {
    let (facts, spec) = (instance.alibaba(), &at.region.spec);
    let out = facts.bandwidth.out;
    refuse_if(spec.dedicated && out > 0, AlibabaResizeError::DedicatedRegion)?;
    refuse_if(out > spec.bandwidth, AlibabaResizeError::BandwidthOutForbidden)?;
    check_bandwidth(at, facts.internet_charge, None, u64::from(out) * u64::from(count))
}

fn disks_are_sold(at: Place<'_>, instance: &Instance) -> Result<(), AlibabaResizeError> {
    let Some(sold) = &at.region.spec.disk_categories else { return Ok(()) };
    match instance.disks.iter().find(|disk| !disk.is_local() && !sold.contains(&disk.category)) {
        None => Ok(()),
        Some(disk) => Err(target::not_sold(disk)),
    }
}

fn disks_are_within_the_quota(at: Place<'_>, instance: &Instance, count: u32) -> Result<(), AlibabaResizeError> {
    let mut added: BTreeMap<&SmolStr, u32> = BTreeMap::new();
    for Disk { common, .. } in &instance.disks {
        let gib = added.entry(&common.category).or_default();
        *gib = gib.saturating_add(common.size_gib.saturating_mul(count));
    }
    added.into_iter().try_for_each(|(category, more)| target::disk_quota(at.region, instance.zone, category, more))
}
