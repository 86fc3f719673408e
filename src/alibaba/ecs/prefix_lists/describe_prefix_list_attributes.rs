//! [DescribePrefixListAttributes](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribePrefixListAttributes)

use super::{ListView, list};
use crate::alibaba::protocol::Rpc;
use crate::domain::network::PrefixEntry;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes a prefix list with its entries.
pub struct DescribePrefixListAttributes;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    prefix_list_id: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    #[serde(flatten)]
    list: ListView,
    entries: Entries,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Entries {
    entry: Vec<Entry>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Entry {
    cidr: String,
    description: SmolStr,
}

impl Operation for DescribePrefixListAttributes {
    const ACTION: &'static str = "DescribePrefixListAttributes";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribePrefixListAttributes {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let list = list(at.region, &request.prefix_list_id)?;
        let view = |entry: &PrefixEntry| Entry {
            cidr: entry.range.to_string(),
            description: entry.description.clone().unwrap_or_default(),
        };
        Ok(Response { list: list.into(), entries: Entries { entry: list.entries().iter().map(view).collect() } })
    }
}
