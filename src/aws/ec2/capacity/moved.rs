//! The count and the answer of CreateCapacityReservationBySplitting and MoveCapacityReservationInstances.

use super::view::ReservationView;
use crate::domain::capacity::moving::{self, Move};
use crate::domain::capacity::reservation::MAX_STEP;
use crate::domain::place::PlaceMut;
use crate::operation::Error;
use serde::Serialize;

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    source_capacity_reservation: Option<ReservationView>,
    destination_capacity_reservation: Option<ReservationView>,
    instance_count: u32,
}

/// Checks the number of instances to move.
pub fn count(count: i64) -> Result<u32, Error> {
    let number = u32::try_from(count).ok().filter(|number| (1..=MAX_STEP).contains(number));
    number.ok_or_else(|| Error::invalid("InstanceCount", count, format!("a number from 1 to {MAX_STEP}")))
}

/// Moves the capacity, and returns both reservations as they are after that.
pub fn commit(at: &mut PlaceMut<'_>, plan: Move) -> Response {
    let (source, instance_count) = (plan.source.clone(), plan.count);
    let destination = moving::commit(at, plan);
    let reservations = &at.region.reservations;
    let view = |id| reservations.get(id).map(|found| ReservationView::new(at.scope, found, reservations));
    Response {
        source_capacity_reservation: view(&source),
        destination_capacity_reservation: view(&destination),
        instance_count,
    }
}
