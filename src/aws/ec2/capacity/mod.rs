//! Capacity reservations, ordinary and interruptible.

mod cancel_capacity_reservation;
mod create_capacity_reservation;
mod create_capacity_reservation_by_splitting;
mod create_interruptible_capacity_reservation_allocation;
mod describe_capacity_reservations;
mod end_date;
mod get_capacity_reservation_usage;
mod get_groups_for_capacity_reservation;
mod modify_capacity_reservation;
mod move_capacity_reservation_instances;
mod moved;
mod specification;
mod update_interruptible_capacity_reservation_allocation;
mod view;

pub use cancel_capacity_reservation::CancelCapacityReservation;
pub use create_capacity_reservation::CreateCapacityReservation;
pub use create_capacity_reservation_by_splitting::CreateCapacityReservationBySplitting;
pub use create_interruptible_capacity_reservation_allocation::CreateInterruptibleCapacityReservationAllocation;
pub use describe_capacity_reservations::DescribeCapacityReservations;
pub use get_capacity_reservation_usage::GetCapacityReservationUsage;
pub use get_groups_for_capacity_reservation::GetGroupsForCapacityReservation;
pub use modify_capacity_reservation::ModifyCapacityReservation;
pub use move_capacity_reservation_instances::MoveCapacityReservationInstances;
pub use specification::CapacityReservationSpecification;
pub use update_interruptible_capacity_reservation_allocation::UpdateInterruptibleCapacityReservationAllocation;

use crate::domain::capacity::reservation::find as reservation;

/// How interruptible capacity is interrupted; AWS knows no other way.
const INTERRUPTION_TYPE: &str = "adhoc";
