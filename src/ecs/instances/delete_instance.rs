//! DeleteInstance.

use crate::domain::error::{Doing, InstanceError};
use crate::domain::estate::{Place, PlaceMut};
use crate::domain::instance::{ChargeType, State, StateReason};
use crate::domain::lifecycle;
use crate::ecs::Ecs;
use crate::ecs::common::{Done, instance};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Releases a stopped instance, or, with `Force`, a running one. A subscription is released only with
/// `TerminateSubscription`.
pub struct DeleteInstance;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    force: Option<bool>,
    terminate_subscription: Option<bool>,
}

impl Operation for DeleteInstance {
    const ACTION: &'static str = "DeleteInstance";
    const DRY_RUN: bool = true;
    // There is no operating system here that could refuse to stop.
    const IGNORED: &'static [&'static str] = &["ForceStop"];
    type Dialect = Ecs;
    type Request = Request;
    type Response = Done;
}

impl Change for DeleteInstance {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let id = request.instance_id;
        let instance = instance(at.region, &id)?;
        let facts = instance.alibaba();
        if facts.charge() == ChargeType::PrePaid && request.terminate_subscription != Some(true) {
            return Err(InstanceError::Subscription.into());
        }
        if facts.deletion_protection {
            return Err(InstanceError::Protected { id, doing: Doing::Terminate }.into());
        }
        let forced = request.force == Some(true);
        match instance.state {
            State::Stopped => Ok(id),
            State::Running if forced => Ok(id),
            state => Err(InstanceError::WrongState { id, state, doing: Doing::Terminate }.into()),
        }
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        lifecycle::terminate(at, &id, StateReason::User);
        Done {}
    }
}
