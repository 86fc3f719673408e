//! State transitions of instances (launch, start, stop, reboot, terminate) and their effects on addresses and capacity.
//! The caller checks whether a transition is allowed; nothing here fails.

use crate::domain::billing::expiry;
use crate::domain::capacity::reservation::{self, Reservations};
use crate::domain::compute::disk;
use crate::domain::compute::instance::{CapacityChoice, Instance, State, StateReason};
use crate::domain::compute::instances::Facet;
use crate::domain::compute::release;
use crate::domain::credits::{self, CreditMode};
use crate::domain::network::interfaces;
use crate::domain::notice::AwsNotice;
use crate::domain::place::PlaceMut;
use crate::domain::queue::{Event, after};
use crate::domain::resize;
use crate::domain::scope::Cloud;
use jiff::SignedDuration;
use smol_str::SmolStr;

/// How long EC2 shows a terminated instance.
pub const TERMINATED_RETENTION: SignedDuration = SignedDuration::from_hours(1);

/// Sets the state now, and schedules `next` after `wait`.
fn transition(at: &mut PlaceMut<'_>, id: &SmolStr, state: State, wait: SignedDuration, next: State) {
    let Some(mut instance) = at.region.instances.get_mut(id) else { return };
    instance.ticket = at.queue.push(after(at.now, wait), at.scope, Event::Instance { id: id.clone(), to: next });
    instance.state = state;
    drop(instance);
    credits::update(at, id);
    notify_state(at, id, state);
}

/// EC2 publishes each new state.
fn notify_state(at: &mut PlaceMut<'_>, id: &SmolStr, state: State) {
    if at.scope.cloud == Cloud::Aws {
        at.notify(AwsNotice::State { id: id.clone(), state });
    }
}

/// Adds a new instance. It boots, unless its final state is `Stopped` (ECS CreateInstance).
pub fn launch(at: &mut PlaceMut<'_>, mut instance: Instance, final_state: State) {
    let boot = at.rules.transitions.boot;
    let (wait, to) = match (at.scope.cloud, final_state) {
        (_, State::Stopped) => (boot / 2, State::Stopped),
        (Cloud::Aws, _) => (boot, State::Running),
        (Cloud::Alibaba, _) => (boot / 2, State::Starting),
    };
    let id = instance.id.clone();
    allocate_capacity(&mut at.region.reservations, &mut instance);
    release::schedule(at, &id, instance.alibaba().auto_release);
    instance.ticket = at.queue.push(after(at.now, wait), at.scope, Event::Instance { id: id.clone(), to });
    instance.state = State::Pending;
    at.region.instances.insert(instance);
    expiry::schedule(at, &id);
    notify_state(at, &id, State::Pending);
}

/// Starts a stopped instance.
pub fn start(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let now = at.now;
    let region = &at.region;
    let public = region.instances.get(id).is_some_and(|instance| match at.scope.cloud {
        Cloud::Aws => {
            let is_only = instance.nic.more().others.is_empty();
            is_only && region.subnets.get(&instance.nic.subnet).is_some_and(|subnet| subnet.public)
        }
        // A stop in economical mode released the address, so the start assigns a new one. Other missing addresses were released on request.
        Cloud::Alibaba => instance.alibaba().stop_charging && instance.alibaba().bandwidth.out > 0,
    });
    let elastic = region.instances.get(id).is_some_and(|instance| instance.nic.elastic);
    let address = (public && !elastic).then(|| at.region.new_public_address());
    if let Some(mut instance) = at.region.instances.get_mut(id) {
        allocate_capacity(&mut at.region.reservations, &mut instance);
        resize::reset_online_changes(&mut instance);
        instance.launched = now;
        instance.reason = None;
        instance.nic.public_ip = address.or(instance.nic.public_ip);
        if let Some(facts) = &mut instance.alibaba {
            facts.moved = false;
        }
        if let Some(facts) = &mut instance.alibaba
            && std::mem::take(&mut facts.stop_charging)
        {
            // Economical mode also released the credits and their mode.
            instance.credits = CreditMode::Standard;
        }
    }
    let state = if at.scope.cloud == Cloud::Aws { State::Pending } else { State::Starting };
    transition(at, id, state, at.rules.transitions.boot, State::Running);
}

/// Stops a running instance.
pub fn stop(at: &mut PlaceMut<'_>, id: &SmolStr) {
    stop_for(at, id, StateReason::User);
}

/// Stops a running instance of EC2 for this reason.
pub fn stop_for(at: &mut PlaceMut<'_>, id: &SmolStr, reason: StateReason) {
    set_reason(at, id, reason);
    transition(at, id, State::Stopping, at.rules.transitions.stop, State::Stopped);
}

/// Reboots a running instance. EC2 shows it as running meanwhile, ECS as starting.
pub fn reboot(at: &mut PlaceMut<'_>, id: &SmolStr) {
    if at.scope.cloud == Cloud::Alibaba {
        if let Some(mut instance) = at.region.instances.get_mut(id) {
            resize::reset_online_changes(&mut instance);
        }
        transition(at, id, State::Starting, at.rules.transitions.boot, State::Running);
    }
}

