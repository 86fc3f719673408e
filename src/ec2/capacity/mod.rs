//! Capacity reservations, ordinary and interruptible.

mod cancel_capacity_reservation;
mod create_capacity_reservation;
mod create_interruptible_capacity_reservation_allocation;
mod describe_capacity_reservations;
mod get_capacity_reservation_usage;
mod update_interruptible_capacity_reservation_allocation;
mod view;

pub use cancel_capacity_reservation::CancelCapacityReservation;
pub use create_capacity_reservation::CreateCapacityReservation;
pub use create_interruptible_capacity_reservation_allocation::CreateInterruptibleCapacityReservationAllocation;
pub use describe_capacity_reservations::DescribeCapacityReservations;
pub use get_capacity_reservation_usage::GetCapacityReservationUsage;
pub use update_interruptible_capacity_reservation_allocation::UpdateInterruptibleCapacityReservationAllocation;

use crate::domain::capacity::{CapacityError, Reservation, Reservations};
use crate::domain::launch::is_hex_id;
use smol_str::SmolStr;

/// How interruptible capacity is interrupted; AWS knows no other way.
const INTERRUPTION_TYPE: &str = "adhoc";

/// The reservation of this id.
fn reservation<'r>(reservations: &'r Reservations, id: &SmolStr) -> Result<&'r Reservation, CapacityError> {
    match reservations.get(id) {
        Some(reservation) => Ok(reservation),
        None if is_hex_id(id, "cr-") => Err(CapacityError::NotFound(id.clone())),
        None => Err(CapacityError::Malformed(id.clone())),
    }
}
