//! The states of an instance in motion: launch, start, stop, reboot, terminate, and what each does to addresses and
//! capacity. Whether the instance may do so is the caller's to check; nothing here fails.

use crate::domain::capacity::reservation::{self, Reservations};
use crate::domain::compute::disk;
use crate::domain::compute::instance::{CapacityChoice, Instance, State, StateReason};
use crate::domain::compute::instances::Facet;
use crate::domain::compute::release;
use crate::domain::credits::CreditMode;
use crate::domain::network::address;
use crate::domain::notice::Notice;
use crate::domain::place::PlaceMut;
use crate::domain::queue::{Event, after};
use crate::domain::resize;
use crate::domain::scope::Cloud;
use jiff::SignedDuration;
use smol_str::SmolStr;

/// How long EC2 shows a terminated instance.
pub const TERMINATED_SHOWN: SignedDuration = SignedDuration::from_hours(1);

/// Lets an instance move to `state` now and, after `wait`, to `next`.
fn go(at: &mut PlaceMut<'_>, id: &SmolStr, state: State, wait: SignedDuration, next: State) {
    let Some(mut instance) = at.region.instances.get_mut(id) else { return };
    instance.ticket = at.queue.push(after(at.now, wait), at.scope, Event::Instance { id: id.clone(), to: next });
    instance.state = state;
    drop(instance);
    told(at, id, state);
}

/// EC2 tells of each new state.
fn told(at: &mut PlaceMut<'_>, id: &SmolStr, state: State) {
    if at.scope.cloud == Cloud::Aws {
        at.notify(Notice::State { id: id.clone(), state });
    }
}

/// Takes in a new instance. It boots, unless it is to be `Stopped` when made (ECS CreateInstance).
pub fn launch(at: &mut PlaceMut<'_>, mut instance: Instance, goal: State) {
    let boot = at.rules.transitions.boot;
    let (wait, to) = match (at.scope.cloud, goal) {
        (_, State::Stopped) => (boot / 2, State::Stopped),
        (Cloud::Aws, _) => (boot, State::Running),
        (Cloud::Alibaba, _) => (boot / 2, State::Starting),
    };
    let id = instance.id.clone();
    take_capacity(&mut at.region.reservations, &mut instance);
    release::schedule(at, &id, instance.alibaba().auto_release);
    instance.ticket = at.queue.push(after(at.now, wait), at.scope, Event::Instance { id: id.clone(), to });
    instance.state = State::Pending;
    at.region.instances.insert(instance);
    told(at, &id, State::Pending);
}

/// Starts a stopped instance.
pub fn start(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let now = at.now;
    let region = &at.region;
    let public = region.instances.get(id).is_some_and(|instance| match at.scope.cloud {
        Cloud::Aws => region.subnets.get(&instance.nic.subnet).is_some_and(|subnet| subnet.public),
        // The economical mode has taken the address; any other that is gone was given up for good.
        Cloud::Alibaba => instance.alibaba().stop_charging && instance.alibaba().bandwidth.out > 0,
    });
    let elastic = region.instances.get(id).is_some_and(|instance| instance.nic.elastic);
    let address = (public && !elastic).then(|| at.region.new_public_address());
    if let Some(mut instance) = at.region.instances.get_mut(id) {
        take_capacity(&mut at.region.reservations, &mut instance);
        resize::booted(&mut instance);
        instance.launched = now;
        instance.reason = None;
        instance.nic.public_ip = address.or(instance.nic.public_ip);
        if let Some(facts) = &mut instance.alibaba
            && std::mem::take(&mut facts.stop_charging)
        {
            // Its credits were given up with its capacity, and its mode with them.
            instance.credits = CreditMode::Standard;
        }
    }
    let state = if at.scope.cloud == Cloud::Aws { State::Pending } else { State::Starting };
    go(at, id, state, at.rules.transitions.boot, State::Running);
}

/// Stops a running instance.
pub fn stop(at: &mut PlaceMut<'_>, id: &SmolStr) {
    note_reason(at, id, StateReason::User);
    go(at, id, State::Stopping, at.rules.transitions.stop, State::Stopped);
}

/// Reboots a running instance. EC2 shows it running all the while, ECS as starting.
pub fn reboot(at: &mut PlaceMut<'_>, id: &SmolStr) {
    if at.scope.cloud == Cloud::Alibaba {
        if let Some(mut instance) = at.region.instances.get_mut(id) {
            resize::booted(&mut instance);
        }
        go(at, id, State::Starting, at.rules.transitions.boot, State::Running);
    }
}

