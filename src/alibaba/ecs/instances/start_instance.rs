//! [StartInstance](https://api.alibabacloud.com/document/Ecs/2014-05-26/StartInstance)

use super::refusals;
use crate::alibaba::ecs::common::{Done, instance};
use crate::alibaba::protocol::Rpc;
use crate::domain::billing::AlibabaBillingError;
use crate::domain::capacity::quota::StartCapacity;
use crate::domain::compute::instance::{ChargeType, Instance, Lock, State};
use crate::domain::compute::lifecycle;
use crate::domain::error::{AlibabaInstanceError, Error as DomainError, InstanceAction, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Starts a stopped instance.
pub struct StartInstance;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
}

impl Operation for StartInstance {
    const ACTION: &'static str = "StartInstance";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // Local disks have no content here.
    const IGNORED: &'static [&'static str] = &["InitLocalDisk"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error {
            Error::Domain(DomainError::AlibabaBilling(AlibabaBillingError::Expired)) => row(403, "InstanceExpired", "The PrePaid instance has been expired."),
            _ => return None,
        })
    }
}

impl Change for StartInstance {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        check(instance(at.region, &request.instance_id)?, &mut StartCapacity::new(at.region))?;
        Ok(request.instance_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        lifecycle::start(at, &id);
        Done {}
    }
}

/// Fails unless the instance can be started with the remaining capacity. Takes its capacity from `starting`.
pub(super) fn check<'r>(instance: &'r Instance, starting: &mut StartCapacity<'r>) -> Result<(), Error> {
    let locks = &instance.alibaba().locks;
    if locks.contains(&Lock::Security) {
        return Err(AlibabaInstanceError::LockedForSecurity.into());
    }
    if locks.contains(&Lock::Financial) {
        let subscribed = instance.alibaba().charge() == ChargeType::PrePaid;
        return Err(if subscribed {
            AlibabaBillingError::Expired.into()
        } else {
            AlibabaInstanceError::InArrears.into()
        });
    }
    let (id, state) = (instance.id.clone(), instance.state);
    if state != State::Stopped {
        return Err(InstanceError::WrongState { id, state, action: InstanceAction::Start }.into());
    }
    refusals::change_pending(instance)?;
    Ok(starting.take(instance)?)
}
