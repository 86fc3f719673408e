//! Disks.

pub mod checks;
pub mod describe_disks;
mod view;
