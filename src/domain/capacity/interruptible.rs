//! Interruptible capacity: lending from a reservation, and taking back.
//!
//! Follows the EC2 User Guide, "Interruptible Capacity Reservations for capacity owners". What is lent is moved: the
//! totals of the source and of the interruptible reservation always add up to the same. Taking back takes what is
//! not in use first, at once; then running instances, each two minutes after its warning.

use crate::domain::capacity::reservation::{
    self, Allocation, AllocationStatus, AwsLendingError, CapacityError, MAX_STEP, MatchCriteria, Reservation,
    ReservationState, Reservations, ZeroSizePreference,
};
use crate::domain::compute::instance::{State, StateReason, Tags};
use crate::domain::compute::lifecycle;
use crate::domain::error::Error;
use crate::domain::notice::Notice;
use crate::domain::place::PlaceMut;
use crate::domain::queue::Event;
use crate::domain::queue::after;
use jiff::SignedDuration;
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// From the warning of a running instance to its shutting down.
pub const NOTICE: SignedDuration = SignedDuration::from_mins(2);

/// An allocation that can be made.
#[derive(Debug)]
pub struct Lending {
    /// The source.
    pub source: SmolStr,
    /// How many instances.
    pub count: u32,
    /// What happens at zero.
    pub preference: ZeroSizePreference,
    /// The tags of the interruptible reservation.
    pub tags: Tags,
}

/// A change of an allocation that can be made.
#[derive(Debug)]
pub struct Update {
    /// The source.
    pub source: SmolStr,
    /// The interruptible reservation.
    pub lent: SmolStr,
    /// How many instances it is to hold, when that is asked.
    pub target: Option<u32>,
    /// What happens at zero from now on.
    pub preference: ZeroSizePreference,
}

/// The source reservation of this id.
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

/// Whether this much can be lent: from an active source without an end date and without another allocation.
pub fn check_lending(reservations: &Reservations, lending: Lending) -> Result<Lending, Error> {
    let source = source(reservations, &lending.source)?;
    if source.ends.is_some() {
        return Err(AwsLendingError::HasEndDate(source.id.clone()).into());
    }
    if source.lends() {
        return Err(AwsLendingError::HasAllocation(source.id.clone()).into());
    }
    if lending.count > MAX_STEP {
        return Err(AwsLendingError::StepTooLarge.into());
    }
    let available = source.available();
    if lending.count > available {
        return Err(AwsLendingError::TooFew { asked: lending.count, available }.into());
    }
    Ok(lending)
}

/// Lends. The capacity moves at once; the reservation, whose id can be given, is usable when its event falls due.
pub fn lend(at: &mut PlaceMut<'_>, lending: Lending, id: Option<SmolStr>) {
    let id = id.unwrap_or_else(|| at.new_id("cr"));
    let now = at.now;
    let Some(source) = at.region.reservations.get_mut(&lending.source) else { return };
    source.total -= lending.count;
    source.allocation = Some(Allocation {
        reservation: id.clone(),
        target: lending.count,
        before: lending.count,
        status: AllocationStatus::Pending,
        preference: lending.preference,
    });
    let lent = Reservation {
        id: id.clone(),
        total: lending.count,
        instances: BTreeSet::new(),
        state: ReservationState::Pending,
        created: now,
        matching: MatchCriteria::Targeted,
        resource_group: SmolStr::default(),
        tags: lending.tags,
        allocation: None,
        source: Some(source.id.clone()),
        ..source.clone()
    };
    at.region.reservations.insert(id, lent);
    look_later(at, &lending.source);
}

/// Whether the allocation of this source can be changed so. A preference left out stays as it is.
pub fn check_update(
    reservations: &Reservations,
    id: &SmolStr,
    target: Option<u32>,
    preference: Option<ZeroSizePreference>,
) -> Result<Update, Error> {
    let source = source(reservations, id)?;
    let allocation = source.allocation.as_ref().filter(|allocation| allocation.is_live());
    let allocation = allocation.ok_or_else(|| AwsLendingError::NoAllocation(id.clone()))?;
    if allocation.status != AllocationStatus::Active {
        return Err(AwsLendingError::AllocationBusy(id.clone()).into());
    }
    if let Some(target) = target {
        let current = reservations.get(&allocation.reservation).map_or(0, |lent| lent.total);
        if target.abs_diff(current) > MAX_STEP {
            return Err(AwsLendingError::StepTooLarge.into());
        }
        let (asked, available) = (target.saturating_sub(current), source.available());
        if asked > available {
            return Err(AwsLendingError::TooFew { asked, available }.into());
        }
    }
    Ok(Update {
        source: id.clone(),
        lent: allocation.reservation.clone(),
        target,
        preference: preference.unwrap_or(allocation.preference),
    })
}

