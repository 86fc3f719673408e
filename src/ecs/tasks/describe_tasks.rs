//! DescribeTasks.

use crate::domain::estate::Place;
use crate::ecs::Ecs;
use crate::ecs::common::page;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the tasks of a region, of which there are never any: nothing here imports, exports, redeploys or archives.
pub struct DescribeTasks;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "RegionId is required here and read by the gateway")]
pub struct Request {
    region_id: SmolStr,
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
    task: [(); 0],
}

impl Operation for DescribeTasks {
    const ACTION: &'static str = "DescribeTasks";
    // Filters, through which nothing less than nothing passes.
    const IGNORED: &'static [&'static str] =
        &["EndTime", "ResourceIds", "StartTime", "TaskAction", "TaskGroupId", "TaskIds", "TaskStatus"];
    type Dialect = Ecs;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeTasks {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let page = page(request.page_number, request.page_size, 100)?;
        let region_id = at.scope.region;
        let task_set = TaskSet { task: [] };
        Ok(Response { page_size: page.size, page_number: page.number, total_count: 0, region_id, task_set })
    }
}
