//! Changes of an instance's specification, applied at once or later, and their effects.

use super::Mode;
use super::pending::{PendingChange, PlannedBandwidth};
use crate::domain::compute::catalog::{EcsFigures, InstanceType};
use crate::domain::compute::instance::{Bandwidth, Instance, State};
use crate::domain::compute::lifecycle;
use crate::domain::credits::{self, CreditMode};
use crate::domain::place::PlaceMut;
use crate::domain::queue::Event;
use crate::domain::queue::after;
use crate::domain::region::Region;
use crate::domain::task;
use crate::domain::written;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};

/// A change of a disk, with a change of the type or alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DiskChange {
    /// The id of the disk.
    pub id: SmolStr,
    pub category: Option<SmolStr>,
    pub level: Option<SmolStr>,
}

/// A change that has passed all checks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Change {
    /// Another type, with changes of the disks.
    InstanceType {
        #[serde(with = "written::instance_type")]
        instance_type: &'static InstanceType,
        /// Whether the instance may move to another cluster.
        migrate: bool,
        mode: Mode,
        /// The new category of the system disk.
        system_disk: Option<SmolStr>,
        disks: Vec<DiskChange>,
    },
    /// Another bandwidth.
    Bandwidth(Bandwidth),
    /// A temporary bandwidth.
    Temporary {
        start: Timestamp,
        end: Timestamp,
        /// The outbound bandwidth, in Mbit/s.
        out: u32,
    },
    /// Changes of disks alone.
    Disks(Vec<DiskChange>),
}

/// How a change is made later: as a task of this action.
#[derive(Debug)]
pub struct Later {
    pub action: &'static str,
    /// The client token of the call.
    pub token: Option<SmolStr>,
}

/// Applies the change, at once or later.
pub fn commit(at: &mut PlaceMut<'_>, id: &SmolStr, change: Change, later: Option<Later>) {
    let now = at.now;
    if let Some(mut instance) = at.region.instances.get_mut(id) {
        instance.alibaba_mut().spec.changed = Some(now);
    }
    let Some(Later { action, token }) = later else { return apply(at, id, change) };
    if let Some(mut instance) = at.region.instances.get_mut(id) {
        instance.alibaba_mut().spec.pending = Some(Box::new(PendingChange { change, token }));
    }
    let task = task::begin(at, action, id);
    let done = after(now, at.rules.transitions.specification);
    at.queue.push(done, at.scope, Event::SpecChange { id: id.clone(), task });
}

/// Applies the pending change of an instance and finishes its task. An instance that is being released stays as it is.
pub fn finish(at: &mut PlaceMut<'_>, id: &SmolStr, task: &SmolStr) {
    let instance = at.region.instances.get_mut(id);
    let pending = instance.and_then(|mut instance| {
        let pending = instance.alibaba_mut().spec.pending.take();
        pending.filter(|_| matches!(instance.state, State::Running | State::Stopped))
    });
    if let Some(pending) = pending {
        apply(at, id, pending.change);
    }
    task::finish(at, task);
}

/// Applies the change now.
pub fn apply(at: &mut PlaceMut<'_>, id: &SmolStr, change: Change) {
    let Some(mut instance) = at.region.instances.get_mut(id) else { return };
    match change {
        Change::InstanceType { instance_type, migrate, mode, system_disk, disks } => {
            let from = std::mem::replace(&mut instance.instance_type, instance_type);
            if !instance_type.burstable {
                instance.credits = CreditMode::Standard;
            }
            if mode == Mode::Online && instance.state == State::Running {
                instance.alibaba_mut().spec.online_changes += 1;
            }
            if let (Some(category), Some(disk)) = (system_disk, instance.disks.iter_mut().find(|disk| disk.system)) {
                disk.category = category;
            }
            change_disks(&mut instance, &disks);
            if migrate {
                rename_disks(&mut instance, from);
            }
            drop(instance);
            credits::update(at, id);
            if from.name != instance_type.name {
                if migrate {
                    change_address(at.region, id);
                }
                lifecycle::change_capacity(at, id);
            }
        }
        Change::Disks(disks) => change_disks(&mut instance, &disks),
        Change::Bandwidth(bandwidth) => set_bandwidth(&mut instance, bandwidth),
        // An asynchronous change may be made after its end.
        Change::Temporary { end, .. } if end <= at.now => {}
        Change::Temporary { start, end, out } => {
            instance.alibaba_mut().spec.planned.push(PlannedBandwidth { out, until: end });
            let start = start.max(at.now);
            at.queue.push(start, at.scope, Event::TemporaryBegins { id: id.clone(), out, until: end });
            at.queue.push(end, at.scope, Event::TemporaryEnds { id: id.clone() });
        }
    }
}

/// Clears the conditions that end when an instance boots: the count of online changes, and a required reboot.
pub fn reset_online_changes(instance: &mut Instance) {
    let spec = &instance.alibaba().spec;
    if spec.online_changes > 0 || spec.facts.reboot_required {
        let spec = &mut instance.alibaba_mut().spec;
        spec.online_changes = 0;
        spec.facts.reboot_required = false;
    }
}

fn change_disks(instance: &mut Instance, changes: &[DiskChange]) {
    for change in changes {
        let Some(disk) = instance.disks.iter_mut().find(|disk| disk.id == change.id) else { continue };
        if let Some(category) = &change.category {
            disk.category = category.clone();
        }
        disk.performance_level = match &change.level {
            Some(level) => Some(level.clone()),
            None if disk.category == "cloud_essd" => disk.performance_level.take().or(Some("PL1".into())),
            None => None,
        };
    }
}

/// The vendor's page: device names are xvd for types that are not I/O optimised, and vd for the others, except for
/// basic disks.
fn rename_disks(instance: &mut Instance, from: &InstanceType) {
    let optimised = |instance_type: &InstanceType| instance_type.ecs().is_some_and(EcsFigures::io_optimized);
    if optimised(from) || !optimised(instance.instance_type) {
        return;
    }
    for disk in instance.disks.iter_mut().filter(|disk| disk.category != "cloud") {
        if let Some(letter) = disk.device.strip_prefix("/dev/xvd") {
            disk.device = format_smolstr!("/dev/vd{letter}");
        }
    }
}

/// The vendor's page: in the classic network, an instance that may migrate gets another private address when its type
/// changes.
fn change_address(region: &mut Region, id: &SmolStr) {
    let classic = |instance: &&Instance| instance.alibaba().classic;
    if region.instances.get(id).filter(classic).is_none() {
        return;
    }
    let Some(mut instance) = region.instances.get_mut(id) else { return };
    let Some(subnet) = region.subnets.get_mut(&instance.nic.subnet) else { return };
    if let Some(address) = subnet.allocate() {
        subnet.release(std::mem::replace(&mut instance.nic.private_ip, address));
    }
}

/// Sets the permanent bandwidth, which ends temporary ones.
pub fn set_bandwidth(instance: &mut Instance, bandwidth: Bandwidth) {
    // Without outbound bandwidth there is no public address. AllocatePublicIpAddress assigns a new one.
    if bandwidth.out == 0 && !instance.nic.elastic {
        instance.nic.public_ip = None;
    }
    let facts = instance.alibaba_mut();
    facts.bandwidth = bandwidth;
    facts.spec.temporary.clear();
}
