//! The scope of a resource: cloud, account, region.

use crate::domain::geography;
use crate::domain::written::{self, Name};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::fmt;

/// One of the two clouds. Each has accounts, regions and instances of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Cloud {
    /// Amazon Web Services.
    Aws,
    /// Alibaba Cloud.
    Alibaba,
}

/// One account in one region of one cloud: the key of its state in the world.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Scope {
    pub cloud: Cloud,
    /// The account's id: 12 digits on AWS, 16 on Alibaba Cloud.
    pub account: SmolStr,
    /// The region's id; always one of [`crate::domain::geography`].
    #[serde(with = "written::name")]
    pub region: Name,
}

impl Scope {
    /// The region's entry in [`geography`].
    pub fn facts(&self) -> Option<&'static geography::Region> {
        geography::region(self.cloud, self.region)
    }

    /// The name of the region's zone with this name or zone id.
    pub fn zone(&self, name_or_id: &str) -> Option<&'static str> {
        self.facts()?.zone(name_or_id)
    }

    /// The id of the region's zone with this name; empty if there is none.
    pub fn zone_id(&self, zone: &str) -> &'static str {
        self.facts().map_or("", |region| region.zone_id(zone))
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cloud = match self.cloud {
            Cloud::Aws => "aws",
            Cloud::Alibaba => "alibaba",
        };
        write!(f, "{cloud}/{}/{}", self.account, self.region)
    }
}
