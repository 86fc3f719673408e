//! [ListTagsForResource](https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListTagsForResource.html)

use super::CloudWatch;
use super::common::List;
use super::tagged::{Tag, find};
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Lists the tags of an alarm, in the order of their keys.
pub struct ListTagsForResource;

#[derive(Debug, Deserialize)]
pub struct Request {
    #[serde(rename = "ResourceARN")]
    resource: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    tags: List<Tag>,
}

impl Operation for ListTagsForResource {
    const ACTION: &'static str = "ListTagsForResource";
    type Protocol = CloudWatch;
    type Request = Request;
    type Response = Response;
}

impl Read for ListTagsForResource {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let (_, tags) = find(at, &request.resource)?;
        Ok(Response { tags: tags.iter().map(|(key, value)| Tag { key: key.clone(), value: value.clone() }).collect() })
    }
}
