//! [AttachInstanceRamRole](https://api.alibabacloud.com/document/Ecs/2014-05-26/AttachInstanceRamRole)

use super::ram_roles::{self, instances};
use crate::alibaba::ecs::texts;
use crate::alibaba::protocol::Rpc;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::borrow::Cow;

/// Gives instances a RAM role. One that has a role already keeps it, and is told as failed (ours: the vendor does not document with
/// which code).
pub struct AttachInstanceRamRole;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    ram_role_name: SmolStr,
    instance_ids: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    ram_role_name: SmolStr,
    total_count: usize,
    fail_count: usize,
    attach_instance_ram_role_results: Results,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Results {
    attach_instance_ram_role_result: Vec<ResultView>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ResultView {
    instance_id: SmolStr,
    success: bool,
    code: Cow<'static, str>,
    message: Cow<'static, str>,
}

pub struct Plan {
    role: SmolStr,
    /// The instances, and whether they have a role already.
    instances: Vec<(SmolStr, bool)>,
}

impl Operation for AttachInstanceRamRole {
    const ACTION: &'static str = "AttachInstanceRamRole";
    const REGION_ID: bool = true;
    // What roles may do is not modelled.
    const IGNORED: &'static [&'static str] = &["Policy"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        ram_roles::refuse(error)
    }
}

impl Change for AttachInstanceRamRole {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let role = request.ram_role_name;
        if role.is_empty() {
            return Err(Error::invalid("RamRoleName", role, "the name of a role"));
        }
        texts::ram_role(Some(role.clone()))?;
        let all = instances(at, &request.instance_ids)?;
        let has = |name: &Option<SmolStr>| name.as_ref().is_some_and(|name| *name != role);
        let instances = all.iter().map(|one| (one.id.clone(), has(&one.alibaba().ram_role))).collect();
        Ok(Plan { role, instances })
    }

    fn commit(at: &mut PlaceMut<'_>, Plan { role, instances }: Plan) -> Response {
        let mut results = Vec::with_capacity(instances.len());
        for (id, has) in instances {
            if !has && let Some(mut instance) = at.region.instances.get_mut(&id) {
                instance.alibaba_mut().ram_role = Some(role.clone());
            }
            let told = if has {
                row(403, "OperationDenied", "The instance has another RAM role.")
            } else {
                VendorError { status: 200, code: "200".into(), message: "success".into() }
            };
            results.push(ResultView { instance_id: id, success: !has, code: told.code, message: told.message });
        }
        Response {
            ram_role_name: role,
            total_count: results.len(),
            fail_count: results.iter().filter(|result| !result.success).count(),
            attach_instance_ram_role_results: Results { attach_instance_ram_role_result: results },
        }
    }
}
