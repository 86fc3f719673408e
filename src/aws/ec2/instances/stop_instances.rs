//! [StopInstances](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_StopInstances.html)

use super::state_change::{self, Plan, Response};
use crate::aws::ec2::Ec2;
use crate::domain::compute::instance::{State, StateReason};
use crate::domain::compute::lifecycle;
use crate::domain::error::{AwsInstanceError, HibernationError, InstanceAction, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Stops running instances, or hibernates them. A stopped or stopping instance does not change. Fails for an instance with
/// stop protection, one that is to hibernate and was not launched for it, and in other states.
pub struct StopInstances;

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: InstanceId", rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    instance_id: Vec<SmolStr>,
    hibernate: Option<bool>,
}

impl Operation for StopInstances {
    const ACTION: &'static str = "StopInstances";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const RESOURCE_BUCKET: Option<(f64, f64)> = Some((1000.0, 20.0));
    // Stopping does not wait for an operating system here.
    const IGNORED: &'static [&'static str] = &["Force", "SkipOsShutdown"];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for StopInstances {
    type Plan = (Plan, StateReason);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let reason = if request.hibernate == Some(true) { StateReason::Hibernated } else { StateReason::User };
        let plan = state_change::plan(at, &request.instance_id, |instance| match instance.state {
            State::Running if instance.aws.stop_protection => {
                Err(InstanceError::Protected { id: instance.id.clone(), action: InstanceAction::Stop }.into())
            }
            State::Running if reason == StateReason::Hibernated && !instance.aws.hibernation => {
                Err(AwsInstanceError::from(HibernationError::NotConfigured(instance.id.clone())).into())
            }
            State::Running => Ok(true),
            State::Stopping | State::Stopped => Ok(false),
            state => {
                Err(InstanceError::WrongState { id: instance.id.clone(), state, action: InstanceAction::Stop }.into())
            }
        });
        Ok((plan?, reason))
    }

    fn commit(at: &mut PlaceMut<'_>, (plan, reason): Self::Plan) -> Response {
        state_change::commit(at, plan, |at, id| lifecycle::stop_for(at, id, reason))
    }
}
