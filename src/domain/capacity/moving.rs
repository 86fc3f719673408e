//! Moving capacity from one reservation to another, with the instances that use it.
//!
//! Follows the EC2 User Guide, "Move capacity between Capacity Reservations" and "Split off capacity": what is not in
//! use moves first, then running instances that look for any open reservation.

use crate::domain::capacity::reservation::{
    self, AwsCapacityError, AwsLendingError, CapacityError, MAX_STEP, Reservation, ReservationState, Reservations,
};
use crate::domain::compute::instance::{CapacityChoice, Tags};
use crate::domain::error::Error;
use crate::domain::place::PlaceMut;
use crate::domain::region::Region;
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// A move that can be made.
#[derive(Debug)]
pub struct Move {
    /// From where.
    pub source: SmolStr,
    /// To where.
    pub to: Destination,
    /// How many instances.
    pub count: u32,
    movers: Vec<SmolStr>,
}

/// Where capacity moves to.
#[derive(Debug)]
pub enum Destination {
    /// To this reservation.
    Existing(SmolStr),
    /// To a new one like the source, with these tags.
    New(Tags),
}

/// An active reservation that is not interruptible.
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

/// Whether so much can move. A split leaves something behind; a move of everything does not, and then a source that
/// lends cannot end.
pub fn plan(region: &Region, source_id: &SmolStr, to: Destination, count: u32) -> Result<Move, Error> {
    let reservations = &region.reservations;
    let source = active(reservations, source_id)?;
    let most = match &to {
        Destination::New(_) => source.total.saturating_sub(1),
        Destination::Existing(id) => {
            let target = active(reservations, id)?;
            let alike = id != source_id
                && source.instance_type.name == target.instance_type.name
                && source.platform == target.platform
                && source.zone == target.zone
                && source.tenancy == target.tenancy
                && source.ends == target.ends;
            if !alike {
                return Err(AwsCapacityError::Unlike(source_id.clone(), id.clone()).into());
            }
            source.total
        }
    };
    if count > most {
        return Err(AwsLendingError::TooFew { asked: count, available: most }.into());
    }
    if count > MAX_STEP {
        return Err(AwsLendingError::StepTooLarge.into());
    }
    if count == source.total && source.lends() {
        return Err(AwsLendingError::HasAllocation(source_id.clone()).into());
    }
    let surplus = source.used().saturating_sub(source.total - count) as usize;
    let open = |id: &&SmolStr| region.instances.get(id).is_some_and(|i| i.capacity == CapacityChoice::Open);
    let movers: Vec<SmolStr> = source.instances.iter().filter(open).take(surplus).cloned().collect();
    if movers.len() < surplus {
        return Err(CapacityError::Exceeded.into());
    }
    Ok(Move { source: source_id.clone(), to, count, movers })
}

/// Moves, and returns the id of the destination. A source that has nothing left is cancelled.
pub fn commit(at: &mut PlaceMut<'_>, plan: Move) -> SmolStr {
    let destination = match plan.to {
        Destination::Existing(id) => id,
        Destination::New(tags) => {
            let id = at.new_id("cr");
            if let Some(source) = at.region.reservations.get(&plan.source) {
                let like = Reservation {
                    id: id.clone(),
                    total: 0,
                    instances: BTreeSet::new(),
                    created: at.now,
                    tags,
                    allocation: None,
                    ..source.clone()
                };
                if let Some(end) = like.ends {
                    at.queue.push(end, at.scope, crate::domain::queue::Event::ReservationEnds { id: id.clone() });
                }
                at.region.reservations.insert(id.clone(), like);
            }
            id
        }
    };
    let mut empty = false;
    if let Some(source) = at.region.reservations.get_mut(&plan.source) {
        source.total -= plan.count;
        plan.movers.iter().for_each(|mover| {
            source.instances.remove(mover);
        });
        empty = source.total == 0;
    }
    for mover in &plan.movers {
        if let Some(mut instance) = at.region.instances.get_mut(mover) {
            instance.reservation = Some(destination.clone());
        }
    }
    if let Some(target) = at.region.reservations.get_mut(&destination) {
        target.total += plan.count;
        target.instances.extend(plan.movers);
    }
    if empty {
        reservation::end(at, &plan.source, ReservationState::Cancelled);
    }
    destination
}
