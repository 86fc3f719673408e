//! [GetInstanceProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetInstanceProfile.html)

use super::Iam;
use super::common::profile;
use super::view::ProfileView;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes an instance profile, with its role and its tags.
pub struct GetInstanceProfile;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_profile_name: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    instance_profile: ProfileView,
}

impl Operation for GetInstanceProfile {
    const ACTION: &'static str = "GetInstanceProfile";
    type Protocol = Iam;
    type Request = Request;
    type Response = Response;
}

impl Read for GetInstanceProfile {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let profile = profile(at, &request.instance_profile_name)?;
        Ok(Response { instance_profile: ProfileView::new(at, profile).tagged(profile) })
    }
}
