//! Capacity reservations, ordinary and interruptible.

pub mod cancel_capacity_reservation;
pub mod create_capacity_reservation;
pub mod create_capacity_reservation_by_splitting;
pub mod create_interruptible_capacity_reservation_allocation;
pub mod describe_capacity_reservations;
mod end_date;
pub mod get_capacity_reservation_usage;
pub mod get_groups_for_capacity_reservation;
pub mod modify_capacity_reservation;
pub mod move_capacity_reservation_instances;
mod moved;
mod specification;
mod start_date;
pub mod update_interruptible_capacity_reservation_allocation;
mod view;

pub use specification::CapacityReservationSpecification;

use crate::domain::capacity::reservation::find as reservation;

/// The interruption type of interruptible capacity. AWS has no other one.
const INTERRUPTION_TYPE: &str = "adhoc";
