//! Capacity reservations, which hold capacity in private pools.

mod create_capacity_reservation;
mod describe_capacity_reservation_instances;
mod describe_capacity_reservations;
mod modify_capacity_reservation;
mod options;
mod release_capacity_reservation;
mod view;

pub use create_capacity_reservation::CreateCapacityReservation;
pub use describe_capacity_reservation_instances::DescribeCapacityReservationInstances;
pub use describe_capacity_reservations::DescribeCapacityReservations;
pub use modify_capacity_reservation::ModifyCapacityReservation;
pub use release_capacity_reservation::ReleaseCapacityReservation;
