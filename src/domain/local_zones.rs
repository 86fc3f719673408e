//! AWS's local zones: extensions of a region in another place. An account has to opt in to each; nobody does here, since
//! the operation for it is not modelled, so they are only listed.

/// A local zone.
#[derive(Debug)]
pub struct LocalZone {
    pub name: &'static str,
    pub id: &'static str,
    /// The name of the zone that it is connected to.
    pub parent: &'static str,
    /// The display name of its group.
    pub label: &'static str,
    pub country: &'static str,
    /// The part of the country; empty if AWS names none.
    pub division: &'static str,
}

/// The local zones of a region: those of the two regions in which EC2 was recorded. Others have none here (ours).
pub fn local_zones(region: &str) -> &'static [LocalZone] {
    match region {
        "us-east-1" => US_EAST_1,
        "us-west-2" => US_WEST_2,
        _ => &[],
    }
}

impl LocalZone {
    /// The name of its group: its own without the letter.
    pub fn group(&self) -> &'static str {
        self.name.strip_suffix(|letter: char| letter.is_ascii_lowercase()).unwrap_or(self.name)
    }
}

#[rustfmt::skip]
const US_EAST_1: &[LocalZone] = &[
    LocalZone { name: "us-east-1-atl-2a", id: "use1-atl2-az1", parent: "us-east-1f", label: "US East (Atlanta) 2", country: "United States of America", division: "Georgia" },
    LocalZone { name: "us-east-1-atl-2b", id: "use1-atl2-az2", parent: "us-east-1a", label: "US East (Atlanta) 2", country: "United States of America", division: "Georgia" },
    LocalZone { name: "us-east-1-bos-1a", id: "use1-bos1-az1", parent: "us-east-1b", label: "US East (Boston)", country: "United States of America", division: "Massachusetts" },
    LocalZone { name: "us-east-1-bue-1a", id: "use1-bue1-az1", parent: "us-east-1a", label: "Argentina (Buenos Aires)", country: "Argentina", division: "" },
    LocalZone { name: "us-east-1-chi-2a", id: "use1-chi2-az1", parent: "us-east-1c", label: "US East (Chicago) 2", country: "United States of America", division: "Illinois" },
    LocalZone { name: "us-east-1-dfw-2a", id: "use1-dfw2-az1", parent: "us-east-1b", label: "US East (Dallas) 2", country: "United States of America", division: "Texas" },
    LocalZone { name: "us-east-1-iah-2a", id: "use1-iah2-az1", parent: "us-east-1a", label: "US East (Houston) 2", country: "United States of America", division: "Texas" },
    LocalZone { name: "us-east-1-lim-1a", id: "use1-lim1-az1", parent: "us-east-1a", label: "Peru (Lima)", country: "Peru", division: "" },
    LocalZone { name: "us-east-1-mci-1a", id: "use1-mci1-az1", parent: "us-east-1a", label: "US East (Kansas City 2)", country: "United States of America", division: "Missouri" },
    LocalZone { name: "us-east-1-mia-2a", id: "use1-mia2-az1", parent: "us-east-1c", label: "US East (Miami) 2", country: "United States of America", division: "Florida" },
    LocalZone { name: "us-east-1-msp-1a", id: "use1-msp1-az1", parent: "us-east-1f", label: "US East (Minneapolis)", country: "United States of America", division: "Minnesota" },
    LocalZone { name: "us-east-1-nyc-2a", id: "use1-nyc2-az1", parent: "us-east-1f", label: "US East (New York City) 2", country: "United States of America", division: "New Jersey" },
    LocalZone { name: "us-east-1-phl-1a", id: "use1-phl1-az1", parent: "us-east-1d", label: "US East (Philadelphia)", country: "United States of America", division: "Pennsylvania" },
    LocalZone { name: "us-east-1-scl-1a", id: "use1-scl1-az1", parent: "us-east-1d", label: "Chile (Santiago)", country: "Chile", division: "" },
];

#[rustfmt::skip]
const US_WEST_2: &[LocalZone] = &[
    LocalZone { name: "us-west-2-den-1a", id: "usw2-den1-az1", parent: "us-west-2d", label: "US West (Denver)", country: "United States of America", division: "Colorado" },
    LocalZone { name: "us-west-2-hnl-1a", id: "usw2-hnl1-az1", parent: "us-west-2c", label: "US West (Honolulu)", country: "United States of America", division: "Hawaii" },
    LocalZone { name: "us-west-2-las-1a", id: "usw2-las1-az1", parent: "us-west-2c", label: "US West (Las Vegas)", country: "United States of America", division: "Nevada" },
    LocalZone { name: "us-west-2-las-2a", id: "usw2-las2-az1", parent: "us-west-2b", label: "US West (Las Vegas) 2", country: "United States of America", division: "Nevada" },
    LocalZone { name: "us-west-2-lax-1a", id: "usw2-lax1-az1", parent: "us-west-2a", label: "US West (Los Angeles)", country: "United States of America", division: "California" },
    LocalZone { name: "us-west-2-lax-1b", id: "usw2-lax1-az2", parent: "us-west-2d", label: "US West (Los Angeles)", country: "United States of America", division: "California" },
    LocalZone { name: "us-west-2-phx-2a", id: "usw2-phx2-az1", parent: "us-west-2a", label: "US West (Phoenix) 2", country: "United States of America", division: "Arizona" },
    LocalZone { name: "us-west-2-sea-1a", id: "usw2-sea1-az1", parent: "us-west-2b", label: "US West (Seattle)", country: "United States of America", division: "Washington" },
];
