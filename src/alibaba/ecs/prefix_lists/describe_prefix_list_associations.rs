//! [DescribePrefixListAssociations](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribePrefixListAssociations)

use super::list;
use crate::alibaba::ecs::common::Paging;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::referrers;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Tells which security groups have rules about a prefix list. Pages by token.
pub struct DescribePrefixListAssociations;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    prefix_list_id: SmolStr,
    next_token: Option<SmolStr>,
    max_results: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    next_token: String,
    prefix_list_associations: Associations,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Associations {
    prefix_list_association: Vec<Association>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Association {
    resource_id: SmolStr,
    resource_type: &'static str,
}

impl Operation for DescribePrefixListAssociations {
    const ACTION: &'static str = "DescribePrefixListAssociations";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribePrefixListAssociations {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let groups = referrers(at.region, &list(at.region, &request.prefix_list_id)?.id);
        let max_results = Some(request.max_results.unwrap_or(10));
        let paging = Paging { page_number: None, page_size: None, max_results, next_token: request.next_token };
        let page = paging.take(groups, 100, |id| *id)?;
        let view = |id: &SmolStr| Association { resource_id: id.clone(), resource_type: "securitygroup" };
        let prefix_list_associations =
            Associations { prefix_list_association: page.items.into_iter().map(view).collect() };
        Ok(Response { next_token: page.next_token, prefix_list_associations })
    }
}
