//! [DeleteSecurityGroup](https://api.alibabacloud.com/document/Ecs/2014-05-26/DeleteSecurityGroup)

use super::group;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::error::Error as DomainError;
use crate::domain::network::{NetworkError, check_group_unreferenced};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes a security group. No instance may be in it, and no rule of another group may name it. The default group can
/// be deleted as well; after that, a launch must name another group.
pub struct DeleteSecurityGroup;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    security_group_id: SmolStr,
}

impl Operation for DeleteSecurityGroup {
    const ACTION: &'static str = "DeleteSecurityGroup";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::Domain(DomainError::Network(NetworkError::GroupNotFound(_))) => {
                Some(row(404, "InvalidSecurityGroup.NotFound", "The specified security group is not found."))
            }
            _ => None,
        }
    }
}

impl Change for DeleteSecurityGroup {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        check_group_unreferenced(at.region, group(at.region, &request.security_group_id)?)?;
        Ok(request.security_group_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        at.region.groups.remove(&id);
        Done {}
    }
}
