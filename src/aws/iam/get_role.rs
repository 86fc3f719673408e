//! [GetRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html)

use super::Iam;
use super::common::role;
use super::view::RoleView;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes a role, with its tags.
pub struct GetRole;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    role_name: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    role: RoleView,
}

impl Operation for GetRole {
    const ACTION: &'static str = "GetRole";
    type Protocol = Iam;
    type Request = Request;
    type Response = Response;
}

impl Read for GetRole {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let role = role(at, &request.role_name)?;
        Ok(Response { role: RoleView::new(at.scope, role).tagged(role) })
    }
}
