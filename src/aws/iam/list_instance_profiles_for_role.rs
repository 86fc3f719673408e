//! [ListInstanceProfilesForRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfilesForRole.html)

use super::Iam;
use super::common::{PageView, Paging, role};
use super::view::ProfileView;
use crate::aws::cloudwatch::common::List;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Lists the instance profiles that have a role.
pub struct ListInstanceProfilesForRole;

#[derive(Debug, Deserialize)]
pub struct Request(Fields, Paging);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Fields {
    role_name: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    instance_profiles: List<ProfileView>,
    #[serde(flatten)]
    page: PageView,
}

impl Operation for ListInstanceProfilesForRole {
    const ACTION: &'static str = "ListInstanceProfilesForRole";
    type Protocol = Iam;
    type Request = Request;
    type Response = Response;
}

impl Read for ListInstanceProfilesForRole {
    fn read(at: Place<'_>, Request(fields, paging): Request) -> Result<Response, Error> {
        let role = role(at, &fields.role_name)?;
        let (shown, page) = paging.take(at.identities.profiles_of(&role.name), |profile| &profile.name)?;
        let instance_profiles = shown.into_iter().map(|profile| ProfileView::new(at, profile)).collect();
        Ok(Response { instance_profiles, page })
    }
}
