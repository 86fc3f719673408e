//! [ListInstanceProfiles](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfiles.html)

use super::Iam;
use super::common::{PageView, Paging};
use super::view::ProfileView;
use crate::aws::cloudwatch::common::List;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Lists instance profiles, in the order of their names, without their tags.
pub struct ListInstanceProfiles;

#[derive(Debug, Deserialize)]
pub struct Request(Fields, Paging);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Fields {
    path_prefix: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    instance_profiles: List<ProfileView>,
    #[serde(flatten)]
    page: PageView,
}

impl Operation for ListInstanceProfiles {
    const ACTION: &'static str = "ListInstanceProfiles";
    type Protocol = Iam;
    type Request = Request;
    type Response = Response;
}

impl Read for ListInstanceProfiles {
    fn read(at: Place<'_>, Request(fields, paging): Request) -> Result<Response, Error> {
        let prefix = fields.path_prefix.unwrap_or_default();
        let wanted = at.identities.profiles.values().filter(|profile| profile.path.starts_with(prefix.as_str()));
        let (shown, page) = paging.take(wanted, |profile| &profile.name)?;
        Ok(Response {
            instance_profiles: shown.into_iter().map(|profile| ProfileView::new(at, profile)).collect(),
            page,
        })
    }
}
