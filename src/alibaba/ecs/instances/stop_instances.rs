//! [StopInstances](https://api.alibabacloud.com/document/Ecs/2014-05-26/StopInstances)

use super::batch::{self, Batch, BatchOptimization, Response};
use super::stop_instance::{StoppedMode, check, stop};
use crate::alibaba::protocol::Rpc;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Stops running instances. Unlike StopInstance, it needs no confirmation for local disks.
pub struct StopInstances;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    instance_id: Vec<SmolStr>,
    batch_optimization: Option<BatchOptimization>,
    stopped_mode: Option<StoppedMode>,
}

/// The instances, and whether charging stops.
pub struct Plan {
    batch: Batch,
    stop_charging: bool,
}

impl Operation for StopInstances {
    const ACTION: &'static str = "StopInstances";
    const REGION_ID: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // There is no operating system here, so an instance always stops.
    const IGNORED: &'static [&'static str] = &["ForceStop"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        batch::refuse(error)
    }
}

impl Change for StopInstances {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let mode = request.batch_optimization;
        let batch = batch::plan(at, request.instance_id, mode, check)?;
        Ok(Plan { batch, stop_charging: request.stopped_mode == Some(StoppedMode::StopCharging) })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        batch::commit(at, plan.batch, |at, id| stop(at, id, plan.stop_charging))
    }
}
