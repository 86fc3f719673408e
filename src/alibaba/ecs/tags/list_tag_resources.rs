//! [ListTagResources](https://api.alibabacloud.com/document/Ecs/2014-05-26/ListTagResources)

use super::changes::MAX_TAGS;
use super::listing::{Listed, list};
use super::{kind, refusals};
use crate::alibaba::ecs::common::{NamePattern, TagRequest};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::Tags;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Lists the tags of the resources of a type that pass the filters on ids and tags. Lists all tags of each (ours),
/// sorted by id and key. A page has 50 tags.
pub struct ListTagResources;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    resource_type: SmolStr,
    #[serde(default)]
    resource_id: Vec<SmolStr>,
    #[serde(default)]
    tag: Vec<TagRequest>,
    #[serde(default)]
    tag_filter: Vec<TagFilter>,
    next_token: Option<SmolStr>,
}

/// A filter on tags: a key, and the values that its tag can have. In a value, `*` stands for any characters. Without
/// values, any value passes.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct TagFilter {
    tag_key: SmolStr,
    #[serde(default)]
    tag_values: Vec<NamePattern>,
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

impl Operation for ListTagResources {
    const ACTION: &'static str = "ListTagResources";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::Conflict(text) => Some(row(403, "BothEmpty.TagsAndResources", text.clone())),
            _ if error.invalid_parameter() == Some("TagFilter") => {
                Some(row(400, "InvalidTags.MalFormed", "The tags must be empty, when the tagFilters is not empty."))
            }
            _ if error.invalid_parameter() == Some("NextToken") => {
                Some(row(403, "Invalid.NextToken", "The specified NextToken is not valid."))
            }
            _ => refusals::batch_error(error, "."),
        }
    }
}

/// The most filters on tags, and the most values of one.
const MAX_FILTERS: usize = 5;

/// The most tags on a page, and the most ids in one call.
const MAX: usize = 50;

impl Read for ListTagResources {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let kind = kind::parse(&request.resource_type)?;
        let ids = &request.resource_id;
        if ids.len() > MAX {
            return Err(Error::invalid("ResourceId", ids.len(), format!("at most {MAX}")));
        }
        if request.tag.len() > MAX_TAGS {
            return Err(Error::invalid("Tag", request.tag.len(), format!("at most {MAX_TAGS}")));
        }
        let longest = request.tag_filter.iter().map(|filter| filter.tag_values.len()).max().unwrap_or(0);
        let count = request.tag_filter.len().max(longest);
        if count > MAX_FILTERS {
            return Err(Error::invalid(
                "TagFilter.N",
                count,
                format!("at most {MAX_FILTERS} filters and values of one"),
            ));
        }
        if ids.is_empty() && request.tag.is_empty() && request.tag_filter.is_empty() {
            let text = "The specified Tags and ResourcesIds are not allow to both empty.";
            return Err(Error::Conflict(text.to_owned()));
        }
        if !request.tag.is_empty() && !request.tag_filter.is_empty() {
            return Err(Error::invalid("TagFilter", request.tag_filter.len(), "none beside Tag"));
        }
        let after = request.next_token.clone().unwrap_or_default();
        // A token is the id of a resource and the key of a tag, which may be gone by now.
        if !after.is_empty() && !after.contains(' ') {
            return Err(Error::invalid("NextToken", after, "the token of an answer"));
        }
        let passes = |tags: &Tags| passes(tags, &request);
        let (listed, next_token) = kind.map(|kind| list(at.region, kind, ids, passes, &after, MAX)).unwrap_or_default();
        let resource_type = kind.and_then(|kind| kind.ecs).unwrap_or_default();
        let view = |tag: Listed| View { resource_id: tag.id, resource_type, tag_key: tag.key, tag_value: tag.value };
        let tag_resource = listed.into_iter().map(view).collect();
        Ok(Response { next_token, tag_resources: TagResourcesView { tag_resource } })
    }
}

/// Whether the tags of a resource pass the filters on tags.
fn passes(tags: &Tags, request: &Request) -> bool {
    let passes_filter = |filter: &TagFilter| {
        let values = &filter.tag_values;
        tags.get(&filter.tag_key).is_some_and(|value| values.is_empty() || values.iter().any(|one| one.matches(value)))
    };
    request.tag.iter().all(|tag| tag.matches(tags)) && request.tag_filter.iter().all(passes_filter)
}
