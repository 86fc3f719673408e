//! [RemoveRoleFromInstanceProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveRoleFromInstanceProfile.html)

use super::Iam;
use super::common::{profile, role};
use super::errors::own;
use crate::aws::cloudwatch::common::NoResult;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Takes the role from an instance profile. Instances that have the profile keep it.
pub struct RemoveRoleFromInstanceProfile;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_profile_name: SmolStr,
    role_name: SmolStr,
}

impl Operation for RemoveRoleFromInstanceProfile {
    const ACTION: &'static str = "RemoveRoleFromInstanceProfile";
    type Protocol = Iam;
    type Request = Request;
    type Response = NoResult;
}

impl Change for RemoveRoleFromInstanceProfile {
    /// The name of the profile.
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let profile = profile(at, &request.instance_profile_name)?;
        let role = role(at, &request.role_name)?;
        if profile.role.as_ref() != Some(&role.name) {
            // Ours: the text is not known.
            let text = format!("Role {} is not in instance profile {}.", role.name, profile.name);
            return Err(own("NoSuchEntity", text));
        }
        Ok(request.instance_profile_name)
    }

    fn commit(at: &mut PlaceMut<'_>, name: SmolStr) -> NoResult {
        if let Some(profile) = at.identities().profiles.get_mut(&name) {
            profile.role = None;
        }
        NoResult {}
    }
}
