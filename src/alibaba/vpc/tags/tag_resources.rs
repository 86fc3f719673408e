//! [TagResources](https://api.alibabacloud.com/document/Vpc/2016-04-28/TagResources)

use super::kind;
use crate::alibaba::ecs::common::{Done, TagRequest, tags};
use crate::alibaba::ecs::tags::changes::{Additions, MAX_TAGS, Resources};
use crate::alibaba::protocol::Rpc;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Adds tags to resources of a type. A tag that a resource already has gets the new value. All resources must exist.
pub struct TagResources;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    resource_type: SmolStr,
    #[serde(default)]
    resource_id: Vec<SmolStr>,
    #[serde(default)]
    tag: Vec<TagRequest>,
}

impl Operation for TagResources {
    const ACTION: &'static str = "TagResources";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        kind::refuse(error)
    }
}

impl Change for TagResources {
    type Plan = Additions;

    fn plan(at: Place<'_>, request: Request) -> Result<Additions, Error> {
        if request.tag.is_empty() {
            return Err(Error::missing("Tag"));
        }
        if request.tag.len() > MAX_TAGS {
            return Err(Error::invalid("Tag", request.tag.len(), format!("at most {MAX_TAGS}")));
        }
        let tags = tags(&request.tag)?;
        let kind = kind::parse(&request.resource_type)?;
        Additions::plan(at, Resources::find(at, kind, request.resource_id)?, tags)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Additions) -> Done {
        plan.commit(at)
    }
}
