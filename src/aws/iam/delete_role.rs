//! [DeleteRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html)

use super::Iam;
use super::common::role;
use super::errors::plain;
use crate::aws::cloudwatch::common::NoResult;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes a role. Fails if an instance profile has it.
pub struct DeleteRole;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    role_name: SmolStr,
}

impl Operation for DeleteRole {
    const ACTION: &'static str = "DeleteRole";
    type Protocol = Iam;
    type Request = Request;
    type Response = NoResult;
}

impl Change for DeleteRole {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let role = role(at, &request.role_name)?;
        let used = at.identities.profiles_of(&role.name).next().is_some();
        if used { Err(plain("DeleteConflict")) } else { Ok(request.role_name) }
    }

    fn commit(at: &mut PlaceMut<'_>, name: SmolStr) -> NoResult {
        at.identities().roles.remove(&name);
        NoResult {}
    }
}
