//! Interruptible capacity: allocating it from a source reservation, and reclaiming it.
//!
//! Follows the EC2 User Guide, "Interruptible Capacity Reservations for capacity owners". An allocation moves capacity:
//! the sum of the sizes of the source and the interruptible reservation is constant. A reclaim takes unused capacity at
//! once, and then that of running instances, each two minutes after its interruption warning.

use crate::domain::capacity::reservation::{
    self, Allocation, AllocationStatus, AwsLendingError, CapacityError, MAX_STEP, MatchCriteria, Reservation,
    ReservationState, Reservations, ZeroSizePreference,
};
use crate::domain::compute::instance::{State, StateReason, Tags};
use crate::domain::compute::lifecycle;
use crate::domain::error::Error;
use crate::domain::notice::AwsNotice;
use crate::domain::place::PlaceMut;
use crate::domain::queue::Event;
use crate::domain::queue::after;
use jiff::SignedDuration;
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// The time from the interruption warning of an instance until it is terminated.
pub const WARNING_PERIOD: SignedDuration = SignedDuration::from_mins(2);

/// A new allocation.
#[derive(Debug)]
pub struct NewAllocation {
    pub source: SmolStr,
    /// The size, in instances.
    pub count: u32,
    /// What happens when the size reaches zero.
    pub preference: ZeroSizePreference,
    /// The tags of the interruptible reservation.
    pub tags: Tags,
}

/// A checked change of an allocation.
#[derive(Debug)]
pub struct Update {
    pub source: SmolStr,
    /// The id of the interruptible reservation.
    pub interruptible: SmolStr,
    /// The requested size, in instances; `None` to leave it unchanged.
    pub target: Option<u32>,
    /// What happens when the size reaches zero.
    pub preference: ZeroSizePreference,
}

/// The active source reservation with this id.
fn source<'r>(reservations: &'r Reservations, id: &SmolStr) -> Result<&'r Reservation, Error> {
    let source = reservation::find(reservations, id)?;
    if source.source.is_some() {
        return Err(AwsLendingError::Interruptible(id.clone()).into());
    }
    if source.state != ReservationState::Active {
        return Err(CapacityError::NotActive(id.clone()).into());
    }
    Ok(source)
}

/// Whether the allocation can be made: the source must be active, without an end date, and without another allocation.
pub fn check_allocate(reservations: &Reservations, new: NewAllocation) -> Result<NewAllocation, Error> {
    let source = source(reservations, &new.source)?;
    if source.ends.is_some() {
        return Err(AwsLendingError::HasEndDate(source.id.clone()).into());
    }
    if source.has_allocation() {
        return Err(AwsLendingError::HasAllocation(source.id.clone()).into());
    }
    if new.count > MAX_STEP {
        return Err(AwsLendingError::StepTooLarge.into());
    }
    let available = source.available();
    if new.count > available {
        return Err(AwsLendingError::TooFew { requested: new.count, available }.into());
    }
    Ok(new)
}

/// Makes an allocation. The capacity moves at once; the interruptible reservation becomes active with the scheduled
/// event. Its id can be given.
pub fn allocate(at: &mut PlaceMut<'_>, new: NewAllocation, id: Option<SmolStr>) {
    let id = id.unwrap_or_else(|| at.new_id("cr"));
    let now = at.now;
    let Some(source) = at.region.reservations.get_mut(&new.source) else { return };
    source.total -= new.count;
    source.allocation = Some(Allocation {
        reservation: id.clone(),
        target: new.count,
        previous: new.count,
        status: AllocationStatus::Pending,
        preference: new.preference,
    });
    let interruptible = Reservation {
        id: id.clone(),
        total: new.count,
        instances: BTreeSet::new(),
        state: ReservationState::Pending,
        created: now,
        commitment: None,
        matching: MatchCriteria::Targeted,
        resource_group: SmolStr::default(),
        tags: new.tags,
        allocation: None,
        source: Some(source.id.clone()),
        ..source.clone()
    };
    at.region.reservations.insert(id, interruptible);
    schedule_settle(at, &new.source);
}

/// Whether the allocation of this source can be changed. `None` leaves a value unchanged.
pub fn check_update(
    reservations: &Reservations,
    id: &SmolStr,
    target: Option<u32>,
    preference: Option<ZeroSizePreference>,
) -> Result<Update, Error> {
    let source = source(reservations, id)?;
    let allocation = source.allocation.as_ref().filter(|allocation| allocation.is_live());
    let allocation = allocation.ok_or_else(|| AwsLendingError::NoAllocation(id.clone()))?;
    let preference = preference.unwrap_or(allocation.preference);
    // A call that is sent again because its answer was lost gets the answer again.
    let is_on_its_way = matches!(allocation.status, AllocationStatus::Updating | AllocationStatus::Canceling);
    let repeated = is_on_its_way && target == Some(allocation.target) && preference == allocation.preference;
    if allocation.status != AllocationStatus::Active && !repeated {
        return Err(AwsLendingError::AllocationBusy(id.clone()).into());
    }
    if let Some(target) = target.filter(|_| !repeated) {
        let current = reservations.get(&allocation.reservation).map_or(0, |interruptible| interruptible.total);
        if target.abs_diff(current) > MAX_STEP {
            return Err(AwsLendingError::StepTooLarge.into());
        }
        let (requested, available) = (target.saturating_sub(current), source.available());
        if requested > available {
            return Err(AwsLendingError::TooFew { requested, available }.into());
        }
    }
    Ok(Update {
        source: id.clone(),
        interruptible: allocation.reservation.clone(),
        target: target.filter(|_| !repeated),
        preference,
    })
}

