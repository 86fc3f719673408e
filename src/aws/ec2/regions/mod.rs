//! Regions, zones, and what an account may have in them.

mod describe_account_attributes;
mod describe_availability_zones;
mod describe_regions;

pub use describe_account_attributes::DescribeAccountAttributes;
pub use describe_availability_zones::DescribeAvailabilityZones;
pub use describe_regions::DescribeRegions;
