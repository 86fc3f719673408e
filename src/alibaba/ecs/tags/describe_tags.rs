//! [DescribeTags](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeTags)

use super::{kind, refusals};
use crate::alibaba::ecs::common::{AnyCaseTag, check_tag_count, page};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::Tags;
use crate::domain::place::Place;
use crate::domain::tagging::{KINDS, Kind};
use crate::operation::{Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// Describes tags, sorted by key and value. For each tag, the response has the number of resources of every type that
/// have it.
pub struct DescribeTags;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    resource_type: Option<SmolStr>,
    resource_id: Option<SmolStr>,
    category: Option<SmolStr>,
    #[serde(default)]
    tag: Vec<AnyCaseTag>,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    total_count: usize,
    page_number: usize,
    page_size: usize,
    tags: TagsView,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct TagsView {
    tag: Vec<View>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct View {
    tag_key: SmolStr,
    tag_value: SmolStr,
    resource_type_count: Counts,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Counts {
    instance: u32,
    disk: u32,
    image: u32,
    snapshot: u32,
    securitygroup: u32,
    eni: u32,
    key_pair: u32,
    volume: u32,
    ddh: u32,
    launch_template: u32,
    reserved_instance: u32,
    snapshot_policy: u32,
}

impl Counts {
    /// The counter of a resource type; `None` for a type that has no resources here.
    fn of(&mut self, resource_type: &str) -> Option<&mut u32> {
        Some(match resource_type {
            "instance" => &mut self.instance,
            "disk" => &mut self.disk,
            "image" => &mut self.image,
            "securitygroup" => &mut self.securitygroup,
            "eni" => &mut self.eni,
            "keypair" => &mut self.key_pair,
            _ => return None,
        })
    }
}

impl Operation for DescribeTags {
    const ACTION: &'static str = "DescribeTags";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error.invalid_parameter()? {
            "Category" => Some(row(400, "Invalid.TagCategory", "The parameter Category is illegal.")),
            _ => refusals::resource_type(error),
        }
    }
}

/// The default of PageSize.
const DEFAULT_PAGE_SIZE: i64 = 50;

impl Read for DescribeTags {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        check_tag_count(request.tag.iter())?;
        let page = page(request.page_number, request.page_size.or(Some(DEFAULT_PAGE_SIZE)), 100)?;
        // All tags here are custom tags.
        let has_custom = match request.category.as_deref() {
            None | Some("custom" | "all") => true,
            Some("system") => false,
            Some(other) => return Err(Error::invalid("Category", other, "custom, system or all")),
        };
        let kinds: Vec<&Kind> = match &request.resource_type {
            None => KINDS.iter().collect(),
            Some(name) => kind::parse(name)?.into_iter().collect(),
        };
        let mut counts: BTreeMap<(&SmolStr, &SmolStr), Counts> = BTreeMap::new();
        let with_name = |kind: &'static Kind| Some((kind, kind.ecs?));
        for (kind, name) in kinds.into_iter().filter(|_| has_custom).filter_map(with_name) {
            for (id, tags) in kind.all(at.region) {
                if request.resource_id.as_ref().is_some_and(|requested| requested != id) {
                    continue;
                }
                for pair in tags.iter().filter(|(key, value)| is_requested(&request.tag, key, value)) {
                    if let Some(count) = counts.entry(pair).or_default().of(name) {
                        *count += 1;
                    }
                }
            }
        }
        let view = |((key, value), resource_type_count): ((&SmolStr, &SmolStr), Counts)| View {
            tag_key: key.clone(),
            tag_value: value.clone(),
            resource_type_count,
        };
        let total_count = counts.len();
        let tag = page.take(counts.into_iter().map(view));
        Ok(Response { total_count, page_number: page.number, page_size: page.size, tags: TagsView { tag } })
    }
}

/// Whether a tag matches one of the tags in the request. If the request has none, every tag matches.
fn is_requested(requested: &[AnyCaseTag], key: &SmolStr, value: &SmolStr) -> bool {
    let own = Tags::from_iter([(key.clone(), value.clone())]);
    requested.is_empty() || requested.iter().any(|tag| tag.matches(&own))
}
