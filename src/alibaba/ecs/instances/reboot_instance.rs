//! [RebootInstance](https://api.alibabacloud.com/document/Ecs/2014-05-26/RebootInstance)

use super::refusals;
use crate::alibaba::ecs::common::{Done, instance};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::{Instance, Lock, State};
use crate::domain::compute::lifecycle;
use crate::domain::error::{AlibabaInstanceError, InstanceAction, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Reboots a running instance. Its state is `Starting` until it is running again.
pub struct RebootInstance;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
}

impl Operation for RebootInstance {
    const ACTION: &'static str = "RebootInstance";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // There is no operating system here, so an instance always stops.
    const IGNORED: &'static [&'static str] = &["ForceStop"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;
}

impl Change for RebootInstance {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        check(instance(at.region, &request.instance_id)?)?;
        Ok(request.instance_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        lifecycle::reboot(at, &id);
        Done {}
    }
}

/// Fails unless the instance can be rebooted.
pub(super) fn check(instance: &Instance) -> Result<(), Error> {
    if instance.alibaba().locks.contains(&Lock::Security) {
        return Err(AlibabaInstanceError::LockedForSecurity.into());
    }
    let (id, state) = (instance.id.clone(), instance.state);
    if state != State::Running {
        return Err(InstanceError::WrongState { id, state, action: InstanceAction::Reboot }.into());
    }
    refusals::change_pending(instance)
}
