//! [DescribeAvailabilityZones](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAvailabilityZones.html)

use super::NamedPlace;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::filters::{Filter, Filters};
use crate::domain::compute::instance::Tags;
use crate::domain::geography;
use crate::domain::local_zones::{LocalZone, local_zones};
use crate::domain::network::NetworkError;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};

/// Describes the region's zones; with `AllAvailabilityZones` also its Local Zones, which no account has opted in to (ours:
/// the operation for it is not modelled). All are available.
pub struct DescribeAvailabilityZones;

const FILTERS: &[&str] = &[
    "group-long-name",
    "group-name",
    "message",
    "opt-in-status",
    "parent-zone-id",
    "parent-zone-name",
    "region-name",
    "state",
    "zone-id",
    "zone-name",
    "zone-type",
];

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: ZoneName ZoneId", rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    zone_name: Vec<SmolStr>,
    #[serde(default)]
    zone_id: Vec<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    #[serde(default)]
    all_availability_zones: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    availability_zone_info: Set<Item>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    zone_name: &'static str,
    zone_id: &'static str,
    zone_state: &'static str,
    region_name: &'static str,
    group_name: SmolStr,
    opt_in_status: &'static str,
    network_border_group: &'static str,
    zone_type: &'static str,
    parent_zone_name: Option<&'static str>,
    parent_zone_id: Option<&'static str>,
    group_long_name: SmolStr,
    message_set: Set<()>,
    geography_set: Set<NamedPlace>,
    sub_geography_set: Set<NamedPlace>,
}

impl Operation for DescribeAvailabilityZones {
    const ACTION: &'static str = "DescribeAvailabilityZones";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeAvailabilityZones {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let filters = Filters::of_names(&request.filter, FILTERS)?;
        let region = at.scope.facts().ok_or(Error::Internal)?;
        let own = region.zones.iter().map(|(name, id)| Item::new(region, name, id));
        let local = local_zones(region.name).iter().filter(|_| request.all_availability_zones);
        let all: Vec<Item> = own.chain(local.map(|zone| Item::local(region, zone))).collect();
        let (names, ids) = (&request.zone_name, &request.zone_id);
        if let Some(name) = names.iter().find(|name| all.iter().all(|item| item.zone_name != *name)) {
            return Err(NetworkError::ZoneNotFound(name.clone()).into());
        }
        if let Some(id) = ids.iter().find(|id| all.iter().all(|item| item.zone_id != *id)) {
            return Err(Error::invalid("ZoneId", id, "a zone of this region"));
        }
        let items = all.into_iter().filter(|item| {
            (names.is_empty() || names.iter().any(|name| name == item.zone_name))
                && (ids.is_empty() || ids.iter().any(|id| id == item.zone_id))
        });
        let passing = items.filter(|item| filters.pass(&Tags::new(), |name| item.values(name)));
        Ok(Response { availability_zone_info: passing.collect() })
    }
}

impl Item {
    /// The view of a zone. All zones of a region are in one group, with a name as on AWS: `us-east-1-zg-1`, `US East
    /// (N. Virginia) 1`.
    fn new(region: &geography::Region, name: &'static str, id: &'static str) -> Self {
        Self {
            zone_name: name,
            zone_id: id,
            zone_state: "available",
            region_name: region.name,
            group_name: format_smolstr!("{}-zg-1", region.name),
            opt_in_status: if region.opt_in { "opted-in" } else { "opt-in-not-required" },
            network_border_group: region.name,
            zone_type: "availability-zone",
            parent_zone_name: None,
            parent_zone_id: None,
            group_long_name: format_smolstr!("{} 1", region.label),
            message_set: Set::from_iter([]),
            geography_set: NamedPlace::set(region.country),
            sub_geography_set: NamedPlace::set(region.division),
        }
    }

    fn local(region: &geography::Region, zone: &'static LocalZone) -> Self {
        Self {
            group_name: zone.group().into(),
            opt_in_status: "not-opted-in",
            network_border_group: zone.group(),
            zone_type: "local-zone",
            parent_zone_name: Some(zone.parent),
            parent_zone_id: Some(region.zone_id(zone.parent)),
            group_long_name: zone.label.into(),
            geography_set: NamedPlace::set(zone.country),
            sub_geography_set: NamedPlace::set(zone.division),
            ..Self::new(region, zone.name, zone.id)
        }
    }

    /// The values of the zone for the filter of this name.
    fn values(&self, name: &str) -> Vec<String> {
        vec![match name {
            "group-long-name" => self.group_long_name.to_string(),
            "group-name" => self.group_name.to_string(),
            "opt-in-status" => self.opt_in_status.to_owned(),
            "parent-zone-id" => return self.parent_zone_id.map(str::to_owned).into_iter().collect(),
            "parent-zone-name" => return self.parent_zone_name.map(str::to_owned).into_iter().collect(),
            "region-name" => self.region_name.to_owned(),
            "state" => self.zone_state.to_owned(),
            "zone-id" => self.zone_id.to_owned(),
            "zone-name" => self.zone_name.to_owned(),
            "zone-type" => self.zone_type.to_owned(),
            _ => return Vec::new(),
        }]
    }
}
