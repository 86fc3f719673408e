//! Regions, zones, and what an account may have in them.

pub mod describe_account_attributes;
pub mod describe_availability_zones;
pub mod describe_regions;