/// Terminates an instance. On EC2 a stopped one is terminated at once.
pub fn terminate(at: &mut PlaceMut<'_>, id: &SmolStr, reason: StateReason) {
    set_reason(at, id, reason);
    let is_stopped = at.region.instances.get(id).is_some_and(|instance| instance.state == State::Stopped);
    if is_stopped && at.scope.cloud == Cloud::Aws {
        return set_steady_state(at, id, State::Terminated);
    }
    transition(at, id, State::ShuttingDown, at.rules.transitions.terminate, State::Terminated);
}

fn set_reason(at: &mut PlaceMut<'_>, id: &SmolStr, reason: StateReason) {
    let now = at.now;
    if let Some(mut instance) = at.region.instances.get_mut(id) {
        instance.reason = Some(Box::new((reason, now)));
    }
}

/// Sets a steady state at once and cancels the scheduled transition.
pub fn set_steady_state(at: &mut PlaceMut<'_>, id: &SmolStr, state: State) {
    let Some(mut instance) = at.region.instances.get_mut(id) else { return };
    instance.ticket = 0;
    instance.state = state;
    drop(instance);
    apply_state_effects(at, id, state);
}

/// Completes a scheduled transition, unless another one has replaced the event with this ticket.
pub fn complete_transition(at: &mut PlaceMut<'_>, id: &SmolStr, ticket: u64, to: State) {
    let Some(mut instance) = at.region.instances.get_mut(id) else { return };
    if instance.ticket != ticket {
        return;
    }
    instance.state = to;
    drop(instance);
    apply_state_effects(at, id, to);
}

/// The effects of a new state.
fn apply_state_effects(at: &mut PlaceMut<'_>, id: &SmolStr, state: State) {
    credits::update(at, id);
    notify_state(at, id, state);
    match state {
        State::Starting => transition(at, id, State::Starting, at.rules.transitions.boot / 2, State::Running),
        State::Stopped => {
            let Some(instance) = at.region.instances.get(id) else { return };
            // EC2 releases an automatically assigned address; ECS does so in economical mode only.
            let loses_address =
                !instance.nic.elastic && (at.scope.cloud == Cloud::Aws || instance.alibaba().stop_charging);
            let releases_capacity = !instance.holds_capacity();
            if let Some(mut instance) = at.region.instances.get_mut(id).filter(|_| loses_address) {
                instance.nic.public_ip = None;
            }
            if releases_capacity {
                release_capacity(at, id);
            }
        }
        State::Terminated => {
            interfaces::leave_terminated(at, id);
            at.region.profiles.remove(id);
            disk::detach_disks(at.region, id, at.now);
            release_capacity(at, id);
            let shown = if at.scope.cloud == Cloud::Aws { TERMINATED_RETENTION } else { SignedDuration::ZERO };
            at.queue.push(after(at.now, shown), at.scope, Event::Removal { id: id.clone() });
        }
        _ => {}
    }
}

/// Allocates reserved capacity, if the instance finds some. A stopped instance may still hold its reservation.
fn allocate_capacity(reservations: &mut Reservations, instance: &mut Instance) {
    if instance.reservation.is_none() {
        instance.reservation = reservation::choose(reservations, instance);
        if let Some(reservation) = instance.reservation.as_ref().and_then(|chosen| reservations.get_mut(chosen)) {
            reservation.instances.insert(instance.id.clone());
        }
    }
}

/// After a change of the type: releases the capacity of the old type and allocates capacity for the new one.
pub fn change_capacity(at: &mut PlaceMut<'_>, id: &SmolStr) {
    release_capacity(at, id);
    if let Some(mut instance) = at.region.instances.get_mut(id).filter(|instance| instance.holds_capacity()) {
        allocate_capacity(&mut at.region.reservations, &mut instance);
    }
}

/// Adds matching running instances to a reservation that has become open, as many as there is room for.
pub fn add_running_instances(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let Some(reservation) = at.region.reservations.get_mut(id) else { return };
    let mut added = Vec::new();
    let instance_type = Facet::InstanceType(reservation.instance_type.name);
    for instance in at.region.instances.having(&[vec![Facet::State(State::Running)], vec![instance_type]], None) {
        let accepts_open = matches!(instance.capacity, CapacityChoice::Open | CapacityChoice::ReservationsOnly);
        let is_unreserved = instance.state == State::Running && instance.reservation.is_none();
        if accepts_open && is_unreserved && reservation.accepts(&instance.into()) {
            reservation.instances.insert(instance.id.clone());
            added.push(instance.id.clone());
        }
    }
    for instance in added {
        if let Some(mut instance) = at.region.instances.get_mut(&instance) {
            instance.reservation = Some(id.clone());
        }
    }
}

/// Releases the reserved capacity that the instance holds.
fn release_capacity(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let Some(mut instance) = at.region.instances.get_mut(id) else { return };
    instance.interruption = None;
    let Some(held) = instance.reservation.take() else { return };
    drop(instance);
    let Some(reservation) = at.region.reservations.get_mut(&held) else { return };
    reservation.instances.remove(id);
    if let Some(source) = reservation.source.clone() {
        at.queue.push(at.now, at.scope, Event::Allocation { source });
    }
}
