//! EBS volumes, which are the disks of instances and those that instances left behind.

mod describe_volumes;
mod mapping;

pub use describe_volumes::DescribeVolumes;
pub use mapping::{BlockDeviceMapping, ROOT, blank, map};
