//! Regions, zones, and the limits of the account in a region.

pub mod describe_account_attributes;
pub mod describe_availability_zones;
pub mod describe_regions;

use crate::aws::ec2::common::Set;
use serde::Serialize;

/// The name of a country, or of a part of one.
#[derive(Serialize)]
struct NamedPlace {
    name: &'static str,
}

impl NamedPlace {
    /// A list of it, or an empty list if it has no name.
    fn set(name: &'static str) -> Set<Self> {
        Some(name).filter(|name| !name.is_empty()).map(|name| Self { name }).into_iter().collect()
    }
}
