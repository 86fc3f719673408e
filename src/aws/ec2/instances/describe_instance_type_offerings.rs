//! [DescribeInstanceTypeOfferings](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceTypeOfferings.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, page};
use crate::aws::ec2::filters::{Filter, Filters};
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::instance::Tags;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};

/// Lists the instance types that each location offers. The locations are regions, zones, or zone ids.
pub struct DescribeInstanceTypeOfferings;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    location_type: LocationType,
    #[serde(default)]
    filter: Vec<Filter>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
enum LocationType {
    #[default]
    Region,
    AvailabilityZone,
    AvailabilityZoneId,
    Outpost,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    instance_type_offering_set: Set<Offering>,
    next_token: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Offering {
    instance_type: &'static str,
    location_type: LocationType,
    location: &'static str,
}

impl Operation for DescribeInstanceTypeOfferings {
    const ACTION: &'static str = "DescribeInstanceTypeOfferings";
    // Ours: as its neighbours.
    const DRY_RUN: DryRun = DryRun::BeforeParameters(&[]);
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeInstanceTypeOfferings {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let filters = Filters::of_names(&request.filter, &["location", "instance-type"])?;
        let page = page::<Self>(at, &request.filter, request.max_results, request.next_token.as_ref(), 5..=1000)?;
        let location_type = request.location_type;
        let offered = |instance_type: &InstanceType| -> Vec<&'static str> {
            let zones = instance_type.zones(at.scope);
            match location_type {
                LocationType::Region => zones.take(1).map(|_| at.scope.region).collect(),
                LocationType::AvailabilityZone => zones.collect(),
                LocationType::AvailabilityZoneId => {
                    let mut ids: Vec<_> = zones.map(|zone| at.scope.zone_id(zone)).collect();
                    ids.sort_unstable();
                    ids
                }
                LocationType::Outpost => Vec::new(),
            }
        };
        let offerings = at.types.all().flat_map(|instance_type| {
            let offering =
                |location| (format_smolstr!("{} {location}", instance_type.name), instance_type.name, location);
            offered(instance_type).into_iter().map(offering)
        });
        let passing = offerings.filter(|(_, instance_type, location)| {
            filters
                .pass(&Tags::new(), |name| vec![if name == "location" { location } else { instance_type }.to_string()])
        });
        let (shown, next_token) = page.take(passing, |(key, ..)| key);
        let view = |(_, instance_type, location)| Offering { instance_type, location_type, location };
        Ok(Response { instance_type_offering_set: shown.into_iter().map(view).collect(), next_token })
    }
}
