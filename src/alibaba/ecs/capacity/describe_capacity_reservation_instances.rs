//! [DescribeCapacityReservationInstances](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeCapacityReservationInstances)

use super::options::{PoolId, missing_region, page, page_size, pool, pool_id};
use crate::alibaba::protocol::Rpc;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the instances that use a private pool: running ones, and stopped ones that are still charged. Pages by
/// token.
pub struct DescribeCapacityReservationInstances;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    private_pool_options: Option<PoolId>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    next_token: SmolStr,
    total_count: usize,
    max_results: usize,
    capacity_reservation_item: Item,
}

/// Unlike other lists, this one has no wrapper of its own.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Item {
    instance_id_set: Vec<InstanceId>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct InstanceId {
    instance_id: SmolStr,
}

impl Operation for DescribeCapacityReservationInstances {
    const ACTION: &'static str = "DescribeCapacityReservationInstances";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        missing_region(error)
    }
}

impl Read for DescribeCapacityReservationInstances {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let id = pool_id(request.private_pool_options)?;
        let max_results = page_size(request.max_results)?;
        let all: Vec<SmolStr> = pool(&at.region.reservations, &id)?.instances.iter().cloned().collect();
        let total_count = all.len();
        let (ids, next_token) = page(all, max_results, request.next_token.as_ref(), |id| id);
        let instance_id_set = ids.into_iter().map(|instance_id| InstanceId { instance_id }).collect();
        Ok(Response { next_token, total_count, max_results, capacity_reservation_item: Item { instance_id_set } })
    }
}
