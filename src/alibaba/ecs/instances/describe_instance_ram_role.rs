//! [DescribeInstanceRamRole](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeInstanceRamRole)

use crate::alibaba::ecs::common::{json_list, page};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::Instance;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the RAM roles of instances. An instance in InstanceIds that has no role is listed with an empty one
/// (ours). Unknown ids are ignored (ours).
pub struct DescribeInstanceRamRole;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_ids: Option<SmolStr>,
    ram_role_name: Option<SmolStr>,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    region_id: &'static str,
    total_count: usize,
    instance_ram_role_sets: RoleSets,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct RoleSets {
    instance_ram_role_set: Vec<RoleSet>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct RoleSet {
    instance_id: SmolStr,
    ram_role_name: SmolStr,
}

impl Operation for DescribeInstanceRamRole {
    const ACTION: &'static str = "DescribeInstanceRamRole";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeInstanceRamRole {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let ids = json_list("InstanceIds", request.instance_ids.as_ref(), 50)?;
        let page = page(request.page_number, request.page_size, 50)?;
        let role = &request.ram_role_name;
        if ids.is_none() && role.is_none() {
            return Err(Error::missing("InstanceIds"));
        }
        let matches = |instance: &&Instance| {
            ids.as_ref().is_none_or(|ids| ids.contains(&instance.id))
                && role.as_ref().is_none_or(|role| instance.alibaba().ram_role.as_ref() == Some(role))
        };
        let all: Vec<&Instance> = at.region.instances.values().filter(matches).collect();
        let total_count = all.len();
        let view = |instance: &Instance| RoleSet {
            instance_id: instance.id.clone(),
            ram_role_name: instance.alibaba().ram_role.clone().unwrap_or_default(),
        };
        let roles = page.take(all).into_iter().map(view).collect();
        let instance_ram_role_sets = RoleSets { instance_ram_role_set: roles };
        Ok(Response { region_id: at.scope.region, total_count, instance_ram_role_sets })
    }
}
