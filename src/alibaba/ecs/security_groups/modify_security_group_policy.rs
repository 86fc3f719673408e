//! [ModifySecurityGroupPolicy](https://api.alibabacloud.com/document/Ecs/2014-05-26/ModifySecurityGroupPolicy)

use super::group;
use super::refusals;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::AlibabaGroupError;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Sets whether the members of a security group reach each other, whatever its rules say.
pub struct ModifySecurityGroupPolicy;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    security_group_id: SmolStr,
    inner_access_policy: SmolStr,
}

impl Operation for ModifySecurityGroupPolicy {
    const ACTION: &'static str = "ModifySecurityGroupPolicy";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        match error.invalid_parameter() {
            Some("InnerAccessPolicy") => Some(row(400, "InvalidPolicy.Malformed", "The Policy is invalid. Only 'Accept' and 'Drop' are supported. Ignore case.")),
            _ => refusals::not_found(error),
        }
    }
}

impl Change for ModifySecurityGroupPolicy {
    type Plan = (SmolStr, bool);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let group = group(at.region, &request.security_group_id)?;
        let isolated = match request.inner_access_policy.to_ascii_lowercase().as_str() {
            "accept" => false,
            "drop" => true,
            _ => return Err(Error::invalid("InnerAccessPolicy", request.inner_access_policy, "Accept or Drop")),
        };
        if group.enterprise {
            return Err(AlibabaGroupError::EnterprisePolicy.into());
        }
        Ok((request.security_group_id, isolated))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, isolated): Self::Plan) -> Done {
        if let Some(group) = at.region.groups.get_mut(&id) {
            group.isolated = isolated;
        }
        Done {}
    }
}
