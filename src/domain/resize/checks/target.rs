//! Checks of the requested type and the disks: whether they fit and are available.

use super::{Context, refuse_if};
use crate::domain::capacity::quota;
use crate::domain::capacity::reservation;
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::disk::{self, is_essd};
use crate::domain::compute::instance::{Instance, State};
use crate::domain::resize::facts::{Access, MAX_DISKS};
use crate::domain::resize::{AlibabaResizeError, Mode, families};

pub(super) fn is_known(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(ctx.request.instance_type.is_some() && ctx.instance_type.is_none(), AlibabaResizeError::TypeUnknown)
}

pub(super) fn is_sold(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(ctx.instance_type.is_some_and(|instance_type| !instance_type.is_sold()), AlibabaResizeError::TypeRetired)
}

pub(super) fn is_authorized(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    match ctx.type_conditions().and_then(|type_facts| type_facts.access) {
        Some(Access::Hidden) => Err(AlibabaResizeError::TypeBeyondPermission),
        Some(Access::Unauthorized) => Err(AlibabaResizeError::TypeUnauthorized),
        None => Ok(()),
    }
}

pub(super) fn is_in_the_zone(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let zones = ctx.type_conditions().and_then(|type_facts| type_facts.zones.as_ref());
    refuse_if(
        zones.is_some_and(|zones| !zones.iter().any(|zone| zone == ctx.instance.zone)),
        AlibabaResizeError::TypeNotInZone,
    )
}

pub(super) fn has_no_local_disks(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let comes_with_some = ctx.instance.instance_type.ecs().is_some_and(|figures| figures.local_disks > 0);
    let local = |category: &str| category.starts_with("local_") || category.starts_with("ephemeral");
    let has_some = ctx.instance.disks.iter().any(|disk| local(&disk.category));
    refuse_if(ctx.instance_type.is_some() && (comes_with_some || has_some), AlibabaResizeError::LocalDisks)
}

pub(super) fn family_is_reachable(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let Some(to) = ctx.instance_type else { return Ok(()) };
    let from = ctx.instance.instance_type;
    let movable = |instance_type: &InstanceType| instance_type.ecs().is_some_and(|figures| figures.resizable);
    let reached = movable(from) && movable(to) && families::reaches(from.family, to.family);
    refuse_if(!reached, AlibabaResizeError::TypeChangeNotAllowed)
}

pub(super) fn image_is_available(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let image = ctx.at.region.spec.images.get(&ctx.instance.image).filter(|_| ctx.instance_type.is_some());
    refuse_if(image.is_some_and(|image| image.withdrawn), AlibabaResizeError::MarketImageStatus)
}

/// Ours: Windows images conflict with types of less than a GiB of memory. Other incompatible types of an image come
/// from a scenario.
pub(super) fn image_fits(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let Some(instance_type) = ctx.instance_type else { return Ok(()) };
    if ctx.instance.platform == "Windows" && instance_type.memory_mib < 1024 {
        return Err(AlibabaResizeError::ImageConflictsWithType);
    }
    let image = ctx.at.region.spec.images.get(&ctx.instance.image);
    let types = image.and_then(|image| image.types.as_ref());
    refuse_if(
        types.is_some_and(|types| !types.iter().any(|name| name == instance_type.name)),
        AlibabaResizeError::ImageUnsupported,
    )
}

pub(super) fn has_a_system_disk(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(ctx.instance_type.is_some() && ctx.instance.system_disk().is_none(), AlibabaResizeError::NoSystemDisk)
}

/// The vendor's text is a placeholder; this text replaces it.
pub(super) fn disk_count_fits(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let Some(instance_type) = ctx.instance_type else { return Ok(()) };
    let (id, has) = (&ctx.instance.id, ctx.instance.disks.len());
    let most = ctx.type_conditions().and_then(|type_facts| type_facts.disks).unwrap_or(MAX_DISKS);
    if has <= most {
        return Ok(());
    }
    Err(AlibabaResizeError::TooManyDisks(format!(
        "The instance {id} has {has} disks; {} supports {most}.",
        instance_type.name
    )))
}

pub(super) fn categories_are_sold(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let Some(sold) = &ctx.at.region.spec.disk_categories else { return Ok(()) };
    for disk in &ctx.instance.disks {
        if ctx.new_category(disk).is_some_and(|category| !sold.contains(category)) {
            return Err(match disk.system {
                true => AlibabaResizeError::SystemDiskCategoryUnsupported,
                false => AlibabaResizeError::DataDiskCategoryUnsupported,
            });
        }
    }
    Ok(())
}

