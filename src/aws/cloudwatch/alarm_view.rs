//! Alarms in answers and events.

use super::common::{Dimension, List, Time, dimensions};
use crate::domain::alarms::{Alarm, AlarmState, Definition, Reason, ReasonData};
use crate::domain::credits::timestamp;
use crate::domain::geography::partition;
use crate::domain::metrics::Statistic;
use crate::domain::scope::Scope;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value, json};
use smol_str::SmolStr;

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AlarmView {
    alarm_name: SmolStr,
    alarm_arn: String,
    alarm_description: Option<SmolStr>,
    alarm_configuration_updated_timestamp: Time,
    actions_enabled: bool,
    #[serde(rename = "OKActions")]
    ok_actions: List<SmolStr>,
    alarm_actions: List<SmolStr>,
    insufficient_data_actions: List<SmolStr>,
    state_value: &'static str,
    state_reason: SmolStr,
    state_reason_data: Option<String>,
    state_updated_timestamp: Time,
    metric_name: SmolStr,
    namespace: SmolStr,
    statistic: Option<SmolStr>,
    dimensions: List<Dimension>,
    period: i64,
    unit: Option<SmolStr>,
    evaluation_periods: u32,
    threshold: f64,
    comparison_operator: &'static str,
    extended_statistic: Option<SmolStr>,
    treat_missing_data: Option<&'static str>,
    evaluate_low_sample_count_percentile: Option<SmolStr>,
    datapoints_to_alarm: Option<u32>,
    state_transitioned_timestamp: Time,
}

impl AlarmView {
    pub fn new(scope: &Scope, alarm: &Alarm) -> Self {
        let Alarm { name, definition, state, reason, .. } = alarm;
        let is_percentile = matches!(definition.statistic, Statistic::Percentile(_));
        let statistic = definition.statistic.name();
        Self {
            alarm_name: name.clone(),
            alarm_arn: arn(scope, name),
            alarm_description: definition.description.clone(),
            alarm_configuration_updated_timestamp: Time(alarm.configured),
            actions_enabled: alarm.actions_enabled,
            ok_actions: List(definition.ok_actions.clone()),
            alarm_actions: List(definition.alarm_actions.clone()),
            insufficient_data_actions: List(definition.insufficient_actions.clone()),
            state_value: state.name(),
            state_reason: reason.text.clone(),
            state_reason_data: reason_data(definition, reason),
            state_updated_timestamp: Time(alarm.updated),
            metric_name: definition.metric.name.clone(),
            namespace: definition.metric.namespace.clone(),
            statistic: (!is_percentile).then(|| statistic.clone()),
            dimensions: dimensions(&definition.metric),
            period: definition.period,
            unit: definition.unit.clone(),
            evaluation_periods: definition.evaluation_periods,
            threshold: definition.threshold,
            comparison_operator: definition.comparison.name(),
            extended_statistic: is_percentile.then_some(statistic),
            treat_missing_data: definition.missing.map(|missing| missing.name()),
            evaluate_low_sample_count_percentile: definition.low_sample.clone(),
            datapoints_to_alarm: definition.datapoints_to_alarm,
            state_transitioned_timestamp: Time(alarm.transitioned),
        }
    }
}

/// The ARN of an alarm.
pub fn arn(scope: &Scope, name: &str) -> String {
    format!("arn:{}:cloudwatch:{}:{}:alarm:{name}", partition(scope.region).name, scope.region, scope.account)
}

/// A time as the JSON of CloudWatch has it.
pub fn written(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3f+0000").to_string()
}

/// The data of a judgement as JSON.
pub fn reason_data(definition: &Definition, reason: &Reason) -> Option<String> {
    let (at, periods) = match &reason.data {
        ReasonData::None => return None,
        ReasonData::Given(text) => return text.as_ref().map(ToString::to_string),
        ReasonData::Judged { at, periods } => (at, periods),
    };
    let evaluated = periods.iter().map(|(at, value)| json!({ "timestamp": written(timestamp(*at)), "value": value }));
    // The earliest first.
    let recent: Vec<f64> = periods.iter().rev().map(|(_, value)| *value).collect();
    let mut data = json!({
        "version": "1.0",
        "queryDate": written(*at),
        "statistic": definition.statistic.name(),
        "period": definition.period,
        "recentDatapoints": recent,
        "threshold": definition.threshold,
        "evaluatedDatapoints": evaluated.collect::<Vec<_>>(),
    });
    if let Some((first, _)) = periods.last() {
        data["startDate"] = json!(written(timestamp(*first)));
    }
    Some(data.to_string())
}

/// A state with its reason as JSON.
pub fn state(definition: &Definition, state: AlarmState, reason: &Reason) -> Value {
    let mut shown = json!({ "value": state.name(), "reason": reason.text });
    if let Some(data) = reason_data(definition, reason) {
        shown["reasonData"] = json!(data);
    }
    shown
}

/// What an event says of a change of an alarm's state. The list of the actions is ours: those that are not of EC2 are only told.
pub fn event_detail(alarm: &Alarm, before: &(AlarmState, Reason)) -> Value {
    let definition = &alarm.definition;
    let names = definition.metric.dimensions.iter().map(|(name, value)| (name.to_string(), json!(value)));
    let mut configuration = json!({ "metrics": [{
        "id": "m1",
        "metricStat": {
            "metric": {
                "namespace": definition.metric.namespace,
                "name": definition.metric.name,
                "dimensions": names.collect::<Map<_, _>>(),
            },
            "period": definition.period,
            "stat": definition.statistic.name(),
        },
        "returnData": true,
    }] });
    if let Some(description) = &definition.description {
        configuration["description"] = json!(description);
    }
    let mut now = state(definition, alarm.state, &alarm.reason);
    now["timestamp"] = json!(written(alarm.updated));
    let actions = if alarm.actions_enabled { definition.actions(alarm.state) } else { &[] };
    json!({
        "alarmName": alarm.name,
        "state": now,
        "previousState": state(definition, before.0, &before.1),
        "configuration": configuration,
        "actions": actions,
    })
}
