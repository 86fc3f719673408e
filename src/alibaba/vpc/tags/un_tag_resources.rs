//! [UnTagResources](https://api.alibabacloud.com/document/Vpc/2016-04-28/UnTagResources)

use super::kind;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::ecs::tags::changes::{MAX_TAGS, Removal, Removals, Resources};
use crate::alibaba::protocol::Rpc;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Removes tags from resources of a type: those with the keys in the request or, if there are none, all of them with `All`. All
/// resources must exist. Without keys and without `All`, nothing changes.
pub struct UnTagResources;

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

impl Operation for UnTagResources {
    const ACTION: &'static str = "UnTagResources";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        kind::refuse(error)
    }
}

impl Change for UnTagResources {
    type Plan = Removals;

    fn plan(at: Place<'_>, request: Request) -> Result<Removals, Error> {
        let keys = request.tag_key;
        if keys.len() > MAX_TAGS {
            return Err(Error::invalid("Tag", keys.len(), format!("at most {MAX_TAGS}")));
        }
        let selection = if keys.is_empty() && request.all == Some(true) {
            Removal::All
        } else {
            Removal::Listed(keys.into_iter().map(|key| (key, None)).collect())
        };
        let kind = kind::parse(&request.resource_type)?;
        Ok(Removals::new(Resources::find(at, kind, request.resource_id)?, selection))
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Removals) -> Done {
        plan.commit(at)
    }
}
