//! [UntagRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html)

use super::Iam;
use super::common::{role, without};
use crate::aws::cloudwatch::common::NoResult;
use crate::domain::compute::instance::Tags;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Takes tags from a role.
pub struct UntagRole;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    role_name: SmolStr,
    tag_keys: Vec<SmolStr>,
}

impl Operation for UntagRole {
    const ACTION: &'static str = "UntagRole";
    type Protocol = Iam;
    type Request = Request;
    type Response = NoResult;
}

impl Change for UntagRole {
    type Plan = (SmolStr, Tags);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let role = role(at, &request.role_name)?;
        Ok((role.name.clone(), without(&role.tags, &request.tag_keys)))
    }

    fn commit(at: &mut PlaceMut<'_>, (name, tags): Self::Plan) -> NoResult {
        if let Some(role) = at.identities().roles.get_mut(&name) {
            role.tags = tags;
        }
        NoResult {}
    }
}