/// Changes an allocation.
pub fn update(at: &mut PlaceMut<'_>, update: &Update) {
    let reservations = &mut at.region.reservations;
    let current = reservations.get(&update.lent).map_or(0, |lent| lent.total);
    let Some(source) = reservations.get_mut(&update.source) else { return };
    let Some(allocation) = &mut source.allocation else { return };
    allocation.preference = update.preference;
    let Some(target) = update.target else { return };
    (allocation.target, allocation.before) = (target, current);
    let ends = target == 0 && update.preference == ZeroSizePreference::Default;
    if target == current && !ends {
        return;
    }
    set_status(at, &update.source, if ends { AllocationStatus::Canceling } else { AllocationStatus::Updating });
    transfer(at, &update.source);
    warn(at, &update.lent, target);
    look_later(at, &update.source);
}

fn set_status(at: &mut PlaceMut<'_>, source: &SmolStr, status: AllocationStatus) {
    if let Some(allocation) = at.region.reservations.get_mut(source).and_then(|source| source.allocation.as_mut()) {
        allocation.status = status;
    }
}

fn look_later(at: &mut PlaceMut<'_>, source: &SmolStr) {
    let due = after(at.now, at.rules.transitions.allocate);
    at.queue.push(due, at.scope, Event::Allocation { source: source.clone() });
}

/// Moves what can be moved now between source and interruptible reservation, towards the target.
fn transfer(at: &mut PlaceMut<'_>, source: &SmolStr) {
    let reservations = &mut at.region.reservations;
    let Some((lent, target)) =
        reservations.get(source).and_then(|s| s.allocation.as_ref()).map(|a| (a.reservation.clone(), a.target))
    else {
        return;
    };
    let Some(borrower) = reservations.get_mut(&lent) else { return };
    let before = borrower.total;
    // What is in use cannot move.
    borrower.total = target.max(borrower.used().min(before));
    let (before, after) = (before, borrower.total);
    if let Some(source) = reservations.get_mut(source) {
        source.total = source.total + before - after;
    }
}

/// Warns as many running instances as stand above the target: the longest running first (ours).
fn warn(at: &mut PlaceMut<'_>, lent: &SmolStr, target: u32) {
    let Some(borrower) = at.region.reservations.get(lent) else { return };
    let surplus = borrower.used().saturating_sub(target) as usize;
    let instances = &at.region.instances;
    let mut users: Vec<_> = borrower.instances.iter().filter_map(|id| instances.get(id)).collect();
    // Those that are leaving anyway come first, and need no warning.
    users.sort_by_key(|i| (!matches!(i.state, State::Stopping | State::ShuttingDown), i.launched, i.id.clone()));
    let leaving: Vec<SmolStr> = users.into_iter().take(surplus).map(|instance| instance.id.clone()).collect();
    let due = after(at.now, NOTICE);
    for id in leaving {
        let Some(mut instance) = at.region.instances.get_mut(&id) else { continue };
        if matches!(instance.state, State::Stopping | State::ShuttingDown) {
            continue;
        }
        instance.interruption = Some(due);
        let zone = instance.zone;
        drop(instance);
        at.notify(Notice::Warning { id: id.clone(), zone, at: due });
        at.queue.push(due, at.scope, Event::Interrupted { id });
    }
}

/// The two minutes of a warning are over.
pub fn interrupt(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let due = at.now;
    let Some(instance) = at.region.instances.get(id) else { return };
    // A warning is void once the instance has given its capacity back by itself.
    if instance.interruption == Some(due) && matches!(instance.state, State::Pending | State::Running) {
        lifecycle::terminate(at, id, StateReason::Reclaimed);
    }
}

/// Moves what can be moved, and notes when the allocation has come to be, has reached its target, or its end.
pub fn settle(at: &mut PlaceMut<'_>, source: &SmolStr) {
    transfer(at, source);
    let Some(allocation) = at.region.reservations.get(source).and_then(|source| source.allocation.clone()) else {
        return;
    };
    let Some(lent) = at.region.reservations.get_mut(&allocation.reservation) else { return };
    if lent.total != allocation.target {
        return;
    }
    let status = match allocation.status {
        AllocationStatus::Pending => {
            lent.state = ReservationState::Active;
            AllocationStatus::Active
        }
        AllocationStatus::Updating => AllocationStatus::Active,
        AllocationStatus::Canceling => {
            lent.state = ReservationState::Cancelled;
            AllocationStatus::Canceled
        }
        AllocationStatus::Active | AllocationStatus::Canceled => return,
    };
    set_status(at, source, status);
    // A warning is void once enough has come back without the instance that was warned.
    for id in at.region.reservations.get(&allocation.reservation).into_iter().flat_map(|lent| &lent.instances) {
        if let Some(mut instance) = at.region.instances.get_mut(id) {
            instance.interruption = None;
        }
    }
    let reclaimed = allocation.before.saturating_sub(allocation.target);
    if let Some(source) = at.region.reservations.get(source)
        && reclaimed > 0
    {
        at.notify(Notice::reclaimed(source, reclaimed, allocation.target));
    }
}
