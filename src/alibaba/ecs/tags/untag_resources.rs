//! [UntagResources](https://api.alibabacloud.com/document/Ecs/2014-05-26/UntagResources)

use super::changes::{Going, MOST_TAGS, Removals, Resources};
use super::refusals;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Takes tags from resources of a type: those with these keys, or all. All resources must be there; without keys
/// nothing goes unless all is asked for.
pub struct UntagResources;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    resource_type: SmolStr,
    #[serde(default)]
    resource_id: Vec<SmolStr>,
    #[serde(default)]
    tag_key: Vec<SmolStr>,
    all: Option<bool>,
}

impl Operation for UntagResources {
    const ACTION: &'static str = "UntagResources";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::Conflict(text) => Some(row(403, "Param.Conflict", text.clone())),
            _ => refusals::newer(error, ""),
        }
    }
}

impl Change for UntagResources {
    type Plan = Removals;

    fn plan(at: Place<'_>, request: Request) -> Result<Removals, Error> {
        let keys = request.tag_key;
        if keys.len() > MOST_TAGS {
            return Err(Error::invalid("Tag", keys.len(), format!("at most {MOST_TAGS}")));
        }
        let goes = match request.all {
            Some(true) if !keys.is_empty() => {
                let text = "The specified all is true, but the specified TagKey.N is not empty.";
                return Err(Error::Conflict(text.to_owned()));
            }
            Some(true) => Going::All,
            _ => Going::Named(keys.into_iter().map(|key| (key, None)).collect()),
        };
        Ok(Removals::new(Resources::find(at, &request.resource_type, request.resource_id)?, goes))
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Removals) -> Done {
        plan.commit(at)
    }
}
