//! [DescribeInstancesFullStatus](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeInstancesFullStatus)

use crate::alibaba::ecs::common::{check_value, matches_filter, page, parse_time, status};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::{Instance, State};
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the states, the health and the scheduled events of instances. No events are ever scheduled here, so a
/// request that filters by events finds no instances. Unknown ids are ignored.
pub struct DescribeInstancesFullStatus;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    instance_id: Vec<SmolStr>,
    status: Option<SmolStr>,
    health_status: Option<SmolStr>,
    event_type: Option<SmolStr>,
    #[serde(default)]
    instance_event_type: Vec<SmolStr>,
    #[serde(default)]
    event_id: Vec<SmolStr>,
    not_before: Option<TimeRange>,
    event_publish_time: Option<TimeRange>,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

/// A filter on a time of an event.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct TimeRange {
    start: Option<SmolStr>,
    end: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    total_count: usize,
    page_number: usize,
    page_size: usize,
    instance_full_status_set: FullStatuses,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct FullStatuses {
    instance_full_status_type: Vec<FullStatus>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct FullStatus {
    instance_id: SmolStr,
    status: CodeAndName,
    health_status: CodeAndName,
    scheduled_system_event_set: Events,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct CodeAndName {
    code: u32,
    name: &'static str,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Events {
    scheduled_system_event_type: [SmolStr; 0],
}

impl Operation for DescribeInstancesFullStatus {
    const ACTION: &'static str = "DescribeInstancesFullStatus";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    /// The vendor's texts are placeholders.
    fn refuse(error: &Error) -> Option<VendorError> {
        let name = error.invalid_parameter()?;
        let code = match name {
            "InstanceId" => "InstanceIdLimitExceeded",
            "EventId" => "EventIdLimitExceeded",
            "NotBefore" | "EventPublishTime" => "InvalidParameter.TimeEndBeforeStart",
            _ => "InvalidParameter",
        };
        Some(row(403, code, format!("The specified parameter \"{name}\" is not valid.")))
    }
}

const STATUSES: &[&str] = &["Pending", "Starting", "Running", "Stopping", "Stopped"];
const HEALTH: &[&str] =
    &["OK", "Impaired", "Warning", "Maintaining", "Initializing", "InsufficientData", "NotApplicable"];
/// The most instance ids, and the most event ids, in one call.
const MAX_IDS: usize = 100;
/// The most event types in one call.
const MAX_TYPES: usize = 30;

impl Read for DescribeInstancesFullStatus {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        check(&request)?;
        let page = page(request.page_number, request.page_size, 100)?;
        let filters_by_events = request.event_type.is_some()
            || !request.instance_event_type.is_empty()
            || !request.event_id.is_empty()
            || request.not_before.is_some()
            || request.event_publish_time.is_some();
        let ids = &request.instance_id;
        let matching = at.region.instances.values().filter(|instance| {
            !filters_by_events
                && (ids.is_empty() || ids.contains(&instance.id))
                && matches_filter(&request.status, status(instance.state))
                && matches_filter(&request.health_status, health(instance).name)
        });
        let all: Vec<&Instance> = matching.collect();
        let total_count = all.len();
        let view = |instance: &Instance| FullStatus {
            instance_id: instance.id.clone(),
            status: CodeAndName { code: status_code(instance.state), name: status(instance.state) },
            health_status: health(instance),
            scheduled_system_event_set: Events::default(),
        };
        let statuses = page.take(all).into_iter().map(view).collect();
        Ok(Response {
            total_count,
            page_number: page.number,
            page_size: page.size,
            instance_full_status_set: FullStatuses { instance_full_status_type: statuses },
        })
    }
}

fn check(request: &Request) -> Result<(), Error> {
    check_value("Status", &request.status, STATUSES)?;
    check_value("HealthStatus", &request.health_status, HEALTH)?;
    let check_count = |name: &str, list: &[SmolStr], max: usize| {
        if list.len() > max { Err(Error::invalid(name, list.len(), format!("at most {max}"))) } else { Ok(()) }
    };
    check_count("InstanceId", &request.instance_id, MAX_IDS)?;
    check_count("EventId", &request.event_id, MAX_IDS)?;
    check_count("InstanceEventType", &request.instance_event_type, MAX_TYPES)?;
    check_time_range("NotBefore", request.not_before.as_ref())?;
    check_time_range("EventPublishTime", request.event_publish_time.as_ref())
}

fn check_time_range(name: &str, range: Option<&TimeRange>) -> Result<(), Error> {
    let Some(TimeRange { start, end }) = range else { return Ok(()) };
    let time = |end: &str, text: &Option<SmolStr>| match text {
        None => Ok(None),
        Some(text) => {
            let invalid = || Error::invalid(&format!("{name}.{end}"), text, "a time in UTC");
            parse_time(text).map(Some).ok_or_else(invalid)
        }
    };
    match (time("Start", start)?, time("End", end)?) {
        (Some(start), Some(end)) if end < start => Err(Error::invalid(name, end, "an end after the start")),
        _ => Ok(()),
    }
}

/// The code of a state. The codes are ours, except that of a running instance, which is in the vendor's examples.
fn status_code(state: State) -> u32 {
    match state {
        State::Pending => 0,
        State::Running => 1,
        State::Starting => 2,
        State::Stopping | State::ShuttingDown | State::Terminated => 3,
        State::Stopped => 4,
    }
}

/// The health of an instance. Instances here are never unhealthy. The codes are ours.
fn health(instance: &Instance) -> CodeAndName {
    match instance.state {
        State::Running => CodeAndName { code: 0, name: "OK" },
        State::Pending | State::Starting => CodeAndName { code: 16, name: "Initializing" },
        State::Stopping | State::Stopped | State::ShuttingDown | State::Terminated => {
            CodeAndName { code: 4, name: "NotApplicable" }
        }
    }
}
