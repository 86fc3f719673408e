//! Regions, their zones, and what an account may have in them.

pub mod describe_account_attributes;
pub mod describe_regions;
pub mod describe_zones;
mod zone_view;
