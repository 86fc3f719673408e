//! [ListInstanceProfileTags](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfileTags.html)

use super::Iam;
use super::common::{PageView, Paging, Tag, profile};
use crate::aws::cloudwatch::common::List;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Lists the tags of an instance profile, in the order of their keys.
pub struct ListInstanceProfileTags;

#[derive(Debug, Deserialize)]
pub struct Request(Fields, Paging);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Fields {
    instance_profile_name: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    tags: List<Tag>,
    #[serde(flatten)]
    page: PageView,
}

impl Operation for ListInstanceProfileTags {
    const ACTION: &'static str = "ListInstanceProfileTags";
    type Protocol = Iam;
    type Request = Request;
    type Response = Response;
}

impl Read for ListInstanceProfileTags {
    fn read(at: Place<'_>, Request(fields, paging): Request) -> Result<Response, Error> {
        let profile = profile(at, &fields.instance_profile_name)?;
        let (shown, page) = paging.take(profile.tags.iter(), |(key, _)| key)?;
        let tags = shown.into_iter().map(|(key, value)| Tag { key: key.clone(), value: value.clone() });
        Ok(Response { tags: tags.collect(), page })
    }
}
