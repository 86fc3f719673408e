//! Regions, zones, and the limits of the account in a region.

pub mod describe_account_attributes;
pub mod describe_availability_zones;
pub mod describe_regions;
