//! Moving capacity from one reservation to another, with the instances that use it.
//!
//! Follows the EC2 User Guide, "Move capacity between Capacity Reservations" and "Split off capacity": unused capacity
//! moves first, then running instances that use any open reservation.

use crate::domain::capacity::commitment;
use crate::domain::capacity::reservation::{
    self, AwsCapacityError, AwsLendingError, CapacityError, MAX_STEP, Reservation, ReservationState, Reservations,
};
use crate::domain::compute::instance::{CapacityChoice, Tags};
use crate::domain::error::Error;
use crate::domain::place::{Place, PlaceMut};
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// A checked move.
#[derive(Debug)]
pub struct Move {
    /// The id of the source reservation.
    pub source: SmolStr,
    pub to: Destination,
    /// The capacity to move, in instances.
    pub count: u32,
    moving_instances: Vec<SmolStr>,
}

/// The reservation that capacity moves to.
#[derive(Debug)]
pub enum Destination {
    /// An existing reservation, by its id.
    Existing(SmolStr),
    /// A new reservation with the attributes of the source and these tags.
    New(Tags),
}

/// The reservation with this id, which must be active and not interruptible.
fn active<'r>(reservations: &'r Reservations, id: &SmolStr) -> Result<&'r Reservation, Error> {
    let reservation = reservations.get(id).ok_or_else(|| CapacityError::NotFound(id.clone()))?;
    if reservation.source.is_some() {
        return Err(AwsLendingError::Interruptible(id.clone()).into());
    }
    if reservation.state != ReservationState::Active {
        return Err(CapacityError::NotActive(id.clone()).into());
    }
    Ok(reservation)
}

/// Whether this capacity can move. A split must leave at least one instance in the source. A move of everything ends
/// the source, which must then have no allocation. A source with a commitment keeps its capacity.
pub fn plan(at: Place<'_>, source_id: &SmolStr, to: Destination, count: u32) -> Result<Move, Error> {
    let region = at.region;
    let reservations = &region.reservations;
    let source = active(reservations, source_id)?;
    commitment::check_free(source, at.now)?;
    let max = match &to {
        Destination::New(_) => source.total.saturating_sub(1),
        Destination::Existing(id) => {
            let target = active(reservations, id)?;
            let matches = id != source_id
                && source.instance_type.name == target.instance_type.name
                && source.platform == target.platform
                && source.zone == target.zone
                && source.tenancy == target.tenancy
                && source.ends == target.ends;
            if !matches {
                return Err(AwsCapacityError::Unlike(source_id.clone(), id.clone()).into());
            }
            source.total
        }
    };
    if count > max {
        return Err(AwsLendingError::TooFew { requested: count, available: max }.into());
    }
    if count > MAX_STEP {
        return Err(AwsLendingError::StepTooLarge.into());
    }
    if count == source.total && source.has_allocation() {
        return Err(AwsLendingError::HasAllocation(source_id.clone()).into());
    }
    let surplus = source.used().saturating_sub(source.total - count) as usize;
    let open = |id: &&SmolStr| region.instances.get(id).is_some_and(|i| i.capacity == CapacityChoice::Open);
    let moving_instances: Vec<SmolStr> = source.instances.iter().filter(open).take(surplus).cloned().collect();
    if moving_instances.len() < surplus {
        return Err(CapacityError::Exceeded.into());
    }
    Ok(Move { source: source_id.clone(), to, count, moving_instances })
}

/// Moves the capacity and returns the id of the destination. An empty source is cancelled.
pub fn commit(at: &mut PlaceMut<'_>, plan: Move) -> SmolStr {
    let destination = match plan.to {
        Destination::Existing(id) => id,
        Destination::New(tags) => {
            let id = at.new_id("cr");
            if let Some(source) = at.region.reservations.get(&plan.source) {
                let new = Reservation {
                    id: id.clone(),
                    total: 0,
                    instances: BTreeSet::new(),
                    created: at.now,
                    commitment: None,
                    tags,
                    allocation: None,
                    ..source.clone()
                };
                if let Some(end) = new.ends {
                    at.queue.push(end, at.scope, crate::domain::queue::Event::ReservationEnds { id: id.clone() });
                }
                at.region.reservations.insert(id.clone(), new);
            }
            id
        }
    };
    let mut empty = false;
    if let Some(source) = at.region.reservations.get_mut(&plan.source) {
        source.total -= plan.count;
        plan.moving_instances.iter().for_each(|instance_id| {
            source.instances.remove(instance_id);
        });
        empty = source.total == 0;
    }
    for instance_id in &plan.moving_instances {
        if let Some(mut instance) = at.region.instances.get_mut(instance_id) {
            instance.reservation = Some(destination.clone());
        }
    }
    if let Some(target) = at.region.reservations.get_mut(&destination) {
        target.total += plan.count;
        target.instances.extend(plan.moving_instances);
    }
    if empty {
        reservation::end(at, &plan.source, ReservationState::Cancelled);
    }
    destination
}
