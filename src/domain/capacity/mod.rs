//! Capacity reservations, interruptible allocations, moves between reservations, and quotas.

pub mod commitment;
mod errors;
pub mod interruptible;
pub mod moving;
pub mod quota;
pub mod reservation;
