//! [DescribeTasks](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeTasks)

use crate::alibaba::ecs::common::{page, parse_time, time};
use crate::alibaba::protocol::Rpc;
use crate::domain::place::Place;
use crate::domain::task::Task;
use crate::operation::{Error, Operation, Read, VendorError, row};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the tasks of a region that pass all filters. A task is a change that was requested asynchronously.
pub struct DescribeTasks;

/// The most task ids, and the most resource ids, in one call.
const MAX_IDS: usize = 100;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    task_ids: Option<SmolStr>,
    task_action: Option<SmolStr>,
    task_status: Option<SmolStr>,
    start_time: Option<SmolStr>,
    end_time: Option<SmolStr>,
    #[serde(default)]
    resource_ids: Vec<SmolStr>,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    page_size: usize,
    page_number: usize,
    total_count: usize,
    region_id: &'static str,
    task_set: TaskSet,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct TaskSet {
    task: Vec<TaskView>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct TaskView {
    creation_time: String,
    task_status: &'static str,
    finished_time: String,
    support_cancel: &'static str,
    task_id: SmolStr,
    task_action: SmolStr,
    resource_id: SmolStr,
}

impl Operation for DescribeTasks {
    const ACTION: &'static str = "DescribeTasks";
    const REGION_ID: bool = true;
    // The parameter is in invitational preview. No task here is in a group.
    const IGNORED: &'static [&'static str] = &["TaskGroupId"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::UnknownRegion(_) => {
                Some(row(400, "InvalidRegionId.NotFound", "The specified RegionId does not exist."))
            }
            _ if error.missing_parameter() == Some("RegionId") => {
                let text =
                    "An input parameter \"RegionId\" that is mandatory for processing the request is not supplied.";
                Some(row(400, "MissingParameter", text))
            }
            _ => None,
        }
    }
}

impl Read for DescribeTasks {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let page = page(request.page_number, request.page_size, 100)?;
        let ids: Option<Vec<&str>> = request.task_ids.as_ref().map(|ids| ids.split(',').map(str::trim).collect());
        for (name, count) in
            [("TaskIds", ids.as_ref().map_or(0, Vec::len)), ("ResourceIds", request.resource_ids.len())]
        {
            if count > MAX_IDS {
                return Err(Error::invalid(name, count, format!("at most {MAX_IDS}")));
            }
        }
        let from = parse_optional_time("StartTime", request.start_time.as_ref())?.unwrap_or(Timestamp::MIN);
        let to = parse_optional_time("EndTime", request.end_time.as_ref())?.unwrap_or(Timestamp::MAX);
        // Other values have no effect, as the vendor documents.
        let task_status =
            request.task_status.as_deref().filter(|status| ["Finished", "Processing", "Failed"].contains(status));
        let passes = |task: &&Task| {
            ids.as_ref().is_none_or(|ids| ids.contains(&task.id.as_str()))
                && request.task_action.as_ref().is_none_or(|action| *action == task.action)
                && task_status.is_none_or(|task_status| task_status == status(task))
                && (request.resource_ids.is_empty() || request.resource_ids.contains(&task.resource))
                && (from..=to).contains(&task.created)
        };
        let mut tasks: Vec<&Task> = at.region.tasks.values().filter(passes).collect();
        // Ours: the newest come first.
        tasks.sort_by(|a, b| b.created.cmp(&a.created).then_with(|| a.id.cmp(&b.id)));
        let (total_count, region_id) = (tasks.len(), at.scope.region);
        let task_set = TaskSet { task: page.take(tasks).into_iter().map(view).collect() };
        Ok(Response { page_size: page.size, page_number: page.number, total_count, region_id, task_set })
    }
}

fn parse_optional_time(name: &str, text: Option<&SmolStr>) -> Result<Option<Timestamp>, Error> {
    let read = |text: &SmolStr| parse_time(text).ok_or_else(|| Error::invalid(name, text, "a time"));
    text.map(read).transpose()
}

fn status(task: &Task) -> &'static str {
    if task.finished.is_some() { "Finished" } else { "Processing" }
}

/// No task here can be cancelled.
fn view(task: &Task) -> TaskView {
    TaskView {
        creation_time: time(task.created),
        task_status: status(task),
        finished_time: task.finished.map(time).unwrap_or_default(),
        support_cancel: "false",
        task_id: task.id.clone(),
        task_action: task.action.clone(),
        resource_id: task.resource.clone(),
    }
}
