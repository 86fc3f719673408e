//! EBS volumes, which are the disks of instances and those that instances left behind.

pub mod describe_volumes;
mod mapping;

pub use mapping::{BlockDeviceMapping, ROOT, blank, map};
