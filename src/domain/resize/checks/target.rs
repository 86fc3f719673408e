//! Checks of the requested type and the disks: whether they fit and are available.

use super::{Context, refuse_if};
use crate::domain::capacity::quota;
use crate::domain::capacity::reservation;
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::disk::{self, Disk, is_essd};
use crate::domain::compute::instance::{CapacityChoice, Instance, State};
use crate::domain::region::Region;
use crate::domain::resize::facts::{Access, MAX_DISKS};
use crate::domain::resize::{AlibabaResizeError, Mode, families};
use smol_str::SmolStr;

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

/// An instance with local disks keeps its type, and its local disks stay what they are.
pub(super) fn has_no_local_disks(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let mut local = ctx.instance.disks.iter().filter(|disk| disk.is_local());
    let is_named = |disk: &Disk| ctx.request.disks.iter().any(|change| change.id == disk.id);
    refuse_if(local.any(|disk| ctx.instance_type.is_some() || is_named(disk)), AlibabaResizeError::LocalDisks)
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

/// Local disks do not count. The vendor's text is a placeholder; this text replaces it.
pub(super) fn disk_count_fits(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let Some(instance_type) = ctx.instance_type else { return Ok(()) };
    let (id, has) = (&ctx.instance.id, ctx.instance.disks.iter().filter(|disk| !disk.is_local()).count());
    let stated = ctx.type_conditions().and_then(|type_facts| type_facts.disks);
    let listed = || instance_type.ecs().and_then(|figures| figures.disks).map(|disks| disks as usize);
    let most = stated.or_else(listed).unwrap_or(MAX_DISKS);
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
            return Err(not_sold(disk));
        }
    }
    Ok(())
}

/// The error about a disk whose category is not sold.
pub(super) fn not_sold(disk: &Disk) -> AlibabaResizeError {
    match disk.system {
        true => AlibabaResizeError::SystemDiskCategoryUnsupported,
        false => AlibabaResizeError::DataDiskCategoryUnsupported,
    }
}

/// Disks that change without a new type must fit the present type.
pub(super) fn supports_disk_categories(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let instance_type = ctx.instance_type.unwrap_or(ctx.instance.instance_type);
    let stated =
        ctx.at.region.spec.types.get(instance_type.name).and_then(|type_facts| type_facts.disk_categories.as_ref());
    let takes = |category: &str| match stated {
        Some(categories) => categories.iter().any(|one| one == category),
        None => !families::essd_only(instance_type) || is_essd(category),
    };
    for disk in ctx.instance.disks.iter().filter(|disk| !disk.is_local()) {
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
    let changing = ctx.instance.disks.iter().filter_map(|disk| Some((disk, ctx.new_category(disk)?)));
    let changing: Vec<_> = changing.filter(|(disk, category)| disk.category != **category).collect();
    for category in ctx.at.region.spec.disk_capacity.keys() {
        let more = changing.iter().filter(|(_, to)| *to == category).map(|(disk, _)| disk.size_gib).sum();
        disk_quota(ctx.at.region, ctx.instance.zone, category, more)?;
    }
    Ok(())
}

/// Whether a zone may have so many more GiB of disks of a category.
pub(super) fn disk_quota(region: &Region, zone: &str, category: &SmolStr, more: u32) -> Result<(), AlibabaResizeError> {
    let Some(quota) = region.spec.disk_capacity.get(category).filter(|_| more > 0) else { return Ok(()) };
    let sum = disk_use(region, zone, category).saturating_add(more);
    if sum <= *quota {
        return Ok(());
    }
    Err(AlibabaResizeError::DiskCapacityQuota(format!("{zone} would have {sum} of {quota} GiB of {category}")))
}

/// How many GiB of disks of a category there are in a zone, with those that will have it by what is on its way.
fn disk_use(region: &Region, zone: &str, category: &SmolStr) -> u32 {
    let instances = region.instances.values().filter(|instance| instance.zone == zone);
    let attached = instances.flat_map(|instance| {
        let has = |disk: &&Disk| disk.category == *category || instance.coming_category(disk) == Some(category);
        disk::attached(instance).filter(has)
    });
    let detached = region.detached.values().filter(|detached| detached.zone == zone).map(|entry| &entry.disk);
    let detached = detached.filter(|disk| disk.category == *category);
    attached.chain(detached).map(|disk| disk.size_gib).fold(0, u32::saturating_add)
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

/// All instances of the region count, with the types that they will have by what is on its way. A quota of 0 means that
/// the account has no quota for the type. A type without more vCPUs than the present one is not checked against the vCPU
/// quota.
pub(super) fn is_within_the_quota(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let Some(instance_type) = ctx.new_type() else { return Ok(()) };
    let more_vcpus = instance_type.vcpus > ctx.instance.instance_type.vcpus;
    elastic_quota(ctx.at.region, instance_type, ctx.instance, 1, more_vcpus)
}

/// Whether the account may have `count` more instances of this type, in the zone of this instance and in its place.
pub(super) fn elastic_quota(
    region: &Region,
    instance_type: &InstanceType,
    instance: &Instance,
    count: u32,
    more_vcpus: bool,
) -> Result<(), AlibabaResizeError> {
    let spec = &region.spec;
    let others = || region.instances.values().filter(|other| other.id != instance.id);
    let quota = spec.instances.get(instance_type.name).copied();
    if quota == Some(0) {
        return Err(AlibabaResizeError::ElasticQuota);
    }
    let is_same = |other: &&Instance| other.types().any(|one| one.name == instance_type.name);
    let types = quota.is_some_and(|quota| others().filter(is_same).count() + count as usize > quota as usize);
    let vcpus = spec.vcpus.filter(|_| more_vcpus).is_some_and(|quota| {
        let here = others().filter(|other| other.zone == instance.zone);
        let most = |other: &Instance| u64::from(other.types().map(|one| one.vcpus).max().unwrap_or(0));
        here.map(most).sum::<u64>() + u64::from(instance_type.vcpus) * u64::from(count) > u64::from(quota)
    });
    match (types, vcpus) {
        (true, true) => Err(AlibabaResizeError::TypeOrVcpuQuota),
        (true, false) => Err(AlibabaResizeError::TypeQuota),
        (false, true) => Err(AlibabaResizeError::VcpuQuota),
        (false, false) => Ok(()),
    }
}

/// Another type needs stock, in an open private pool or outside. Ours: an asynchronous change cannot reserve capacity
/// in a pool in advance, so it needs stock outside. Where only a pool has room, and the change cannot use it, the error is
/// another one than without any room.
pub(super) fn is_in_stock(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let Some(instance_type) = ctx.new_type() else { return Ok(()) };
    if quota::in_stock(ctx.at.region, instance_type, ctx.instance.zone, 1) {
        return Ok(());
    }
    let room = |changed: Instance| reservation::open_room(&ctx.at.region.reservations, &changed) > 0;
    let changed = || Instance { instance_type, reservation: None, ..ctx.instance.clone() };
    if !ctx.request.is_async && room(changed()) {
        return Ok(());
    }
    let mut open = changed();
    open.capacity = CapacityChoice::Open;
    Err(if room(open) { AlibabaResizeError::OutOfUsage } else { AlibabaResizeError::NoStock })
}
