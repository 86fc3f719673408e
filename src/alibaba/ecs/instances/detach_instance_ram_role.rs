//! [DetachInstanceRamRole](https://api.alibabacloud.com/document/Ecs/2014-05-26/DetachInstanceRamRole)

use super::ram_roles::{self, instances};
use crate::alibaba::protocol::Rpc;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Takes the RAM role from instances. If the request names a role, one that has another keeps it (ours).
pub struct DetachInstanceRamRole;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    ram_role_name: Option<SmolStr>,
    instance_ids: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    ram_role_name: SmolStr,
    total_count: usize,
    fail_count: usize,
    detach_instance_ram_role_results: Results,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Results {
    detach_instance_ram_role_result: Vec<ResultView>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ResultView {
    instance_id: SmolStr,
    success: bool,
    code: &'static str,
    message: &'static str,
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

pub struct Plan {
    role: SmolStr,
    /// The instances, and the role that each loses.
    instances: Vec<(SmolStr, Option<SmolStr>)>,
}

impl Operation for DetachInstanceRamRole {
    const ACTION: &'static str = "DetachInstanceRamRole";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        ram_roles::refuse(error)
    }
}

impl Change for DetachInstanceRamRole {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let role = request.ram_role_name.unwrap_or_default();
        let named = |own: &SmolStr| role.is_empty() || *own == role;
        let all = instances(at, &request.instance_ids)?;
        let lost = all.iter().map(|one| (one.id.clone(), one.alibaba().ram_role.clone().filter(named)));
        Ok(Plan { instances: lost.collect(), role })
    }

    fn commit(at: &mut PlaceMut<'_>, Plan { role, instances }: Plan) -> Response {
        let mut results = Vec::with_capacity(instances.len());
        for (id, lost) in instances {
            if lost.is_some()
                && let Some(mut instance) = at.region.instances.get_mut(&id)
            {
                instance.alibaba_mut().ram_role = None;
            }
            let set = |name| RoleSet { instance_id: id.clone(), ram_role_name: name };
            let instance_ram_role_sets = RoleSets { instance_ram_role_set: lost.into_iter().map(set).collect() };
            let (code, message) = ("200", "Success");
            results.push(ResultView { instance_id: id, success: true, code, message, instance_ram_role_sets });
        }
        Response {
            ram_role_name: role,
            total_count: results.len(),
            fail_count: 0,
            detach_instance_ram_role_results: Results { detach_instance_ram_role_result: results },
        }
    }
}
