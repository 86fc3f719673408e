//! [ModifyNetworkAclAttributes](https://api.alibabacloud.com/document/Vpc/2016-04-28/ModifyNetworkAclAttributes)

use super::parameters::{self, description, name};
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::vpc_acl;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes the name or the description of a network ACL.
pub struct ModifyNetworkAclAttributes;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    network_acl_id: SmolStr,
    network_acl_name: Option<SmolStr>,
    description: Option<SmolStr>,
}

impl Operation for ModifyNetworkAclAttributes {
    const ACTION: &'static str = "ModifyNetworkAclAttributes";
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

impl Change for ModifyNetworkAclAttributes {
    type Plan = Request;

    fn plan(at: Place<'_>, mut request: Request) -> Result<Request, Error> {
        request.network_acl_name = name(request.network_acl_name)?;
        request.description = description(request.description)?;
        vpc_acl(at.region, &request.network_acl_id)?;
        Ok(request)
    }

    fn commit(at: &mut PlaceMut<'_>, request: Request) -> Done {
        if let Some(acl) = at.region.vpc_acls.get_mut(&request.network_acl_id) {
            acl.name = request.network_acl_name.unwrap_or(std::mem::take(&mut acl.name));
            acl.description = request.description.unwrap_or(std::mem::take(&mut acl.description));
        }
        Done {}
    }
}
