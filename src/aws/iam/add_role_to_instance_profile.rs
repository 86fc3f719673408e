//! [AddRoleToInstanceProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddRoleToInstanceProfile.html)

use super::Iam;
use super::common::{profile, role};
use super::errors::own;
use crate::aws::cloudwatch::common::NoResult;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Gives an instance profile its role. It can have one.
pub struct AddRoleToInstanceProfile;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_profile_name: SmolStr,
    role_name: SmolStr,
}

impl Operation for AddRoleToInstanceProfile {
    const ACTION: &'static str = "AddRoleToInstanceProfile";
    type Protocol = Iam;
    type Request = Request;
    type Response = NoResult;
}

impl Change for AddRoleToInstanceProfile {
    type Plan = Request;

    fn plan(at: Place<'_>, request: Request) -> Result<Request, Error> {
        let profile = profile(at, &request.instance_profile_name)?;
        role(at, &request.role_name)?;
        if profile.role.is_some() {
            return Err(own("LimitExceeded", "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1"));
        }
        Ok(request)
    }

    fn commit(at: &mut PlaceMut<'_>, request: Request) -> NoResult {
        if let Some(profile) = at.identities().profiles.get_mut(&request.instance_profile_name) {
            profile.role = Some(request.role_name);
        }
        NoResult {}
    }
}
