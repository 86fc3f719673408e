//! [DescribeKeyPairs](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeKeyPairs)

use crate::alibaba::ecs::common::{NamePattern, TagRequest, TagsView, check_tag_count, page, time};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::key_pair::KeyPair;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes key pairs, sorted by name. In the parameter KeyPairName, `*` stands for any characters.
pub struct DescribeKeyPairs;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    key_pair_name: Option<NamePattern>,
    key_pair_finger_print: Option<SmolStr>,
    resource_group_id: Option<SmolStr>,
    include_public_key: Option<bool>,
    #[serde(default)]
    tag: Vec<TagRequest>,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    total_count: usize,
    page_number: usize,
    page_size: usize,
    key_pairs: KeyPairs,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct KeyPairs {
    key_pair: Vec<View>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct View {
    key_pair_name: SmolStr,
    key_pair_finger_print: SmolStr,
    creation_time: String,
    public_key: SmolStr,
    resource_group_id: SmolStr,
    tags: TagsView,
}

impl Operation for DescribeKeyPairs {
    const ACTION: &'static str = "DescribeKeyPairs";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeKeyPairs {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        check_tag_count(request.tag.iter())?;
        let page = page(request.page_number, request.page_size, 50)?;
        let matching = at.region.key_pairs.values().filter(|pair| {
            request.key_pair_name.as_ref().is_none_or(|pattern| pattern.matches(&pair.name))
                && request.key_pair_finger_print.as_ref().is_none_or(|fingerprint| *fingerprint == pair.key.fingerprint)
                && request.resource_group_id.as_ref().is_none_or(|group| *group == pair.resource_group)
                && request.tag.iter().all(|tag| tag.matches(&pair.tags))
        });
        let matching: Vec<&KeyPair> = matching.collect();
        let total_count = matching.len();
        let with_public_key = request.include_public_key == Some(true);
        let view = |pair: &KeyPair| View {
            key_pair_name: pair.name.clone(),
            key_pair_finger_print: pair.key.fingerprint.clone(),
            creation_time: time(pair.created),
            public_key: if with_public_key { pair.key.public.clone() } else { SmolStr::default() },
            resource_group_id: pair.resource_group.clone(),
            tags: TagsView::from(&pair.tags),
        };
        let key_pairs = KeyPairs { key_pair: page.take(matching).into_iter().map(view).collect() };
        Ok(Response { total_count, page_number: page.number, page_size: page.size, key_pairs })
    }
}
