//! [DescribeAlarms](https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html)

use super::CloudWatch;
use super::alarm_view::AlarmView;
use super::common::{List, check_names, constraint, page_size, read_token, token};
use super::errors::combination;
use crate::domain::alarms::{Alarm, AlarmState};
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes alarms, in the order of their names. There are none but those on metrics.
pub struct DescribeAlarms;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    alarm_names: Vec<SmolStr>,
    alarm_name_prefix: Option<SmolStr>,
    #[serde(default)]
    alarm_types: Vec<SmolStr>,
    state_value: Option<SmolStr>,
    action_prefix: Option<SmolStr>,
    max_records: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    composite_alarms: List<AlarmView>,
    metric_alarms: List<AlarmView>,
    next_token: Option<String>,
}

/// How many alarms a page has unless the caller says otherwise.
const PAGE: usize = 50;

const TYPES: [&str; 3] = ["CompositeAlarm", "MetricAlarm", "LogAlarm"];

impl Operation for DescribeAlarms {
    const ACTION: &'static str = "DescribeAlarms";
    // Those are of composite alarms.
    const NOT_MODELLED: &'static [(&'static str, &'static str)] =
        &[("ChildrenOfAlarmName", ""), ("ParentsOfAlarmName", "")];
    type Protocol = CloudWatch;
    type Request = Request;
    type Response = Response;
}

/// The state that a parameter names.
pub fn state(text: &str) -> Result<AlarmState, Error> {
    let names = AlarmState::ALL.map(AlarmState::name).join(", ");
    AlarmState::named(text).ok_or_else(|| constraint(text, "stateValue", &format!("satisfy enum value set: [{names}]")))
}

impl Read for DescribeAlarms {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        check_names(&request.alarm_names)?;
        // Ours: the text is not known.
        if !request.alarm_names.is_empty() && request.alarm_name_prefix.is_some() {
            return Err(combination(
                "The parameters AlarmNames and AlarmNamePrefix are mutually exclusive and you have specified both.",
            ));
        }
        if let Some(other) = request.alarm_types.iter().find(|name| !TYPES.contains(&name.as_str())) {
            return Err(constraint(other, "alarmTypes", &format!("satisfy enum value set: [{}]", TYPES.join(", "))));
        }
        let size = page_size(request.max_records, PAGE)?;
        let state = request.state_value.as_deref().map(state).transpose()?;
        let after = request.next_token.as_deref().map(read_token).transpose()?;
        let of_metrics = request.alarm_types.is_empty() || request.alarm_types.iter().any(|name| name == TYPES[1]);
        let has_action = |alarm: &Alarm, prefix: &str| {
            AlarmState::ALL
                .iter()
                .any(|state| alarm.definition.actions(*state).iter().any(|arn| arn.starts_with(prefix)))
        };
        let is_wanted = |alarm: &&Alarm| {
            of_metrics
                && (request.alarm_names.is_empty() || request.alarm_names.contains(&alarm.name))
                && request.alarm_name_prefix.as_ref().is_none_or(|prefix| alarm.name.starts_with(prefix.as_str()))
                && state.is_none_or(|state| alarm.state == state)
                && request.action_prefix.as_ref().is_none_or(|prefix| has_action(alarm, prefix))
        };
        let mut wanted = at.region.alarms.after(after.as_deref()).filter(is_wanted);
        let page: Vec<_> = wanted.by_ref().take(size).collect();
        let next_token = wanted.next().and(page.last()).map(|last| token(&last.name));
        let metric_alarms = page.iter().map(|alarm| AlarmView::new(at.scope, alarm)).collect();
        Ok(Response { composite_alarms: List(Vec::new()), metric_alarms, next_token })
    }
}
