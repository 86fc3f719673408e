//! [ListTagResources](https://api.alibabacloud.com/document/Vpc/2016-04-28/ListTagResources)

use super::kind;
use crate::alibaba::ecs::common::TagRequest;
use crate::alibaba::ecs::tags::changes::MAX_TAGS;
use crate::alibaba::ecs::tags::listing::list;
use crate::alibaba::protocol::Rpc;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Lists the tags of the resources of a type that pass the filters on ids and tags: all tags of each (ours), sorted by id and
/// key.
pub struct ListTagResources;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    resource_type: SmolStr,
    #[serde(default)]
    resource_id: Vec<SmolStr>,
    #[serde(default)]
    tag: Vec<TagRequest>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    next_token: SmolStr,
    tag_resources: TagResourcesView,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct TagResourcesView {
    tag_resource: Vec<View>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct View {
    resource_id: SmolStr,
    resource_type: &'static str,
    tag_key: SmolStr,
    tag_value: SmolStr,
}

/// The most tags on a page, and the most ids in one call.
const MAX: usize = 50;

impl Operation for ListTagResources {
    const ACTION: &'static str = "ListTagResources";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::Conflict(text) => Some(row(400, "BothEmpty.TagsAndResources", text.clone())),
            _ => kind::refuse(error),
        }
    }
}

impl Read for ListTagResources {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let kind = kind::parse(&request.resource_type)?;
        let (ids, tags) = (&request.resource_id, &request.tag);
        if ids.len() > MAX {
            return Err(Error::invalid("ResourceId", ids.len(), format!("at most {MAX}")));
        }
        if tags.len() > MAX_TAGS {
            return Err(Error::invalid("Tag", tags.len(), format!("at most {MAX_TAGS}")));
        }
        if ids.is_empty() && tags.is_empty() {
            let text = "The specified Tags and ResourcesIds are not allow to both empty.";
            return Err(Error::Conflict(text.to_owned()));
        }
        let asked = request.max_results.unwrap_or(MAX as i64);
        let size = usize::try_from(asked).ok().filter(|size| (1..=MAX).contains(size));
        let size = size.ok_or_else(|| Error::invalid("MaxResults", asked, format!("1 to {MAX}")))?;
        let after = request.next_token.unwrap_or_default();
        let passes = |present: &_| tags.iter().all(|tag| tag.matches(present));
        let (listed, next_token) =
            kind.map(|kind| list(at.region, kind, ids, passes, &after, size)).unwrap_or_default();
        let resource_type = kind.and_then(|kind| kind.vpc).unwrap_or_default();
        let views = listed.into_iter().map(|tag| View {
            resource_id: tag.id,
            resource_type,
            tag_key: tag.key,
            tag_value: tag.value,
        });
        Ok(Response { next_token, tag_resources: TagResourcesView { tag_resource: views.collect() } })
    }
}
