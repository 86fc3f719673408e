//! The types that an instance can be changed to. They come from [`plan`], so that queries and changes agree.

use super::{AlibabaResizeError, DiskChange, ResizeRequest, plan};
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::disk::{ECS_CATEGORIES, is_essd};
use crate::domain::compute::instance::{Instance, State};
use crate::domain::place::Place;
use smol_str::SmolStr;

/// A type that an instance can be changed to.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    pub instance_type: &'static InstanceType,
    /// Whether disks must change to another category first.
    pub after_disks: bool,
    pub in_stock: bool,
}

/// A stopped copy of the instance, whose type can change.
fn stopped_copy(instance: &Instance) -> Instance {
    Instance { state: State::Stopped, ..instance.clone() }
}

/// Changes of all other disks to enhanced SSDs.
fn changes_to_essd(instance: &Instance) -> Vec<DiskChange> {
    let others = instance.disks.iter().filter(|disk| !is_essd(&disk.category));
    others.map(|disk| DiskChange { id: disk.id.clone(), category: Some("cloud_essd".into()), level: None }).collect()
}

/// Whether a planned change has stock; `None` if it fails for another reason.
fn stock_of(planned: Result<super::Change, AlibabaResizeError>) -> Option<bool> {
    match planned {
        Ok(_) => Some(true),
        Err(AlibabaResizeError::NoStock | AlibabaResizeError::OutOfUsage) => Some(false),
        Err(_) => None,
    }
}

/// The types that the instance can be changed to while stopped, sorted by name.
pub fn targets(at: Place<'_>, instance: &Instance, migrate: bool) -> Vec<Target> {
    let (instance, disks) = (stopped_copy(instance), changes_to_essd(instance));
    let check = |instance_type: &'static InstanceType, disks: &[DiskChange]| {
        let request = ResizeRequest {
            instance_type: Some(instance_type.name.into()),
            migrate,
            disks: disks.to_vec(),
            ..ResizeRequest::default()
        };
        stock_of(plan(at, &instance, request))
    };
    let target = |instance_type: &'static InstanceType| {
        let now = check(instance_type, &[]).map(|in_stock| Target { instance_type, after_disks: false, in_stock });
        now.or_else(|| {
            check(instance_type, &disks).map(|in_stock| Target { instance_type, after_disks: true, in_stock })
        })
    };
    at.types.all().filter_map(target).collect()
}

/// The categories that the system disk can change to together with a type.
pub fn system_disks(at: Place<'_>, instance: &Instance, instance_type: &SmolStr, migrate: bool) -> Vec<&'static str> {
    let Some(system) = instance.system_disk().map(|disk| disk.id.clone()) else { return Vec::new() };
    let (instance, mut others) = (stopped_copy(instance), changes_to_essd(instance));
    others.retain(|change| change.id != system);
    let fits = |category: &&&'static str| {
        let change = DiskChange { id: system.clone(), category: Some(SmolStr::new_static(category)), level: None };
        let disks = others.iter().cloned().chain([change]).collect();
        plan(
            at,
            &instance,
            ResizeRequest { instance_type: Some(instance_type.clone()), migrate, disks, ..ResizeRequest::default() },
        )
        .is_ok()
    };
    ECS_CATEGORIES.iter().filter(fits).copied().collect()
}
