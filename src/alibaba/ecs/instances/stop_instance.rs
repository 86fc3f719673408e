//! [StopInstance](https://api.alibabacloud.com/document/Ecs/2014-05-26/StopInstance)

use super::refusals;
use crate::alibaba::ecs::common::{Done, instance};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::{ChargeType, Instance, Lock, State};
use crate::domain::compute::lifecycle;
use crate::domain::error::{AlibabaInstanceError, InstanceAction, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Stops a running instance. In the mode `StopCharging` a pay-as-you-go instance loses its public address and its
/// capacity; in the mode `KeepCharging`, the default, it keeps them.
pub struct StopInstance;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    stopped_mode: Option<StoppedMode>,
    confirm_stop: Option<bool>,
}

/// `Not-applicable` is accepted because Terraform sends back the value that it reads from a running instance.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
pub enum StoppedMode {
    StopCharging,
    KeepCharging,
    #[serde(rename = "Not-applicable")]
    NotApplicable,
}

/// The instance, and whether charging stops.
pub struct Plan {
    id: SmolStr,
    stop_charging: bool,
}

impl Operation for StopInstance {
    const ACTION: &'static str = "StopInstance";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // There is no operating system here, so an instance always stops.
    const IGNORED: &'static [&'static str] = &["ForceStop"];
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("Hibernate", "false")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;
}

impl Change for StopInstance {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
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

/// Fails unless the instance can be stopped.
pub(super) fn check(instance: &Instance) -> Result<(), Error> {
    if instance.alibaba().locks.contains(&Lock::Security) {
        return Err(AlibabaInstanceError::LockedForSecurity.into());
    }
    let (id, state) = (instance.id.clone(), instance.state);
    if state != State::Running {
        return Err(InstanceError::WrongState { id, state, action: InstanceAction::Stop }.into());
    }
    refusals::change_pending(instance)
}

/// Stops an instance. `stop_charging` has no effect on a subscription.
pub(super) fn stop(at: &mut PlaceMut<'_>, id: &SmolStr, stop_charging: bool) {
    if let Some(mut instance) = at.region.instances.get_mut(id) {
        let facts = instance.alibaba_mut();
        facts.stop_charging = stop_charging && facts.charge() == ChargeType::PostPaid;
    }
    lifecycle::stop(at, id);
}
