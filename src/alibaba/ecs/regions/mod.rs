//! Regions, their zones, and what an account may have in them.

mod describe_account_attributes;
mod describe_regions;
mod describe_zones;
mod zone_view;

pub use describe_account_attributes::DescribeAccountAttributes;
pub use describe_regions::DescribeRegions;
pub use describe_zones::DescribeZones;
