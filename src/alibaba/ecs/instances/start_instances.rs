//! [StartInstances](https://api.alibabacloud.com/document/Ecs/2014-05-26/StartInstances)

use super::batch::{self, Batch, BatchOptimization, Response};
use super::start_instance::check;
use crate::alibaba::protocol::Rpc;
use crate::domain::capacity::quota::StartCapacity;
use crate::domain::compute::lifecycle;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Starts stopped instances.
pub struct StartInstances;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    instance_id: Vec<SmolStr>,
    batch_optimization: Option<BatchOptimization>,
}

impl Operation for StartInstances {
    const ACTION: &'static str = "StartInstances";
    const REGION_ID: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        batch::refuse(error)
    }
}

impl Change for StartInstances {
    type Plan = Batch;

    fn plan(at: Place<'_>, request: Request) -> Result<Batch, Error> {
        // Each instance can use only the capacity that those before it leave.
        let mut starting = StartCapacity::new(at.region);
        batch::plan(at, request.instance_id, request.batch_optimization, |instance| check(instance, &mut starting))
    }

    fn commit(at: &mut PlaceMut<'_>, batch: Batch) -> Response {
        batch::commit(at, batch, lifecycle::start)
    }
}
