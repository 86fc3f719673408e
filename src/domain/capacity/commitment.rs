//! Reservations of EC2 that start in the future, and the commitment to keep them.
//!
//! Follows the EC2 User Guide, "Request a future-dated Capacity Reservation". Here every request is approved, and delivered
//! on time (ours).

use crate::domain::capacity::reservation::{AwsCapacityError, Reservation, ReservationState};
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::lifecycle;
use crate::domain::place::PlaceMut;
use crate::domain::queue::{Event, after};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// How long before its start a reservation can be requested.
pub const MIN_NOTICE: SignedDuration = SignedDuration::from_hours(5 * 24);
pub const MAX_NOTICE: SignedDuration = SignedDuration::from_hours(120 * 24);

/// The range of a commitment, in seconds: from 14 days to what the API takes.
pub const DURATIONS: std::ops::RangeInclusive<i64> = 14 * 86_400..=200_000_000;

/// The least vCPUs of such a reservation.
const MIN_VCPUS: u32 = 32;

/// The commitment of a reservation that starts in the future.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Commitment {
    /// When the reservation starts.
    pub starts: Timestamp,
    /// How long it is kept from then on, in seconds.
    pub seconds: i64,
    /// The number of instances that is committed to.
    pub count: u32,
}

impl Commitment {
    pub fn ends(&self) -> Timestamp {
        after(self.starts, SignedDuration::from_secs(self.seconds))
    }
}

/// Whether such a reservation can be for so many instances of this type: of the families C, G, I, M, R and T, and of at
/// least 32 vCPUs.
pub fn check_size(instance_type: &'static InstanceType, count: u32) -> Result<(), AwsCapacityError> {
    let letters = instance_type.family.split(|c: char| !c.is_ascii_lowercase()).next().unwrap_or_default();
    let family = letters.starts_with(['c', 'g', 'i', 'm', 'r', 't']) && !matches!(letters, "mac" | "inf" | "trn");
    if !family {
        Err(AwsCapacityError::FutureFamily(instance_type.name))
    } else if instance_type.vcpus.saturating_mul(count) < MIN_VCPUS {
        Err(AwsCapacityError::FutureSize(MIN_VCPUS))
    } else {
        Ok(())
    }
}

/// Whether a reservation with a commitment may lose capacity: not before that ends. What AWS asks a quote for is not
/// modelled.
pub fn check_free(reservation: &Reservation, now: Timestamp) -> Result<(), AwsCapacityError> {
    match &reservation.commitment {
        Some(commitment) if now < commitment.ends() => Err(AwsCapacityError::Committed(reservation.id.clone())),
        _ => Ok(()),
    }
}

/// Schedules the states of a new reservation: it is assessed for a while, and starts when it is due.
pub fn schedule(at: &mut PlaceMut<'_>, id: &SmolStr, commitment: &Commitment) {
    for due in [after(at.now, at.rules.transitions.allocate), commitment.starts] {
        at.queue.push(due, at.scope, Event::ReservationAdvances { id: id.clone() });
    }
}

/// Moves a reservation that has not started to its next state.
pub fn advance(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let Some(reservation) = at.region.reservations.get_mut(id) else { return };
    let Some(commitment) = &reservation.commitment else { return };
    if !matches!(reservation.state, ReservationState::Assessing | ReservationState::Scheduled) {
        return;
    }
    if at.now < commitment.starts {
        reservation.state = ReservationState::Scheduled;
        return;
    }
    reservation.state = ReservationState::Active;
    lifecycle::add_running_instances(at, id);
}
