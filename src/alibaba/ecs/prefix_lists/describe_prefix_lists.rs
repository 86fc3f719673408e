//! [DescribePrefixLists](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribePrefixLists)

use super::ListView;
use crate::alibaba::ecs::common::{Paging, TagRequest, TagsView, check_tag_count, check_value, matches_filter};
use crate::alibaba::protocol::Rpc;
use crate::domain::network::{PrefixList, referrers};
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes prefix lists, but for their entries. Pages by token. Unknown ids are ignored (ours).
pub struct DescribePrefixLists;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    prefix_list_id: Vec<SmolStr>,
    prefix_list_name: Option<SmolStr>,
    address_family: Option<SmolStr>,
    resource_group_id: Option<SmolStr>,
    #[serde(default)]
    tag: Vec<TagRequest>,
    next_token: Option<SmolStr>,
    max_results: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    next_token: String,
    prefix_lists: PrefixLists,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct PrefixLists {
    prefix_list: Vec<View>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct View {
    #[serde(flatten)]
    list: ListView,
    association_count: usize,
    resource_group_id: SmolStr,
    tags: TagsView,
}

impl Operation for DescribePrefixLists {
    const ACTION: &'static str = "DescribePrefixLists";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        super::refuse(error)
    }
}

impl Read for DescribePrefixLists {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        check_tag_count(request.tag.iter())?;
        check_value("AddressFamily", &request.address_family, &["IPv4", "IPv6"])?;
        let ids = &request.prefix_list_id;
        if ids.len() > 100 {
            return Err(Error::invalid("PrefixListId", ids.len(), "at most 100"));
        }
        let passes = |list: &&PrefixList| {
            (ids.is_empty() || ids.contains(&list.id))
                && matches_filter(&request.prefix_list_name, &list.name)
                && matches_filter(&request.address_family, if list.v6 { "IPv6" } else { "IPv4" })
                && matches_filter(&request.resource_group_id, &list.alibaba().resource_group)
                && request.tag.iter().all(|tag| tag.matches(&list.tags))
        };
        let all: Vec<&PrefixList> = at.region.prefix_lists.values().filter(passes).collect();
        let max_results = Some(request.max_results.unwrap_or(10));
        let paging = Paging { page_number: None, page_size: None, max_results, next_token: request.next_token };
        let page = paging.take(all, 100, |list| &list.id)?;
        let view = |list: &PrefixList| View {
            list: list.into(),
            association_count: referrers(at.region, &list.id).len(),
            resource_group_id: list.alibaba().resource_group.clone(),
            tags: TagsView::from(&list.tags),
        };
        let prefix_lists = PrefixLists { prefix_list: page.items.into_iter().map(view).collect() };
        Ok(Response { next_token: page.next_token, prefix_lists })
    }
}
