//! [AssociateNetworkAcl](https://api.alibabacloud.com/document/Vpc/2016-04-28/AssociateNetworkAcl)

use super::parameters::{self, ResourceRequest, v_switches};
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::{check_acl_association, set_acl, vpc_acl};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Associates VSwitches with a network ACL of their VPC. They must have none until then.
pub struct AssociateNetworkAcl;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    network_acl_id: SmolStr,
    #[serde(default)]
    resource: Vec<ResourceRequest>,
}

pub struct Plan {
    id: SmolStr,
    v_switches: Vec<SmolStr>,
}

impl Operation for AssociateNetworkAcl {
    const ACTION: &'static str = "AssociateNetworkAcl";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        parameters::refuse(error)
    }
}

impl Change for AssociateNetworkAcl {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let v_switches = v_switches(&request.resource)?;
        let acl = vpc_acl(at.region, &request.network_acl_id)?;
        check_acl_association(at.region, acl, &v_switches)?;
        Ok(Plan { id: request.network_acl_id, v_switches })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        set_acl(at.region, &plan.v_switches, &plan.id);
        Done {}
    }
}
