//! Regions, zones, and the attributes of an account in a region.

pub mod describe_account_attributes;
pub mod describe_regions;
pub mod describe_zones;
mod zone_view;
