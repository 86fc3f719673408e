//! Whether the type that is wished for fits, and is to be had; and the disks.

use super::{Facts, refuse_if};
use crate::domain::capacity::quota;
use crate::domain::capacity::reservation;
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::disk::{self, is_essd};
use crate::domain::compute::instance::{Instance, State};
use crate::domain::resize::facts::{Access, MOST_DISKS};
use crate::domain::resize::{AlibabaResizeError, Mode, families};

pub(super) fn is_known(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(facts.request.instance_type.is_some() && facts.instance_type.is_none(), AlibabaResizeError::TypeUnknown)
}

pub(super) fn is_sold(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(
        facts.instance_type.is_some_and(|instance_type| !instance_type.is_sold()),
        AlibabaResizeError::TypeRetired,
    )
}

pub(super) fn is_authorized(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    match facts.of_type().and_then(|facts| facts.access) {
        Some(Access::Hidden) => Err(AlibabaResizeError::TypeBeyondPermission),
        Some(Access::Unauthorized) => Err(AlibabaResizeError::TypeUnauthorized),
        None => Ok(()),
    }
}

pub(super) fn is_in_the_zone(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let zones = facts.of_type().and_then(|facts| facts.zones.as_ref());
    refuse_if(
        zones.is_some_and(|zones| !zones.iter().any(|zone| zone == facts.instance.zone)),
        AlibabaResizeError::TypeNotInZone,
    )
}

pub(super) fn has_no_local_disks(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let comes_with_some = facts.instance.instance_type.ecs().is_some_and(|figures| figures.local_disks > 0);
    let local = |category: &str| category.starts_with("local_") || category.starts_with("ephemeral");
    let has_some = facts.instance.disks.iter().any(|disk| local(&disk.category));
    refuse_if(facts.instance_type.is_some() && (comes_with_some || has_some), AlibabaResizeError::LocalDisks)
}

pub(super) fn is_reached(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let Some(to) = facts.instance_type else { return Ok(()) };
    let from = facts.instance.instance_type;
    let movable = |instance_type: &InstanceType| instance_type.ecs().is_some_and(|figures| figures.resizable);
    let reached = movable(from) && movable(to) && families::reaches(from.family, to.family);
    refuse_if(!reached, AlibabaResizeError::TypeChangeNotAllowed)
}

pub(super) fn image_is_there(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let image = facts.at.region.spec.images.get(&facts.instance.image).filter(|_| facts.instance_type.is_some());
    refuse_if(image.is_some_and(|image| image.withdrawn), AlibabaResizeError::MarketImageStatus)
}

/// Ours: Windows Server, which wants a GiB of memory, is the image that conflicts with types; what else an image does
/// not support a scenario says.
pub(super) fn image_fits(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let Some(instance_type) = facts.instance_type else { return Ok(()) };
    if facts.instance.platform == "Windows" && instance_type.memory_mib < 1024 {
        return Err(AlibabaResizeError::ImageConflictsWithType);
    }
    let image = facts.at.region.spec.images.get(&facts.instance.image);
    let types = image.and_then(|image| image.types.as_ref());
    refuse_if(
        types.is_some_and(|types| !types.iter().any(|name| name == instance_type.name)),
        AlibabaResizeError::ImageUnsupported,
    )
}

pub(super) fn has_a_system_disk(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(facts.instance_type.is_some() && facts.instance.system_disk().is_none(), AlibabaResizeError::NoSystemDisk)
}

/// The vendor's text is a placeholder; these are the facts.
pub(super) fn takes_so_many_disks(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let Some(instance_type) = facts.instance_type else { return Ok(()) };
    let (id, has) = (&facts.instance.id, facts.instance.disks.len());
    let most = facts.of_type().and_then(|facts| facts.disks).unwrap_or(MOST_DISKS);
    if has <= most {
        return Ok(());
    }
    Err(AlibabaResizeError::TooManyDisks(format!(
        "The instance {id} has {has} disks; {} supports {most}.",
        instance_type.name
    )))
}

pub(super) fn categories_are_sold(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let Some(sold) = &facts.at.region.spec.disk_categories else { return Ok(()) };
    for disk in &facts.instance.disks {
        if facts.new_category(disk).is_some_and(|category| !sold.contains(category)) {
            return Err(match disk.system {
                true => AlibabaResizeError::SystemDiskCategoryUnsupported,
                false => AlibabaResizeError::DataDiskCategoryUnsupported,
            });
        }
    }
    Ok(())
}

