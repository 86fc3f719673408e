//! [UntagInstanceProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagInstanceProfile.html)

use super::Iam;
use super::common::{profile, without};
use crate::aws::cloudwatch::common::NoResult;
use crate::domain::compute::instance::Tags;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Takes tags from an instance profile.
pub struct UntagInstanceProfile;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_profile_name: SmolStr,
    tag_keys: Vec<SmolStr>,
}

impl Operation for UntagInstanceProfile {
    const ACTION: &'static str = "UntagInstanceProfile";
    type Protocol = Iam;
    type Request = Request;
    type Response = NoResult;
}

impl Change for UntagInstanceProfile {
    type Plan = (SmolStr, Tags);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let profile = profile(at, &request.instance_profile_name)?;
        Ok((profile.name.clone(), without(&profile.tags, &request.tag_keys)))
    }

    fn commit(at: &mut PlaceMut<'_>, (name, tags): Self::Plan) -> NoResult {
        if let Some(profile) = at.identities().profiles.get_mut(&name) {
            profile.tags = tags;
        }
        NoResult {}
    }
}
