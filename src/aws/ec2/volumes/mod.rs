//! EBS volumes: the disks of instances, and those that remained after their instance was terminated.

pub mod describe_volumes;
mod mapping;

pub use mapping::{BlockDeviceMapping, ROOT, apply_mappings, default_volume};
