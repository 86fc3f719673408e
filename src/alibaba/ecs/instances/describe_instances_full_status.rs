//! [DescribeInstancesFullStatus](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeInstancesFullStatus)

use crate::alibaba::ecs::common::{is, page, parse_time, status};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::{Instance, State};
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the states, the health and the scheduled events of instances. No events are scheduled here, so that who
/// asks for some finds none. Unknown ids are left out.
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
    not_before: Option<Between>,
    event_publish_time: Option<Between>,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

/// A time that an event is to have.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Between {
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
    status: Named,
    health_status: Named,
    scheduled_system_event_set: Events,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Named {
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
/// The most ids of instances, and of events.
const MOST_IDS: usize = 100;
/// The most types of events.
const MOST_TYPES: usize = 30;

impl Read for DescribeInstancesFullStatus {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        check(&request)?;
        let page = page(request.page_number, request.page_size, 100)?;
        let asks_for_events = request.event_type.is_some()
            || !request.instance_event_type.is_empty()
            || !request.event_id.is_empty()
            || request.not_before.is_some()
            || request.event_publish_time.is_some();
        let ids = &request.instance_id;
        let wanted = at.region.instances.values().filter(|instance| {
            !asks_for_events
                && (ids.is_empty() || ids.contains(&instance.id))
                && is(&request.status, status(instance.state))
                && is(&request.health_status, health(instance).name)
        });
        let all: Vec<&Instance> = wanted.collect();
        let total_count = all.len();
        let view = |instance: &Instance| FullStatus {
            instance_id: instance.id.clone(),
            status: Named { code: code(instance.state), name: status(instance.state) },
            health_status: health(instance),
            scheduled_system_event_set: Events::default(),
        };
        let shown = page.take(all).into_iter().map(view).collect();
        Ok(Response {
            total_count,
            page_number: page.number,
            page_size: page.size,
            instance_full_status_set: FullStatuses { instance_full_status_type: shown },
        })
    }
}

fn check(request: &Request) -> Result<(), Error> {
    let known = |name: &str, asked: &Option<SmolStr>, values: &[&str]| match asked {
        Some(asked) if !values.contains(&asked.as_str()) => Err(Error::invalid(name, asked, values.join(", "))),
        _ => Ok(()),
    };
    known("Status", &request.status, STATUSES)?;
    known("HealthStatus", &request.health_status, HEALTH)?;
    let few = |name: &str, list: &[SmolStr], most: usize| {
        if list.len() > most { Err(Error::invalid(name, list.len(), format!("at most {most}"))) } else { Ok(()) }
    };
    few("InstanceId", &request.instance_id, MOST_IDS)?;
    few("EventId", &request.event_id, MOST_IDS)?;
    few("InstanceEventType", &request.instance_event_type, MOST_TYPES)?;
    between("NotBefore", request.not_before.as_ref())?;
    between("EventPublishTime", request.event_publish_time.as_ref())
}

fn between(name: &str, asked: Option<&Between>) -> Result<(), Error> {
    let Some(Between { start, end }) = asked else { return Ok(()) };
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

/// Ours, but for that of a running instance, which the vendor's examples show.
fn code(state: State) -> u32 {
    match state {
        State::Pending => 0,
        State::Running => 1,
        State::Starting => 2,
        State::Stopping | State::ShuttingDown | State::Terminated => 3,
        State::Stopped => 4,
    }
}

/// Nothing here is ever ill. The codes are ours.
fn health(instance: &Instance) -> Named {
    match instance.state {
        State::Running => Named { code: 0, name: "OK" },
        State::Pending | State::Starting => Named { code: 16, name: "Initializing" },
        State::Stopping | State::Stopped | State::ShuttingDown | State::Terminated => {
            Named { code: 4, name: "NotApplicable" }
        }
    }
}
