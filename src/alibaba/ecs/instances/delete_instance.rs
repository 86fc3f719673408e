//! [DeleteInstance](https://api.alibabacloud.com/document/Ecs/2014-05-26/DeleteInstance)

use crate::alibaba::ecs::common::{Done, instance};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::{ChargeType, Instance, State, StateReason};
use crate::domain::compute::lifecycle;
use crate::domain::error::{AlibabaInstanceError, InstanceAction, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Releases a stopped instance, or with `Force` a running one. A subscription instance is released only with
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
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // There is no operating system here, so an instance always stops.
    const IGNORED: &'static [&'static str] = &["ForceStop"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;
}

impl Change for DeleteInstance {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let (forced, ends_subscription) = (request.force == Some(true), request.terminate_subscription == Some(true));
        check(instance(at.region, &request.instance_id)?, forced, ends_subscription)?;
        Ok(request.instance_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        lifecycle::terminate(at, &id, StateReason::User);
        Done {}
    }
}

/// Fails unless the instance can be released: a running one needs `forced`, a subscription needs `ends_subscription`.
pub(super) fn check(instance: &Instance, forced: bool, ends_subscription: bool) -> Result<(), Error> {
    let facts = instance.alibaba();
    if facts.charge() == ChargeType::PrePaid && !ends_subscription {
        return Err(AlibabaInstanceError::Subscription.into());
    }
    let id = instance.id.clone();
    if facts.deletion_protection {
        return Err(InstanceError::Protected { id, action: InstanceAction::Terminate }.into());
    }
    match instance.state {
        State::Stopped => Ok(()),
        State::Running if forced => Ok(()),
        state => Err(InstanceError::WrongState { id, state, action: InstanceAction::Terminate }.into()),
    }
}
