//! Capacity that is reserved, lent, moved, and how much of it there is.

pub mod interruptible;
pub mod moving;
pub mod quota;
pub mod reservation;
