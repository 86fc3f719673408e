//! [UntagResource](https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_UntagResource.html)

use super::CloudWatch;
use super::common::EmptyResult;
use super::tagged::find;
use crate::domain::alarms;
use crate::domain::compute::instance::Tags;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Removes tags of an alarm. Keys that it does not have change nothing.
pub struct UntagResource;

#[derive(Debug, Deserialize)]
pub struct Request {
    #[serde(rename = "ResourceARN")]
    resource: SmolStr,
    #[serde(default, rename = "TagKeys")]
    keys: Vec<SmolStr>,
}

impl Operation for UntagResource {
    const ACTION: &'static str = "UntagResource";
    type Protocol = CloudWatch;
    type Request = Request;
    type Response = EmptyResult;
}

impl Change for UntagResource {
    type Plan = (SmolStr, Tags);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        if request.keys.is_empty() {
            return Err(Error::missing("TagKeys"));
        }
        let (name, mut tags) = find(at, &request.resource)?;
        tags.retain(|key, _| !request.keys.contains(key));
        Ok((name, tags))
    }

    fn commit(at: &mut PlaceMut<'_>, (name, tags): Self::Plan) -> EmptyResult {
        alarms::set_tags(at, &name, tags);
        EmptyResult::default()
    }
}
