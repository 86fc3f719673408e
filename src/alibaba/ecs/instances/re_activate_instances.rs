//! [ReActivateInstances](https://api.alibabacloud.com/document/Ecs/2014-05-26/ReActivateInstances)

use crate::alibaba::ecs::common::{Done, instance};
use crate::alibaba::protocol::Rpc;
use crate::domain::capacity::quota::StartCapacity;
use crate::domain::compute::instance::{ChargeType, Lock, State};
use crate::domain::compute::lifecycle;
use crate::domain::credits;
use crate::domain::error::{AlibabaInstanceError, InstanceAction, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Unlocks a pay-as-you-go instance that was locked for an overdue payment, and starts it if it is stopped.
pub struct ReActivateInstances;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
}

impl Operation for ReActivateInstances {
    const ACTION: &'static str = "ReActivateInstances";
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;
}

impl Change for ReActivateInstances {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let id = request.instance_id;
        let instance = instance(at.region, &id)?;
        let facts = instance.alibaba();
        if facts.locks.contains(&Lock::Security) {
            return Err(AlibabaInstanceError::LockedForSecurity.into());
        }
        if facts.charge() == ChargeType::PrePaid {
            return Err(AlibabaInstanceError::ReactivatedSubscription.into());
        }
        if !facts.locks.contains(&Lock::Financial) {
            return Err(AlibabaInstanceError::NotOverdue.into());
        }
        if at.account.in_arrears || at.account.balance_too_low {
            return Err(AlibabaInstanceError::BalanceTooLow.into());
        }
        match instance.state {
            State::Running => Ok(id),
            State::Stopped => Ok(StartCapacity::new(at.region).take(instance).map(|()| id)?),
            state => Err(InstanceError::WrongState { id, state, action: InstanceAction::Start }.into()),
        }
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        let Some(mut instance) = at.region.instances.get_mut(&id) else { return Done {} };
        instance.alibaba_mut().locks.retain(|lock| *lock != Lock::Financial);
        let stopped = instance.state == State::Stopped;
        drop(instance);
        if stopped {
            lifecycle::start(at, &id);
        } else {
            credits::update(at, &id);
        }
        Done {}
    }
}
