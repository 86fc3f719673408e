//! [DescribeRegions](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html)

use super::NamedPlace;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::filters::{Filter, Filters};
use crate::domain::compute::instance::Tags;
use crate::domain::geography::{self, partition};
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the regions of the caller's partition. Each has an endpoint on this server, so that clients that use the endpoint stay with it.
///
/// Regions with opt-in are left out unless they are listed or `AllRegions` is set, though all regions are usable
/// (ours).
pub struct DescribeRegions;

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: RegionName", rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    region_name: Vec<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    all_regions: Option<bool>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    region_info: Set<Item>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    region_name: &'static str,
    region_endpoint: String,
    opt_in_status: &'static str,
    geography_set: Set<NamedPlace>,
}

impl Operation for DescribeRegions {
    const ACTION: &'static str = "DescribeRegions";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeRegions {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let filters = Filters::of_names(&request.filter, &["region-name", "endpoint", "opt-in-status"])?;
        let cloud = at.scope.cloud;
        let names = &request.region_name;
        let own = partition(at.scope.region).name;
        let regions = || geography::regions(cloud).iter().filter(|region| partition(region.name).name == own);
        if let Some(name) = names.iter().find(|name| regions().all(|region| region.name != *name)) {
            return Err(Error::UnknownRegion(name.to_string()));
        }
        let all = request.all_regions.unwrap_or(false);
        let shown = regions().filter(|region| {
            if names.is_empty() { all || !region.opt_in } else { names.iter().any(|name| name == region.name) }
        });
        let item = |region: &geography::Region| Item {
            region_name: region.name,
            region_endpoint: at.endpoint.of(at.scope.cloud, "ec2", region.name),
            opt_in_status: if region.opt_in { "not-opted-in" } else { "opt-in-not-required" },
            geography_set: NamedPlace::set(region.country),
        };
        let passing = shown.map(item).filter(|item| {
            filters.pass(&Tags::new(), |name| match name {
                "region-name" => vec![item.region_name.to_owned()],
                "endpoint" => vec![item.region_endpoint.clone()],
                _ => vec![item.opt_in_status.to_owned()],
            })
        });
        Ok(Response { region_info: passing.collect() })
    }
}
