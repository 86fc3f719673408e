//! [EnableAlarmActions](https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_EnableAlarmActions.html)

use super::CloudWatch;
use super::common::{NoResult, check_names};
use crate::domain::alarms;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Has alarms do what their actions say. Names that there are not change nothing.
pub struct EnableAlarmActions;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    alarm_names: Vec<SmolStr>,
}

impl Operation for EnableAlarmActions {
    const ACTION: &'static str = "EnableAlarmActions";
    type Protocol = CloudWatch;
    type Request = Request;
    type Response = NoResult;
}

impl Change for EnableAlarmActions {
    type Plan = Vec<SmolStr>;

    fn plan(_: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        if request.alarm_names.is_empty() {
            return Err(Error::missing("AlarmNames"));
        }
        check_names(&request.alarm_names)?;
        Ok(request.alarm_names)
    }

    fn commit(at: &mut PlaceMut<'_>, names: Self::Plan) -> NoResult {
        names.iter().for_each(|name| alarms::set_actions_enabled(at, name, true));
        NoResult {}
    }
}
