//! [DeleteNetworkAcl](https://api.alibabacloud.com/document/Vpc/2016-04-28/DeleteNetworkAcl)

use super::parameters;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::{VpcAclError, vpc_acl};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes a network ACL with which no VSwitch is associated.
pub struct DeleteNetworkAcl;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    network_acl_id: SmolStr,
}

impl Operation for DeleteNetworkAcl {
    const ACTION: &'static str = "DeleteNetworkAcl";
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

impl Change for DeleteNetworkAcl {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let acl = vpc_acl(at.region, &request.network_acl_id)?;
        if acl.v_switches(at.region).next().is_some() {
            return Err(VpcAclError::InUse(request.network_acl_id).into());
        }
        Ok(request.network_acl_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        at.region.vpc_acls.remove(&id);
        Done {}
    }
}
