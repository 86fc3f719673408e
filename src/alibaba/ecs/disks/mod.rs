//! Disks.

pub mod describe_disks;
mod view;
