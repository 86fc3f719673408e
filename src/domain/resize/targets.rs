//! What an instance can be changed to: what [`plan`] says of every type, so that what is told and what is done agree.

use super::{AlibabaResizeError, DiskChange, ResizeRequest, plan};
use crate::domain::compute::catalog::{self, InstanceType};
use crate::domain::compute::disk::{ECS_CATEGORIES, is_essd};
use crate::domain::compute::instance::{Instance, State};
use crate::domain::place::Place;
use smol_str::SmolStr;

/// A type that an instance can be changed to.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The type.
    pub instance_type: &'static InstanceType,
    /// It needs other disks than the instance has.
    pub after_disks: bool,
    /// There is one to be had.
    pub in_stock: bool,
}

/// The instance as it is when its type can change: stopped.
fn stopped(instance: &Instance) -> Instance {
    Instance { state: State::Stopped, ..instance.clone() }
}

/// Changes that make enhanced SSDs of all disks that are none.
fn enhanced(instance: &Instance) -> Vec<DiskChange> {
    let others = instance.disks.iter().filter(|disk| !is_essd(&disk.category));
    others.map(|disk| DiskChange { id: disk.id.clone(), category: Some("cloud_essd".into()), level: None }).collect()
}

/// Whether `plan` lets it be, and there is one to be had; `None` if not even so.
fn stock(planned: Result<super::Change, AlibabaResizeError>) -> Option<bool> {
    match planned {
        Ok(_) => Some(true),
        Err(AlibabaResizeError::NoStock) => Some(false),
        Err(_) => None,
    }
}

/// The types that the instance can be changed to once it is stopped, sorted by name. It may migrate, or not.
pub fn targets(at: Place<'_>, instance: &Instance, migrate: bool) -> Vec<Target> {
    let (instance, disks) = (stopped(instance), enhanced(instance));
    let look = |instance_type: &'static InstanceType, disks: &[DiskChange]| {
        let request = ResizeRequest {
            instance_type: Some(instance_type.name.into()),
            migrate,
            disks: disks.to_vec(),
            ..ResizeRequest::default()
        };
        stock(plan(at, &instance, request))
    };
    let target = |instance_type: &'static InstanceType| {
        let now = look(instance_type, &[]).map(|in_stock| Target { instance_type, after_disks: false, in_stock });
        now.or_else(|| {
            look(instance_type, &disks).map(|in_stock| Target { instance_type, after_disks: true, in_stock })
        })
    };
    catalog::types(at.scope.cloud).iter().filter_map(target).collect()
}

/// The categories that the instance's system disk can have for the change to a type.
pub fn system_disks(at: Place<'_>, instance: &Instance, instance_type: &SmolStr, migrate: bool) -> Vec<&'static str> {
    let Some(system) = instance.system_disk().map(|disk| disk.id.clone()) else { return Vec::new() };
    let (instance, mut others) = (stopped(instance), enhanced(instance));
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
