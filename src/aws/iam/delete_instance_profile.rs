//! [DeleteInstanceProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteInstanceProfile.html)

use super::Iam;
use super::common::profile;
use super::errors::plain;
use crate::aws::cloudwatch::common::NoResult;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes an instance profile. Fails if it has a role. Instances that have the profile keep it, as on AWS.
pub struct DeleteInstanceProfile;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_profile_name: SmolStr,
}

impl Operation for DeleteInstanceProfile {
    const ACTION: &'static str = "DeleteInstanceProfile";
    type Protocol = Iam;
    type Request = Request;
    type Response = NoResult;
}

impl Change for DeleteInstanceProfile {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let has_role = profile(at, &request.instance_profile_name)?.role.is_some();
        if has_role { Err(plain("DeleteConflict")) } else { Ok(request.instance_profile_name) }
    }

    fn commit(at: &mut PlaceMut<'_>, name: SmolStr) -> NoResult {
        at.identities().profiles.remove(&name);
        NoResult {}
    }
}