/// Terminates an instance.
pub fn terminate(at: &mut PlaceMut<'_>, id: &SmolStr, reason: StateReason) {
    note_reason(at, id, reason);
    go(at, id, State::ShuttingDown, at.rules.transitions.terminate, State::Terminated);
}

fn note_reason(at: &mut PlaceMut<'_>, id: &SmolStr, reason: StateReason) {
    let now = at.now;
    if let Some(mut instance) = at.region.instances.get_mut(id) {
        instance.reason = Some(Box::new((reason, now)));
    }
}

/// An instance reaches a steady state at once, and what it was on the way to is void.
pub fn come_to_rest(at: &mut PlaceMut<'_>, id: &SmolStr, state: State) {
    let Some(mut instance) = at.region.instances.get_mut(id) else { return };
    instance.ticket = 0;
    instance.state = state;
    drop(instance);
    reached(at, id, state);
}

/// An instance reaches a state by itself, if it still waits for the event of this ticket.
pub fn arrive(at: &mut PlaceMut<'_>, id: &SmolStr, ticket: u64, to: State) {
    let Some(mut instance) = at.region.instances.get_mut(id) else { return };
    if instance.ticket != ticket {
        return;
    }
    instance.state = to;
    drop(instance);
    reached(at, id, to);
}

/// What comes with a state that an instance has reached.
fn reached(at: &mut PlaceMut<'_>, id: &SmolStr, state: State) {
    told(at, id, state);
    match state {
        State::Starting => go(at, id, State::Starting, at.rules.transitions.boot / 2, State::Running),
        State::Stopped => {
            let Some(instance) = at.region.instances.get(id) else { return };
            // EC2 takes back an address that it gave by itself; ECS in the economical mode only.
            let taken = !instance.nic.elastic && (at.scope.cloud == Cloud::Aws || instance.alibaba().stop_charging);
            let given_up = !instance.holds_capacity();
            if let Some(mut instance) = at.region.instances.get_mut(id).filter(|_| taken) {
                instance.nic.public_ip = None;
            }
            if given_up {
                release_capacity(at, id);
            }
        }
        State::Terminated => {
            let Some(instance) = at.region.instances.get(id) else { return };
            let (subnet, address) = (instance.nic.subnet.clone(), instance.nic.private_ip);
            if let Some(subnet) = at.region.subnets.get_mut(&subnet) {
                subnet.give_back(address);
            }
            address::leave(at.region, id);
            disk::leave_behind(at.region, id, at.now);
            release_capacity(at, id);
            let shown = if at.scope.cloud == Cloud::Aws { TERMINATED_SHOWN } else { SignedDuration::ZERO };
            at.queue.push(after(at.now, shown), at.scope, Event::Removal { id: id.clone() });
        }
        _ => {}
    }
}

/// Takes the capacity that the instance finds, if it is reserved. What it has kept while stopped it keeps.
fn take_capacity(reservations: &mut Reservations, instance: &mut Instance) {
    if instance.reservation.is_none() {
        instance.reservation = reservation::choose(reservations, instance);
        if let Some(reservation) = instance.reservation.as_ref().and_then(|chosen| reservations.get_mut(chosen)) {
            reservation.instances.insert(instance.id.clone());
        }
    }
}

/// Gives up the capacity that an instance of another type held, and takes what it finds for the one it has now.
pub fn change_capacity(at: &mut PlaceMut<'_>, id: &SmolStr) {
    release_capacity(at, id);
    if let Some(mut instance) = at.region.instances.get_mut(id).filter(|instance| instance.holds_capacity()) {
        take_capacity(&mut at.region.reservations, &mut instance);
    }
}

/// Takes running instances that match into a reservation that has become open, as many as there is room for.
pub fn take_in(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let Some(reservation) = at.region.reservations.get_mut(id) else { return };
    let mut taken = Vec::new();
    let instance_type = Facet::InstanceType(reservation.instance_type.name);
    for instance in at.region.instances.having(&[vec![Facet::State(State::Running)], vec![instance_type]], None) {
        let looks = matches!(instance.capacity, CapacityChoice::Open | CapacityChoice::ReservationsOnly);
        let runs = instance.state == State::Running && instance.reservation.is_none();
        if looks && runs && reservation.takes_in(instance) {
            reservation.instances.insert(instance.id.clone());
            taken.push(instance.id.clone());
        }
    }
    for instance in taken {
        if let Some(mut instance) = at.region.instances.get_mut(&instance) {
            instance.reservation = Some(id.clone());
        }
    }
}

/// Gives the reserved capacity back that the instance holds.
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
