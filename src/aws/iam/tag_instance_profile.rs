//! [TagInstanceProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagInstanceProfile.html)

use super::Iam;
use super::common::{Tag, merged, profile};
use crate::aws::cloudwatch::common::NoResult;
use crate::domain::compute::instance::Tags;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Gives an instance profile tags, which replace those with the same keys.
pub struct TagInstanceProfile;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_profile_name: SmolStr,
    tags: Vec<Tag>,
}

impl Operation for TagInstanceProfile {
    const ACTION: &'static str = "TagInstanceProfile";
    type Protocol = Iam;
    type Request = Request;
    type Response = NoResult;
}

impl Change for TagInstanceProfile {
    type Plan = (SmolStr, Tags);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let profile = profile(at, &request.instance_profile_name)?;
        Ok((profile.name.clone(), merged(&profile.tags, request.tags)?))
    }

    fn commit(at: &mut PlaceMut<'_>, (name, tags): Self::Plan) -> NoResult {
        if let Some(profile) = at.identities().profiles.get_mut(&name) {
            profile.tags = tags;
        }
        NoResult {}
    }
}
