//! [StopInstance](https://api.alibabacloud.com/document/Ecs/2014-05-26/StopInstance)

use crate::alibaba::ecs::common::{Done, instance};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::{ChargeType, Instance, Lock, State};
use crate::domain::compute::lifecycle;
use crate::domain::error::{AlibabaInstanceError, InstanceAction, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Stops a running instance. With `StopCharging` a pay-as-you-go instance gives up its public address and its
/// capacity; with `KeepCharging`, the default, it keeps them.
pub struct StopInstance;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    stopped_mode: Option<StoppedMode>,
    confirm_stop: Option<bool>,
    hibernate: Option<bool>,
}

/// Terraform sends back the `Not-applicable` that it finds on a running instance.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
pub enum StoppedMode {
    StopCharging,
    KeepCharging,
    #[serde(rename = "Not-applicable")]
    NotApplicable,
}

/// The instance, and whether it is to stop charging.
pub struct Plan {
    id: SmolStr,
    stop_charging: bool,
}

impl Operation for StopInstance {
    const ACTION: &'static str = "StopInstance";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // There is no operating system here that could refuse to stop.
    const IGNORED: &'static [&'static str] = &["ForceStop"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;
}

impl Change for StopInstance {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        if request.hibernate == Some(true) {
            return Err(Error::NotModelled("Hibernate".to_owned()));
        }
        let id = request.instance_id;
        let instance = instance(at.region, &id)?;
        check(instance)?;
        let local = instance.instance_type.ecs().is_some_and(|figures| figures.local_disks > 0);
        if local && request.confirm_stop != Some(true) {
            return Err(AlibabaInstanceError::LocalDisks.into());
        }
        Ok(Plan { id, stop_charging: request.stopped_mode == Some(StoppedMode::StopCharging) })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        stop(at, &plan.id, plan.stop_charging);
        Done {}
    }
}

/// Whether an instance can be stopped.
pub(super) fn check(instance: &Instance) -> Result<(), Error> {
    if instance.alibaba().locks.contains(&Lock::Security) {
        return Err(AlibabaInstanceError::LockedForSecurity.into());
    }
    let (id, state) = (instance.id.clone(), instance.state);
    if state != State::Running {
        return Err(InstanceError::WrongState { id, state, action: InstanceAction::Stop }.into());
    }
    Ok(())
}

/// Stops an instance. A subscription goes on being charged, whatever is asked.
pub(super) fn stop(at: &mut PlaceMut<'_>, id: &SmolStr, stop_charging: bool) {
    if let Some(mut instance) = at.region.instances.get_mut(id) {
        let facts = instance.alibaba_mut();
        facts.stop_charging = stop_charging && facts.charge() == ChargeType::PostPaid;
    }
    lifecycle::stop(at, id);
}
