//! [TerminateInstances](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TerminateInstances.html)

use super::state_change::{self, Plan, Response};
use crate::aws::ec2::Ec2;
use crate::domain::compute::instance::{State, StateReason};
use crate::domain::compute::lifecycle;
use crate::domain::error::{InstanceAction, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Terminates instances in any state. A terminated instance does not change. Fails for an instance with termination
/// protection.
pub struct TerminateInstances;

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: InstanceId", rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    instance_id: Vec<SmolStr>,
}

impl Operation for TerminateInstances {
    const ACTION: &'static str = "TerminateInstances";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const RESOURCE_BUCKET: Option<(f64, f64)> = Some((1000.0, 20.0));
    // Stopping does not wait for an operating system here.
    const IGNORED: &'static [&'static str] = &["Force", "SkipOsShutdown"];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for TerminateInstances {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        state_change::plan(at, &request.instance_id, |instance| match instance.state {
            State::ShuttingDown | State::Terminated => Ok(false),
            _ if instance.aws.termination_protection => {
                Err(InstanceError::Protected { id: instance.id.clone(), action: InstanceAction::Terminate }.into())
            }
            _ => Ok(true),
        })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        state_change::commit(at, plan, |at, id| lifecycle::terminate(at, id, StateReason::User))
    }
}
