//! [DeleteInstances](https://api.alibabacloud.com/document/Ecs/2014-05-26/DeleteInstances)

use super::batch::{self, unique_ids};
use super::delete_instance::check;
use crate::alibaba::ecs::common::{Done, instance};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::StateReason;
use crate::domain::compute::lifecycle;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Releases instances as DeleteInstance does. If one cannot be released, none is.
pub struct DeleteInstances;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    instance_id: Vec<SmolStr>,
    force: Option<bool>,
    terminate_subscription: Option<bool>,
}

impl Operation for DeleteInstances {
    const ACTION: &'static str = "DeleteInstances";
    const REGION_ID: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    // There is no operating system here, so an instance always stops.
    const IGNORED: &'static [&'static str] = &["ForceStop"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        batch::refuse_batch(error)
    }
}

impl Change for DeleteInstances {
    type Plan = Vec<SmolStr>;

    fn plan(at: Place<'_>, request: Request) -> Result<Vec<SmolStr>, Error> {
        let (forced, ends_subscription) = (request.force == Some(true), request.terminate_subscription == Some(true));
        let ids = unique_ids(request.instance_id)?;
        for id in &ids {
            check(instance(at.region, id)?, forced, ends_subscription)?;
        }
        Ok(ids)
    }

    fn commit(at: &mut PlaceMut<'_>, ids: Vec<SmolStr>) -> Done {
        for id in &ids {
            lifecycle::terminate(at, id, StateReason::User);
        }
        Done {}
    }
}
