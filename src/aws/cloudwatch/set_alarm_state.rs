//! [SetAlarmState](https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html)

use super::CloudWatch;
use super::common::{NoResult, check_length};
use super::describe_alarms::state;
use super::errors::own;
use crate::domain::alarms::{self, AlarmState, Reason, ReasonData};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Sets the state of an alarm, with its actions, until the alarm is judged next: within five minutes of the clock.
pub struct SetAlarmState;

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: StateReason", rename_all = "PascalCase")]
pub struct Request {
    alarm_name: SmolStr,
    state_value: SmolStr,
    state_reason: SmolStr,
    state_reason_data: Option<SmolStr>,
}

impl Operation for SetAlarmState {
    const ACTION: &'static str = "SetAlarmState";
    type Protocol = CloudWatch;
    type Request = Request;
    type Response = NoResult;
}

impl Change for SetAlarmState {
    type Plan = (SmolStr, AlarmState, Reason);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let Request { alarm_name, state_value, state_reason: text, state_reason_data: data } = request;
        let state = state(&state_value)?;
        check_length("stateReason", &text, 1023)?;
        check_length("stateReasonData", data.as_deref().unwrap_or(""), 4000)?;
        // Ours: the text is not known.
        if data.as_ref().is_some_and(|data| serde_json::from_str::<serde_json::Value>(data).is_err()) {
            return Err(own("InvalidFormat", "StateReasonData is not JSON"));
        }
        if at.region.alarms.get(&alarm_name).is_none() {
            return Err(own("ResourceNotFound", ""));
        }
        Ok((alarm_name, state, Reason { text, data: ReasonData::Given(data) }))
    }

    fn commit(at: &mut PlaceMut<'_>, (name, state, reason): Self::Plan) -> NoResult {
        alarms::set_state(at, &name, state, reason);
        NoResult {}
    }
}
