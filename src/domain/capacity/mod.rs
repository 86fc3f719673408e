//! Capacity reservations, interruptible allocations, moves between reservations, and quotas.

mod errors;
pub mod interruptible;
pub mod moving;
pub mod quota;
pub mod reservation;