/// Disks that change without a new type must fit the present type.
pub(super) fn supports_disk_categories(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let instance_type = ctx.instance_type.unwrap_or(ctx.instance.instance_type);
    let stated =
        ctx.at.region.spec.types.get(instance_type.name).and_then(|type_facts| type_facts.disk_categories.as_ref());
    let takes = |category: &str| match stated {
        Some(categories) => categories.iter().any(|one| one == category),
        None => !families::essd_only(instance_type.family) || is_essd(category),
    };
    for disk in &ctx.instance.disks {
        match ctx.new_category(disk) {
            Some(category) if !takes(category) => return Err(AlibabaResizeError::DiskCategoryNotUpgradable),
            None if ctx.instance_type.is_some() && !takes(&disk.category) => {
                return Err(AlibabaResizeError::TypeLacksDiskCategory);
            }
            _ => {}
        }
    }
    Ok(())
}

/// A disk that changes its category counts together with all disks of the new category in the zone.
pub(super) fn disks_are_within_the_quota(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let (region, zone) = (ctx.at.region, ctx.instance.zone);
    let changing = ctx.instance.disks.iter().filter_map(|disk| Some((disk, ctx.new_category(disk)?)));
    let changing: Vec<_> = changing.filter(|(disk, category)| disk.category != **category).collect();
    for (category, quota) in &region.spec.disk_capacity {
        let more: u32 = changing.iter().filter(|(_, to)| *to == category).map(|(disk, _)| disk.size_gib).sum();
        let attached = region.instances.values().filter(|instance| instance.zone == zone).flat_map(disk::attached);
        let detached = region.detached.values().filter(|detached| detached.zone == zone).map(|entry| &entry.disk);
        let used =
            attached.chain(detached).filter(|disk| disk.category == *category).map(|disk| disk.size_gib).sum::<u32>();
        if more > 0 && used + more > *quota {
            let text = format!("{zone} would have {} of {quota} GiB of {category}", used + more);
            return Err(AlibabaResizeError::DiskCapacityQuota(text));
        }
    }
    Ok(())
}

fn online<'f>(ctx: &'f Context<'_>) -> Option<(&'static InstanceType, &'f Instance)> {
    let runs = ctx.request.mode == Mode::Online && ctx.instance.state == State::Running;
    ctx.instance_type.filter(|_| runs).map(|instance_type| (instance_type, ctx.instance))
}

pub(super) fn system_can_change_online(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let windows = online(ctx).is_some_and(|(_, instance)| instance.platform == "Windows");
    refuse_if(windows, AlibabaResizeError::OsTypeUnsupported)
}

/// Ours: the vendor does not publish which types can change online. Here the new type must be of the same family.
pub(super) fn family_can_change_online(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let leaves =
        online(ctx).is_some_and(|(instance_type, instance)| instance_type.family != instance.instance_type.family);
    refuse_if(leaves, AlibabaResizeError::OnlineUnsupported)
}

pub(super) fn may_change_online(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let Some((_, instance)) = online(ctx) else { return Ok(()) };
    if ctx.conditions().reboot_required {
        return Err(AlibabaResizeError::RebootRequired);
    }
    let (made, most) = (instance.alibaba().spec.online_changes, ctx.at.region.spec.online_changes);
    refuse_if(most.is_some_and(|most| made >= most), AlibabaResizeError::OnlineChangesExhausted)
}

/// All instances of the region count. A quota of 0 means that the account has no quota for the type. A type without
/// more vCPUs than the present one is not checked against the vCPU quota.
pub(super) fn is_within_the_quota(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let Some(instance_type) = ctx.new_type() else { return Ok(()) };
    let (instance, region) = (ctx.instance, ctx.at.region);
    let others = || region.instances.values().filter(|other| other.id != instance.id);
    let quota = region.spec.instances.get(instance_type.name).copied();
    if quota == Some(0) {
        return Err(AlibabaResizeError::ElasticQuota);
    }
    let same = others().filter(|other| other.instance_type.name == instance_type.name).count();
    let types = quota.is_some_and(|quota| same >= quota as usize);
    let here = others().filter(|other| other.zone == instance.zone).map(|other| other.instance_type.vcpus);
    let more = instance_type.vcpus > instance.instance_type.vcpus;
    let vcpus = region.spec.vcpus.is_some_and(|quota| more && here.sum::<u32>() + instance_type.vcpus > quota);
    match (types, vcpus) {
        (true, true) => Err(AlibabaResizeError::TypeOrVcpuQuota),
        (true, false) => Err(AlibabaResizeError::TypeQuota),
        (false, true) => Err(AlibabaResizeError::VcpuQuota),
        (false, false) => Ok(()),
    }
}

/// Another type needs stock, in an open private pool or outside. Ours: an asynchronous change cannot reserve capacity
/// in a pool in advance, so it needs stock outside.
pub(super) fn is_in_stock(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let Some(instance_type) = ctx.new_type() else { return Ok(()) };
    let changed = || Instance { instance_type, reservation: None, ..ctx.instance.clone() };
    let available = quota::in_stock(ctx.at.region, instance_type, ctx.instance.zone, 1)
        || !ctx.request.is_async && reservation::open_room(&ctx.at.region.reservations, &changed()) > 0;
    refuse_if(!available, AlibabaResizeError::NoStock)
}
