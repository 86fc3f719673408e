//! [DescribeAvailabilityZones](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAvailabilityZones.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::filters::{Filter, Filters};
use crate::domain::compute::instance::Tags;
use crate::domain::geography;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the region's zones. All are Availability Zones and available. There are no Local Zones, and all zones are
/// usable (ours), so `AllAvailabilityZones` adds none.
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
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    zone_name: Vec<SmolStr>,
    #[serde(default)]
    zone_id: Vec<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    availability_zone_info: Set<Item>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    opt_in_status: &'static str,
    message_set: Set<()>,
    region_name: &'static str,
    zone_name: &'static str,
    zone_id: &'static str,
    group_name: String,
    network_border_group: &'static str,
    zone_type: &'static str,
    group_long_name: String,
    zone_state: &'static str,
}

impl Operation for DescribeAvailabilityZones {
    const ACTION: &'static str = "DescribeAvailabilityZones";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const IGNORED: &'static [&'static str] = &["AllAvailabilityZones"];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeAvailabilityZones {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let filters = Filters::of_names(&request.filter, FILTERS)?;
        let region = at.scope.facts().ok_or(Error::Internal)?;
        let (names, ids) = (&request.zone_name, &request.zone_id);
        if let Some(name) = names.iter().find(|name| region.zones.iter().all(|(zone, _)| zone != name)) {
            return Err(Error::invalid("ZoneName", name, "a zone of this region"));
        }
        if let Some(id) = ids.iter().find(|id| region.zones.iter().all(|(_, zone)| zone != id)) {
            return Err(Error::invalid("ZoneId", id, "a zone of this region"));
        }
        let listed = region.zones.iter().filter(|(name, id)| {
            (names.is_empty() || names.iter().any(|n| n == name)) && (ids.is_empty() || ids.iter().any(|i| i == id))
        });
        let items = listed.map(|(name, id)| Item::new(region, name, id));
        let passing = items.filter(|item| filters.pass(&Tags::new(), |name| item.values(name)));
        Ok(Response { availability_zone_info: passing.collect() })
    }
}

impl Item {
    /// The view of a zone. All zones of a region are in one group, with a name as on AWS: `us-east-1-zg-1`, `US East
    /// (N. Virginia) 1`.
    fn new(region: &geography::Region, name: &'static str, id: &'static str) -> Self {
        Self {
            opt_in_status: if region.opt_in { "opted-in" } else { "opt-in-not-required" },
            message_set: Set::from_iter([]),
            region_name: region.name,
            zone_name: name,
            zone_id: id,
            group_name: format!("{}-zg-1", region.name),
            network_border_group: region.name,
            zone_type: "availability-zone",
            group_long_name: format!("{} 1", region.label),
            zone_state: "available",
        }
    }

    /// The values of the zone for the filter of this name.
    fn values(&self, name: &str) -> Vec<String> {
        vec![match name {
            "group-long-name" => self.group_long_name.clone(),
            "group-name" => self.group_name.clone(),
            "opt-in-status" => self.opt_in_status.to_owned(),
            "region-name" => self.region_name.to_owned(),
            "state" => self.zone_state.to_owned(),
            "zone-id" => self.zone_id.to_owned(),
            "zone-name" => self.zone_name.to_owned(),
            "zone-type" => self.zone_type.to_owned(),
            _ => return Vec::new(),
        }]
    }
}
