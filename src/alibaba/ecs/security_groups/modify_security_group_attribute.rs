//! [ModifySecurityGroupAttribute](https://api.alibabacloud.com/document/Ecs/2014-05-26/ModifySecurityGroupAttribute)

use super::group;
use super::refusals;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::ecs::texts::{check_description, check_name};
use crate::alibaba::protocol::Rpc;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes the name or the description of a security group.
pub struct ModifySecurityGroupAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    security_group_id: SmolStr,
    security_group_name: Option<SmolStr>,
    description: Option<SmolStr>,
}

impl Operation for ModifySecurityGroupAttribute {
    const ACTION: &'static str = "ModifySecurityGroupAttribute";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error.invalid_parameter() {
            Some("SecurityGroupName") => {
                Some(row(400, "InvalidSecurityGroupName.Malformed", "Specified security group name is not valid."))
            }
            Some("Description") => Some(row(
                400,
                "InvalidSecurityGroupDiscription.Malformed",
                "Specified security group description is not valid.",
            )),
            _ => refusals::not_found(error),
        }
    }
}

impl Change for ModifySecurityGroupAttribute {
    type Plan = Request;

    fn plan(at: Place<'_>, request: Request) -> Result<Request, Error> {
        group(at.region, &request.security_group_id)?;
        check_name("SecurityGroupName", request.security_group_name.as_deref().unwrap_or_default())?;
        check_description("Description", request.description.as_deref().unwrap_or_default())?;
        Ok(request)
    }

    fn commit(at: &mut PlaceMut<'_>, request: Request) -> Done {
        if let Some(group) = at.region.groups.get_mut(&request.security_group_id) {
            group.name = request.security_group_name.unwrap_or_else(|| group.name.clone());
            group.description = request.description.unwrap_or_else(|| group.description.clone());
        }
        Done {}
    }
}
