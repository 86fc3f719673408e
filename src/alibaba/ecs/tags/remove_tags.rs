//! [RemoveTags](https://api.alibabacloud.com/document/Ecs/2014-05-26/RemoveTags)

use super::changes::{MAX_TAGS, Removal, Removals, Resources};
use super::{kind, refusals};
use crate::alibaba::ecs::common::{AnyCaseTag, Done};
use crate::alibaba::protocol::Rpc;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Removes tags from one resource. If the request has a value for a tag, the tag is removed only if it has that value.
pub struct RemoveTags;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    resource_type: SmolStr,
    resource_id: SmolStr,
    #[serde(default)]
    tag: Vec<AnyCaseTag>,
}

impl Operation for RemoveTags {
    const ACTION: &'static str = "RemoveTags";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::resource_type(error)
    }
}

impl Change for RemoveTags {
    type Plan = Removals;

    fn plan(at: Place<'_>, request: Request) -> Result<Removals, Error> {
        if !(1..=MAX_TAGS).contains(&request.tag.len()) {
            return Err(Error::invalid("Tag", request.tag.len(), format!("1 to {MAX_TAGS} tags")));
        }
        let mut selected = Vec::new();
        for (n, tag) in (1..).zip(request.tag) {
            let (key, value) = tag.into_parts();
            selected.push((key.ok_or_else(|| Error::missing(&format!("Tag.{n}.Key")))?, value));
        }
        let resources = Resources::find(at, kind::parse(&request.resource_type)?, vec![request.resource_id])?;
        Ok(Removals::new(resources, Removal::Listed(selected)))
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Removals) -> Done {
        plan.commit(at)
    }
}
