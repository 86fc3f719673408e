//! [DescribeInstanceStatus](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeInstanceStatus)

use crate::alibaba::ecs::common::{page, status};
use crate::alibaba::protocol::Rpc;
use crate::domain::error::Error as DomainError;
use crate::domain::network::NetworkError;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the states of instances. Unknown ids are ignored.
pub struct DescribeInstanceStatus;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    zone_id: Option<SmolStr>,
    #[serde(default)]
    instance_id: Vec<SmolStr>,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    total_count: usize,
    page_number: usize,
    page_size: usize,
    instance_statuses: Statuses,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Statuses {
    instance_status: Vec<Status>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Status {
    instance_id: SmolStr,
    status: &'static str,
}

impl Operation for DescribeInstanceStatus {
    const ACTION: &'static str = "DescribeInstanceStatus";
    const REGION_ID: bool = true;
    // Clusters are not modelled.
    const IGNORED: &'static [&'static str] = &["ClusterId"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeInstanceStatus {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let page = page(request.page_number, request.page_size, 50)?;
        let zone = match &request.zone_id {
            None => None,
            Some(name) => {
                let zone = at.scope.zone(name);
                Some(zone.ok_or_else(|| DomainError::Network(NetworkError::ZoneNotFound(name.clone())))?)
            }
        };
        let ids = &request.instance_id;
        let matching = at.region.instances.values().filter(|instance| {
            (ids.is_empty() || ids.contains(&instance.id)) && zone.is_none_or(|zone| zone == instance.zone)
        });
        let all: Vec<Status> = matching
            .map(|instance| Status { instance_id: instance.id.clone(), status: status(instance.state) })
            .collect();
        Ok(Response {
            total_count: all.len(),
            page_number: page.number,
            page_size: page.size,
            instance_statuses: Statuses { instance_status: page.take(all) },
        })
    }
}
