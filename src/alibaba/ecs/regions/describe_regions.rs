//! [DescribeRegions](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeRegions)
//!
//! Every region has this server as its endpoint.

use crate::alibaba::protocol::Rpc;
use crate::domain::geography;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};

/// Describes the regions. The endpoint of each leads back to this server (ours), so clients that follow it stay here.
pub struct DescribeRegions;

#[derive(Debug, Deserialize)]
pub struct Request {}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    regions: Regions,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Regions {
    region: Vec<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Region {
    region_id: &'static str,
    region_endpoint: String,
    local_name: &'static str,
    status: &'static str,
}

impl Operation for DescribeRegions {
    const ACTION: &'static str = "DescribeRegions";
    // Names are in English, and every region sells everything.
    const IGNORED: &'static [&'static str] = &["AcceptLanguage", "InstanceChargeType", "ResourceType"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeRegions {
    fn read(at: Place<'_>, _: Request) -> Result<Response, Error> {
        let view = |region: &geography::Region| Region {
            region_id: region.name,
            region_endpoint: at.endpoint.of(at.scope.cloud, "ecs", region.name),
            local_name: region.label,
            status: "available",
        };
        Ok(Response { regions: Regions { region: geography::regions(at.scope.cloud).iter().map(view).collect() } })
    }
}
