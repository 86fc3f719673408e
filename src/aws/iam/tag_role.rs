//! [TagRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html)

use super::Iam;
use super::common::{Tag, merged, role};
use crate::aws::cloudwatch::common::NoResult;
use crate::domain::compute::instance::Tags;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Gives a role tags, which replace those with the same keys.
pub struct TagRole;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    role_name: SmolStr,
    tags: Vec<Tag>,
}

impl Operation for TagRole {
    const ACTION: &'static str = "TagRole";
    type Protocol = Iam;
    type Request = Request;
    type Response = NoResult;
}

impl Change for TagRole {
    type Plan = (SmolStr, Tags);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let role = role(at, &request.role_name)?;
        Ok((role.name.clone(), merged(&role.tags, request.tags)?))
    }

    fn commit(at: &mut PlaceMut<'_>, (name, tags): Self::Plan) -> NoResult {
        if let Some(role) = at.identities().roles.get_mut(&name) {
            role.tags = tags;
        }
        NoResult {}
    }
}
