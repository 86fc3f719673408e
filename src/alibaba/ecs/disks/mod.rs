//! Disks.

mod describe_disks;
mod view;

pub use describe_disks::DescribeDisks;
