//! Capacity reservations, which hold capacity in private pools.

pub mod create_capacity_reservation;
pub mod describe_capacity_reservation_instances;
pub mod describe_capacity_reservations;
pub mod modify_capacity_reservation;
mod options;
pub mod release_capacity_reservation;
mod view;
