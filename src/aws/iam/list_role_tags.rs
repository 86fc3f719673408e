//! [ListRoleTags](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html)

use super::Iam;
use super::common::{PageView, Paging, Tag, role};
use crate::aws::cloudwatch::common::List;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Lists the tags of a role, in the order of their keys.
pub struct ListRoleTags;

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
    tags: List<Tag>,
    #[serde(flatten)]
    page: PageView,
}

impl Operation for ListRoleTags {
    const ACTION: &'static str = "ListRoleTags";
    type Protocol = Iam;
    type Request = Request;
    type Response = Response;
}

impl Read for ListRoleTags {
    fn read(at: Place<'_>, Request(fields, paging): Request) -> Result<Response, Error> {
        let role = role(at, &fields.role_name)?;
        let (shown, page) = paging.take(role.tags.iter(), |(key, _)| key)?;
        let tags = shown.into_iter().map(|(key, value)| Tag { key: key.clone(), value: value.clone() });
        Ok(Response { tags: tags.collect(), page })
    }
}
