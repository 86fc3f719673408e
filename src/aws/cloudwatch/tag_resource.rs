//! [TagResource](https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_TagResource.html)

use super::CloudWatch;
use super::common::EmptyResult;
use super::tagged::{Tag, find, merged};
use crate::domain::alarms;
use crate::domain::compute::instance::Tags;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Gives an alarm tags.
pub struct TagResource;

#[derive(Debug, Deserialize)]
pub struct Request {
    #[serde(rename = "ResourceARN")]
    resource: SmolStr,
    #[serde(default, rename = "Tags")]
    tags: Vec<Tag>,
}

impl Operation for TagResource {
    const ACTION: &'static str = "TagResource";
    type Protocol = CloudWatch;
    type Request = Request;
    type Response = EmptyResult;
}

impl Change for TagResource {
    type Plan = (SmolStr, Tags);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        if request.tags.is_empty() {
            return Err(Error::missing("Tags"));
        }
        let (name, tags) = find(at, &request.resource)?;
        Ok((name, merged(&tags, request.tags)?))
    }

    fn commit(at: &mut PlaceMut<'_>, (name, tags): Self::Plan) -> EmptyResult {
        alarms::set_tags(at, &name, tags);
        EmptyResult::default()
    }
}
