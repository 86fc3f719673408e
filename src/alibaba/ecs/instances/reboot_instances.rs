//! [RebootInstances](https://api.alibabacloud.com/document/Ecs/2014-05-26/RebootInstances)

use super::batch::{self, Batch, BatchOptimization, Response};
use super::reboot_instance::check;
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::lifecycle;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Reboots running instances. Their state is `Starting` until they are running again.
pub struct RebootInstances;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    instance_id: Vec<SmolStr>,
    batch_optimization: Option<BatchOptimization>,
}

impl Operation for RebootInstances {
    const ACTION: &'static str = "RebootInstances";
    const REGION_ID: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // There is no operating system here, so an instance always stops.
    const IGNORED: &'static [&'static str] = &["ForceReboot"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        batch::refuse(error)
    }
}

impl Change for RebootInstances {
    type Plan = Batch;

    fn plan(at: Place<'_>, request: Request) -> Result<Batch, Error> {
        batch::plan(at, request.instance_id, request.batch_optimization, check)
    }

    fn commit(at: &mut PlaceMut<'_>, batch: Batch) -> Response {
        batch::commit(at, batch, lifecycle::reboot)
    }
}
