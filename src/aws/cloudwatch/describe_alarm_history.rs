//! [DescribeAlarmHistory](https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html)

use super::CloudWatch;
use super::alarm_view::state;
use super::common::{List, Time, bad_token, constraint, page_size, read_token, token};
use crate::domain::alarms::{Alarms, Happening, HistoryItem};
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use serde_json::json;
use smol_str::SmolStr;

/// Lists what has happened to alarms, deleted ones too, the latest first.
pub struct DescribeAlarmHistory;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    alarm_name: Option<SmolStr>,
    #[serde(default)]
    alarm_types: Vec<SmolStr>,
    history_item_type: Option<SmolStr>,
    start_date: Option<Time>,
    end_date: Option<Time>,
    max_records: Option<i64>,
    next_token: Option<SmolStr>,
    scan_by: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    alarm_history_items: List<Item>,
    next_token: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Item {
    alarm_name: SmolStr,
    alarm_type: &'static str,
    timestamp: Time,
    history_item_type: &'static str,
    history_summary: String,
    history_data: String,
}

const METRIC_ALARM: &str = "MetricAlarm";

/// How many items a page has unless the caller says otherwise.
const PAGE: usize = 100;

#[rustfmt::skip]
const TYPES: [&str; 5] =
    ["ConfigurationUpdate", "StateUpdate", "Action", "AlarmContributorStateUpdate", "AlarmContributorAction"];

const VERSION: &str = "1.0";

impl Item {
    fn kind(happening: &Happening) -> &'static str {
        match happening {
            Happening::Created | Happening::Configured | Happening::Deleted => TYPES[0],
            Happening::State { .. } => TYPES[1],
            Happening::Action { .. } => TYPES[2],
        }
    }

    /// The data of states are told while the alarm is there that they belong to.
    fn new(alarms: &Alarms, item: &HistoryItem) -> Self {
        let name = &item.alarm;
        let configured = |what: &str| json!({ "version": VERSION, "type": what });
        let (history_summary, data) = match &item.happening {
            Happening::Created => (format!("Alarm \"{name}\" created"), configured("Create")),
            Happening::Configured => (format!("Alarm \"{name}\" updated"), configured("Update")),
            Happening::Deleted => (format!("Alarm \"{name}\" deleted"), configured("Delete")),
            Happening::State { before, after } => {
                let shown = |(value, reason)| match alarms.get(name) {
                    Some(alarm) => state(&alarm.definition, value, reason),
                    None => json!({ "value": value.name(), "reason": reason.text }),
                };
                let data = json!({
                    "version": VERSION,
                    "oldState": shown((before.0, &before.1)),
                    "newState": shown((after.0, &after.1)),
                });
                (format!("Alarm updated from {} to {}", before.0.name(), after.0.name()), data)
            }
            Happening::Action { arn, state, done } => {
                let outcome = if *done { "Succeeded" } else { "Failed" };
                // Ours: what is not EC2's, or cannot be done, is told as an action that failed.
                let summary = if *done { "Successfully executed action" } else { "Failed to execute action" };
                let data = json!({ "actionState": outcome, "stateUpdateTimestamp": item.at.as_millisecond(),
                    "notificationResource": arn, "state": state.name() });
                (format!("{summary} {arn}"), data)
            }
        };
        Self {
            alarm_name: name.clone(),
            alarm_type: METRIC_ALARM,
            timestamp: Time(item.at),
            history_item_type: Self::kind(&item.happening),
            history_summary,
            history_data: data.to_string(),
        }
    }
}

impl Operation for DescribeAlarmHistory {
    const ACTION: &'static str = "DescribeAlarmHistory";
    // It is of alarms that have contributors.
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("AlarmContributorId", "")];
    type Protocol = CloudWatch;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeAlarmHistory {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let size = page_size(request.max_records, PAGE)?;
        let kind = request.history_item_type.as_deref();
        if let Some(other) = kind.filter(|kind| !TYPES.contains(kind)) {
            return Err(constraint(
                other,
                "historyItemType",
                &format!("satisfy enum value set: [{}]", TYPES.join(", ")),
            ));
        }
        let is_ascending = match request.scan_by.as_deref() {
            None | Some("TimestampDescending") => false,
            Some("TimestampAscending") => true,
            Some(other) => {
                let must = "satisfy enum value set: [TimestampDescending, TimestampAscending]";
                return Err(constraint(other, "scanBy", must));
            }
        };
        let of_metrics = request.alarm_types.is_empty() || request.alarm_types.iter().any(|name| name == METRIC_ALARM);
        let read = |text: &SmolStr| read_token(text)?.parse().map_err(|_| bad_token());
        let skipped: usize = request.next_token.as_ref().map(read).transpose()?.unwrap_or(0);
        let is_wanted = |item: &&HistoryItem| {
            of_metrics
                && request.alarm_name.as_ref().is_none_or(|name| item.alarm == *name)
                && kind.is_none_or(|kind| Item::kind(&item.happening) == kind)
                && request.start_date.is_none_or(|start| item.at >= start.0)
                && request.end_date.is_none_or(|end| item.at <= end.0)
        };
        let alarms = &at.region.alarms;
        let all: Box<dyn Iterator<Item = &HistoryItem>> =
            if is_ascending { Box::new(alarms.history()) } else { Box::new(alarms.history().rev()) };
        let mut wanted = all.filter(is_wanted).skip(skipped);
        let items: Vec<_> = wanted.by_ref().take(size).map(|item| Item::new(alarms, item)).collect();
        let next_token = wanted.next().map(|_| token(&(skipped + items.len()).to_string()));
        Ok(Response { alarm_history_items: List(items), next_token })
    }
}
