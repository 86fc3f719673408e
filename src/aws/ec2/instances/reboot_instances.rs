//! [RebootInstances](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RebootInstances.html)

use super::state_change::{self, Plan};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::compute::instance::State;
use crate::domain::compute::lifecycle;
use crate::domain::error::{InstanceAction, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Reboots running instances. They stay in the state `running`. A terminated instance does not change, nor does one that
/// is shutting down (ours). Fails if an instance is in another state.
pub struct RebootInstances;

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: InstanceId", rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    instance_id: Vec<SmolStr>,
}

impl Operation for RebootInstances {
    const ACTION: &'static str = "RebootInstances";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for RebootInstances {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        state_change::plan(at, &request.instance_id, |instance| match instance.state {
            State::Running => Ok(true),
            State::ShuttingDown | State::Terminated => Ok(false),
            state => {
                Err(InstanceError::WrongState { id: instance.id.clone(), state, action: InstanceAction::Reboot }.into())
            }
        })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        for (id, ..) in plan.into_iter().filter(|(.., changes)| *changes) {
            lifecycle::reboot(at, &id);
        }
        Done::YES
    }
}
