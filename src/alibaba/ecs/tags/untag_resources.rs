//! [UntagResources](https://api.alibabacloud.com/document/Ecs/2014-05-26/UntagResources)

use super::changes::{MAX_TAGS, Removal, Removals, Resources};
use super::{kind, refusals};
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Removes tags from resources of a type: those with the keys in the request, or all of them with `All`. All resources
/// must exist. Without keys and without `All`, nothing changes.
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
            _ => refusals::batch_error(error, ""),
        }
    }
}

impl Change for UntagResources {
    type Plan = Removals;

    fn plan(at: Place<'_>, request: Request) -> Result<Removals, Error> {
        let keys = request.tag_key;
        if keys.len() > MAX_TAGS {
            return Err(Error::invalid("Tag", keys.len(), format!("at most {MAX_TAGS}")));
        }
        let selection = match request.all {
            Some(true) if !keys.is_empty() => {
                let text = "The specified all is true, but the specified TagKey.N is not empty.";
                return Err(Error::Conflict(text.to_owned()));
            }
            Some(true) => Removal::All,
            _ => Removal::Listed(keys.into_iter().map(|key| (key, None)).collect()),
        };
        let kind = kind::parse(&request.resource_type)?;
        Ok(Removals::new(Resources::find(at, kind, request.resource_id)?, selection))
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Removals) -> Done {
        plan.commit(at)
    }
}
