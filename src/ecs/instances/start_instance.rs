//! StartInstance.

use crate::domain::capacity::{self, CapacityError};
use crate::domain::error::{Doing, InstanceError};
use crate::domain::estate::{Place, PlaceMut};
use crate::domain::instance::{Instance, Lock, State};
use crate::domain::{lifecycle, quota};
use crate::ecs::Ecs;
use crate::ecs::common::{Done, instance};
use crate::operation::{Change, Error, Operation};
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
    const DRY_RUN: bool = true;
    // Local disks hold nothing here.
    const IGNORED: &'static [&'static str] = &["InitLocalDisk"];
    type Dialect = Ecs;
    type Request = Request;
    type Response = Done;
}

impl Change for StartInstance {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        check(at, instance(at.region, &request.instance_id)?, &[])?;
        Ok(request.instance_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        lifecycle::start(at, &id);
        Done {}
    }
}

/// Whether an instance can be started beside those that the same call starts.
pub(super) fn check(at: Place<'_>, instance: &Instance, also: &[&Instance]) -> Result<(), Error> {
    let locks = &instance.alibaba().locks;
    if locks.contains(&Lock::Security) {
        return Err(InstanceError::LockedForSecurity.into());
    }
    if locks.contains(&Lock::Financial) {
        return Err(InstanceError::InArrears.into());
    }
    let (id, state) = (instance.id.clone(), instance.state);
    if state != State::Stopped {
        return Err(InstanceError::WrongState { id, state, doing: Doing::Start }.into());
    }
    find_room(at, instance, also)
}

/// Whether there is capacity for one that is started beside those that the same call starts.
pub(super) fn find_room(at: Place<'_>, instance: &Instance, also: &[&Instance]) -> Result<(), Error> {
    if capacity::room(&at.region.reservations, instance)? == Some(0) {
        return Err(CapacityError::Exceeded.into());
    }
    match quota::grant(at.region, also, instance.kind, instance.zone, 1) {
        (0, Some(limit)) => Err(limit.into()),
        _ => Ok(()),
    }
}
