//! Regions and zones.

mod describe_availability_zones;
mod describe_regions;

pub use describe_availability_zones::DescribeAvailabilityZones;
pub use describe_regions::DescribeRegions;
