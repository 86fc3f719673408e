//! [CreateInstanceProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateInstanceProfile.html)

use super::Iam;
use super::common::{MAX_PROFILE_NAME, Tag, check_name, check_new, merged, path};
use super::view::ProfileView;
use crate::domain::compute::instance::Tags;
use crate::domain::iam::{InstanceProfile, new_id};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates an instance profile, which has no role yet.
pub struct CreateInstanceProfile;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_profile_name: SmolStr,
    path: Option<SmolStr>,
    #[serde(default)]
    tags: Vec<Tag>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    instance_profile: ProfileView,
}

impl Operation for CreateInstanceProfile {
    const ACTION: &'static str = "CreateInstanceProfile";
    type Protocol = Iam;
    type Request = Request;
    type Response = Response;
}

impl Change for CreateInstanceProfile {
    /// Without an id.
    type Plan = InstanceProfile;

    fn plan(at: Place<'_>, request: Request) -> Result<InstanceProfile, Error> {
        let name = request.instance_profile_name;
        check_name("instanceProfileName", &name, MAX_PROFILE_NAME)?;
        let path = path(request.path)?;
        let tags = merged(&Tags::new(), request.tags)?;
        check_new("Instance Profile", "InstanceProfilesPerAccount", &name, at.identities.profiles.keys())?;
        Ok(InstanceProfile { id: SmolStr::default(), name, path, created: at.now, role: None, tags })
    }

    fn commit(at: &mut PlaceMut<'_>, profile: InstanceProfile) -> Response {
        let profile = InstanceProfile { id: new_id(at.ids, "AIPA"), ..profile };
        let instance_profile = ProfileView::without_role(at.scope, &profile).tagged(&profile);
        at.identities().profiles.insert(profile.name.clone(), profile);
        Response { instance_profile }
    }
}