/// Disks that change alone have to go with the type that stays.
pub(super) fn takes_the_categories(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let instance_type = facts.instance_type.unwrap_or(facts.instance.instance_type);
    let stated = facts.at.region.spec.types.get(instance_type.name).and_then(|facts| facts.disk_categories.as_ref());
    let takes = |category: &str| match stated {
        Some(categories) => categories.iter().any(|one| one == category),
        None => !families::essd_only(instance_type.family) || is_essd(category),
    };
    for disk in &facts.instance.disks {
        match facts.new_category(disk) {
            Some(category) if !takes(category) => return Err(AlibabaResizeError::DiskCategoryNotUpgradable),
            None if facts.instance_type.is_some() && !takes(&disk.category) => {
                return Err(AlibabaResizeError::TypeLacksDiskCategory);
            }
            _ => {}
        }
    }
    Ok(())
}

/// What changes its category counts with all that is in the zone.
pub(super) fn disks_are_within_the_quota(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let (region, zone) = (facts.at.region, facts.instance.zone);
    let changing = facts.instance.disks.iter().filter_map(|disk| Some((disk, facts.new_category(disk)?)));
    let changing: Vec<_> = changing.filter(|(disk, category)| disk.category != **category).collect();
    for (category, quota) in &region.spec.disk_capacity {
        let more: u32 = changing.iter().filter(|(_, to)| *to == category).map(|(disk, _)| disk.size_gib).sum();
        let here = region.instances.values().filter(|instance| instance.zone == zone).flat_map(disk::attached);
        let left = region.detached.values().filter(|detached| detached.zone == zone).map(|detached| &detached.disk);
        let used = here.chain(left).filter(|disk| disk.category == *category).map(|disk| disk.size_gib).sum::<u32>();
        if more > 0 && used + more > *quota {
            let text = format!("{zone} would have {} of {quota} GiB of {category}", used + more);
            return Err(AlibabaResizeError::DiskCapacityQuota(text));
        }
    }
    Ok(())
}

fn online<'f>(facts: &'f Facts<'_>) -> Option<(&'static InstanceType, &'f Instance)> {
    let runs = facts.request.mode == Mode::Online && facts.instance.state == State::Running;
    facts.instance_type.filter(|_| runs).map(|instance_type| (instance_type, facts.instance))
}

pub(super) fn system_can_change_online(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let windows = online(facts).is_some_and(|(_, instance)| instance.platform == "Windows");
    refuse_if(windows, AlibabaResizeError::OsTypeUnsupported)
}

/// Ours: the vendor does not publish which types can change while running. Here they stay in their family.
pub(super) fn family_can_change_online(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let leaves =
        online(facts).is_some_and(|(instance_type, instance)| instance_type.family != instance.instance_type.family);
    refuse_if(leaves, AlibabaResizeError::OnlineUnsupported)
}

pub(super) fn may_change_online(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let Some((_, instance)) = online(facts) else { return Ok(()) };
    if facts.own().reboot_required {
        return Err(AlibabaResizeError::RebootRequired);
    }
    let (made, most) = (instance.alibaba().spec.online_changes, facts.at.region.spec.online_changes);
    refuse_if(most.is_some_and(|most| made >= most), AlibabaResizeError::OnlineChangesExhausted)
}

/// Instances count as long as they are there. A type that the account may have none of is a quota that is not there at
/// all; a smaller type than its own takes no vCPUs.
pub(super) fn is_within_the_quota(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let Some(instance_type) = facts.other() else { return Ok(()) };
    let (instance, region) = (facts.instance, facts.at.region);
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

/// There is one more of the type to be had, in an open private pool or outside. Its own type the instance has. A change
/// that is made later has no claim on a pool's room until then, and so must find it outside (ours).
pub(super) fn is_in_stock(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let Some(instance_type) = facts.other() else { return Ok(()) };
    let changed = || Instance { instance_type, reservation: None, ..facts.instance.clone() };
    let there = quota::in_stock(facts.at.region, instance_type, facts.instance.zone, 1)
        || !facts.request.is_async && reservation::open_room(&facts.at.region.reservations, &changed()) > 0;
    refuse_if(!there, AlibabaResizeError::NoStock)
}
