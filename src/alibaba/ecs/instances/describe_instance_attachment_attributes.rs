//! [DescribeInstanceAttachmentAttributes](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeInstanceAttachmentAttributes)

use crate::alibaba::ecs::common::{json_list, page};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::{CapacityChoice, Instance};
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Tells which private pools instances match. Unknown ids are ignored (ours), unless all are unknown.
pub struct DescribeInstanceAttachmentAttributes;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_ids: SmolStr,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    total_count: usize,
    page_number: usize,
    page_size: usize,
    instances: Instances,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Instances {
    instance: Vec<View>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct View {
    instance_id: SmolStr,
    private_pool_options_match_criteria: &'static str,
    private_pool_options_id: SmolStr,
}

impl Operation for DescribeInstanceAttachmentAttributes {
    const ACTION: &'static str = "DescribeInstanceAttachmentAttributes";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        let ids = error.invalid_parameter()? == "InstanceIds";
        ids.then(|| row(403, "Abs.InvalidInstanceIds.MalFormed", "The specified InstanceIds is not valid."))
    }
}

impl Read for DescribeInstanceAttachmentAttributes {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let ids = json_list("InstanceIds", Some(&request.instance_ids), usize::MAX)?.unwrap_or_default();
        if ids.len() > 100 {
            let text = "Instance ids cannot be more than 100.";
            return Err(Error::Own(row(403, "InvalidParameter.TooManyInstanceIds", text)));
        }
        let page = page(request.page_number, request.page_size, 100)?;
        let found: Vec<&Instance> = ids.iter().filter_map(|id| at.region.instances.get(id)).collect();
        if found.is_empty() {
            let text = "The specified InstanceIds does not exist.";
            return Err(Error::Own(row(404, "InvalidInstanceIds.NotFound", text)));
        }
        let instances = Instances { instance: page.take(found.iter().copied()).into_iter().map(view).collect() };
        Ok(Response { total_count: found.len(), page_number: page.number, page_size: page.size, instances })
    }
}

/// An open instance shows the pool whose capacity it uses, if it uses some.
fn view(instance: &Instance) -> View {
    let (criteria, pool) = match (&instance.capacity, instance.target_pool()) {
        (_, Some(pool)) => ("Target", Some(pool)),
        (CapacityChoice::None, None) => ("None", None),
        _ => ("Open", instance.reservation.as_ref()),
    };
    View {
        instance_id: instance.id.clone(),
        private_pool_options_match_criteria: criteria,
        private_pool_options_id: pool.cloned().unwrap_or_default(),
    }
}
