//! Regions.

mod describe_regions;

pub use describe_regions::DescribeRegions;
