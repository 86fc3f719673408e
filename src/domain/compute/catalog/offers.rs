//! Where the types of EC2 are offered.

use super::InstanceType;
use super::table::{Row, Table};
use crate::domain::error::AwsInstanceError;
use crate::domain::scope::Scope;

/// The zones in which a type is offered, for each region of [`REGIONS`]: the bits are the numbers of the zones' ids, those of
/// all zones if all offer it.
#[derive(Clone, Copy, Debug)]
pub struct Zones(Option<[u8; REGIONS.len()]>);

/// The regions of which there is a list of what they offer. The others offer the current generation in all zones (ours).
pub const REGIONS: [&str; 30] = [
    "us-west-2",
    "us-east-2",
    "us-east-1",
    "eu-central-1",
    "eu-west-1",
    "ap-northeast-1",
    "ap-northeast-2",
    "eu-north-1",
    "eu-west-3",
    "ap-southeast-2",
    "sa-east-1",
    "eu-west-2",
    "eu-south-2",
    "ap-southeast-3",
    "ap-southeast-1",
    "ap-south-1",
    "ap-south-2",
    "ca-central-1",
    "ap-east-1",
    "ap-southeast-5",
    "us-west-1",
    "eu-central-2",
    "eu-south-1",
    "af-south-1",
    "ap-northeast-3",
    "ca-west-1",
    "ap-southeast-4",
    "il-central-1",
    "me-south-1",
    "me-central-1",
];

impl Zones {
    /// In all zones of all regions, those without a list too.
    pub(super) const EVERYWHERE: Self = Self(None);

    /// The zones of a type, as the table of offers has them.
    pub(super) fn read(table: &Table, row: &Row<'_>) -> Self {
        let offers = table.row(row.family(), row.size());
        Self(Some(REGIONS.map(|region| match offers.as_ref().map_or("", |offers| offers.text(region)) {
            "*" => u8::MAX,
            digits => digits.bytes().fold(0, |bits, digit| bits | 1 << (digit - b'0')),
        })))
    }

    /// The bits for this region; `None` if there is no list of what it offers.
    fn of(&self, region: &str) -> Option<u8> {
        let Some(bits) = self.0 else { return Some(u8::MAX) };
        REGIONS.iter().position(|listed| *listed == region).map(|at| bits[at])
    }
}

impl InstanceType {
    /// Whether the region offers the type in one of its zones.
    pub fn is_offered(&self, scope: &Scope) -> bool {
        self.zones(scope).next().is_some()
    }

    /// The zones of the region that offer the type.
    pub fn zones(&self, scope: &Scope) -> impl Iterator<Item = &'static str> {
        let zones = scope.facts().map_or(&[][..], |region| region.zones);
        zones.iter().map(|(zone, _)| *zone).filter(|zone| self.is_offered_in(scope, zone))
    }

    /// Whether a zone of the region offers the type. Types of ECS are offered everywhere (ours).
    pub fn is_offered_in(&self, scope: &Scope, zone: &str) -> bool {
        let Some(figures) = self.ec2() else { return true };
        let Some(bits) = figures.zones.of(scope.region) else { return figures.current_generation };
        number(scope.zone_id(zone)).is_some_and(|number| bits & (1 << number) != 0)
    }
}

/// Fails if the zone does not offer the type. One that the whole region does not offer is an unsupported configuration.
pub fn check_zone(scope: &Scope, instance_type: &InstanceType, zone: &'static str) -> Result<(), AwsInstanceError> {
    if instance_type.is_offered_in(scope, zone) {
        return Ok(());
    }
    let zones: Vec<_> = instance_type.zones(scope).collect();
    if zones.is_empty() {
        return Err(AwsInstanceError::Unsupported);
    }
    Err(AwsInstanceError::ZoneUnsupported { instance_type: instance_type.name, zone, zones })
}

/// The number at the end of a zone's id: 4 of `use1-az4`.
fn number(zone_id: &str) -> Option<u8> {
    zone_id.bytes().last().filter(u8::is_ascii_digit).map(|digit| digit - b'0')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::geography;
    use crate::domain::scope::Cloud;

    #[test]
    fn the_table_is_of_these_regions() {
        let table = Table::parse(include_str!("data/ec2-type-zones.tsv"));
        let mut listed: Vec<_> = REGIONS.to_vec();
        listed.sort_unstable();
        assert_eq!(table.columns().collect::<Vec<_>>(), listed);
    }

    #[test]
    fn zones_have_the_ids_of_the_account_whose_offers_these_are() {
        let rows = include_str!("data/ec2-zone-ids.tsv").lines().skip(1);
        for (region, zones) in rows.filter_map(|row| row.split_once('\t')) {
            let facts = geography::region(Cloud::Aws, region).expect("a region");
            let known: Vec<String> = facts
                .zones
                .iter()
                .map(|(name, id)| format!("{}={}", &name[region.len()..], number(id).expect("a number")))
                .collect();
            assert_eq!(known.join(","), zones, "{region}");
        }
    }
}