/// Changes an allocation, and warns running instances if it shrinks below their number.
pub fn update(at: &mut PlaceMut<'_>, update: &Update) {
    let reservations = &mut at.region.reservations;
    let current = reservations.get(&update.interruptible).map_or(0, |interruptible| interruptible.total);
    let Some(source) = reservations.get_mut(&update.source) else { return };
    let Some(allocation) = &mut source.allocation else { return };
    allocation.preference = update.preference;
    let Some(target) = update.target else { return };
    (allocation.target, allocation.previous) = (target, current);
    let ends = target == 0 && update.preference == ZeroSizePreference::Default;
    if target == current && !ends {
        return;
    }
    set_status(at, &update.source, if ends { AllocationStatus::Canceling } else { AllocationStatus::Updating });
    transfer(at, &update.source);
    warn(at, &update.interruptible, target);
    schedule_settle(at, &update.source);
}

fn set_status(at: &mut PlaceMut<'_>, source: &SmolStr, status: AllocationStatus) {
    if let Some(allocation) = at.region.reservations.get_mut(source).and_then(|source| source.allocation.as_mut()) {
        allocation.status = status;
    }
}

fn schedule_settle(at: &mut PlaceMut<'_>, source: &SmolStr) {
    let due = after(at.now, at.rules.transitions.allocate);
    at.queue.push(due, at.scope, Event::Allocation { source: source.clone() });
}

/// Moves unused capacity between the source and the interruptible reservation, towards the target.
fn transfer(at: &mut PlaceMut<'_>, source: &SmolStr) {
    let reservations = &mut at.region.reservations;
    let Some((id, target)) =
        reservations.get(source).and_then(|s| s.allocation.as_ref()).map(|a| (a.reservation.clone(), a.target))
    else {
        return;
    };
    let Some(interruptible) = reservations.get_mut(&id) else { return };
    let before = interruptible.total;
    // Capacity in use cannot move.
    interruptible.total = target.max(interruptible.used().min(before));
    let (before, after) = (before, interruptible.total);
    if let Some(source) = reservations.get_mut(source) {
        source.total = source.total + before - after;
    }
}

/// Warns as many running instances as exceed the target, the longest running first (ours).
fn warn(at: &mut PlaceMut<'_>, id: &SmolStr, target: u32) {
    let Some(interruptible) = at.region.reservations.get(id) else { return };
    let surplus = interruptible.used().saturating_sub(target) as usize;
    let instances = &at.region.instances;
    let mut instances_in_use: Vec<_> = interruptible.instances.iter().filter_map(|id| instances.get(id)).collect();
    // Instances that are already stopping come first, and need no warning.
    instances_in_use
        .sort_by_key(|i| (!matches!(i.state, State::Stopping | State::ShuttingDown), i.launched, i.id.clone()));
    let to_warn: Vec<SmolStr> =
        instances_in_use.into_iter().take(surplus).map(|instance| instance.id.clone()).collect();
    let due = after(at.now, WARNING_PERIOD);
    for id in to_warn {
        let Some(mut instance) = at.region.instances.get_mut(&id) else { continue };
        if matches!(instance.state, State::Stopping | State::ShuttingDown) {
            continue;
        }
        instance.interruption = Some(due);
        let zone = instance.zone;
        drop(instance);
        at.notify(AwsNotice::Warning { id: id.clone(), zone, at: due });
        at.queue.push(due, at.scope, Event::Interrupted { id });
    }
}

/// Terminates an instance two minutes after its warning.
pub fn interrupt(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let due = at.now;
    let Some(instance) = at.region.instances.get(id) else { return };
    // The warning no longer applies if the instance has released its capacity meanwhile.
    if instance.interruption == Some(due) && matches!(instance.state, State::Pending | State::Running) {
        lifecycle::terminate(at, id, StateReason::Reclaimed);
    }
}

/// Moves unused capacity, and updates the status of an allocation that has reached its target.
pub fn settle(at: &mut PlaceMut<'_>, source: &SmolStr) {
    transfer(at, source);
    let Some(allocation) = at.region.reservations.get(source).and_then(|source| source.allocation.clone()) else {
        return;
    };
    let Some(interruptible) = at.region.reservations.get_mut(&allocation.reservation) else { return };
    if interruptible.total != allocation.target {
        return;
    }
    let status = match allocation.status {
        AllocationStatus::Pending => {
            interruptible.state = ReservationState::Active;
            AllocationStatus::Active
        }
        AllocationStatus::Updating => AllocationStatus::Active,
        AllocationStatus::Canceling => {
            reservation::end(at, &allocation.reservation, ReservationState::Cancelled);
            AllocationStatus::Canceled
        }
        AllocationStatus::Active | AllocationStatus::Canceled => return,
    };
    set_status(at, source, status);
    // The target is reached without the remaining warned instances, so their warnings no longer apply.
    for id in at
        .region
        .reservations
        .get(&allocation.reservation)
        .into_iter()
        .flat_map(|interruptible| &interruptible.instances)
    {
        if let Some(mut instance) = at.region.instances.get_mut(id) {
            instance.interruption = None;
        }
    }
    let reclaimed = allocation.previous.saturating_sub(allocation.target);
    if let Some(source) = at.region.reservations.get(source)
        && reclaimed > 0
    {
        at.notify(AwsNotice::reclaimed(source, reclaimed, allocation.target));
    }
}
