//! [CreatePrefixList](https://api.alibabacloud.com/document/Ecs/2014-05-26/CreatePrefixList)

use super::entries::{EntryRequest, MAX, entries};
use crate::alibaba::ecs::common::{TagRequest, in_range, tags};
use crate::alibaba::ecs::texts::{check_description, check_name, resource_group};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::Tags;
use crate::domain::network::{
    AlibabaListError, ListFacts, PrefixEntry, check_distinct, check_max_entries, make_prefix_list,
};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// The most lists in a region. <https://help.aliyun.com/zh/ecs/user-guide/prefix-list-overview>
const MAX_LISTS: usize = 100;

/// Creates a prefix list. Its family, and how many entries it can have, stay.
pub struct CreatePrefixList;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    max_entries: i64,
    address_family: SmolStr,
    prefix_list_name: SmolStr,
    description: Option<SmolStr>,
    #[serde(default)]
    entry: Vec<EntryRequest>,
    resource_group_id: Option<SmolStr>,
    #[serde(default)]
    tag: Vec<TagRequest>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    prefix_list_id: SmolStr,
}

pub struct Plan {
    name: SmolStr,
    v6: bool,
    max: u32,
    entries: Vec<PrefixEntry>,
    tags: Tags,
    facts: ListFacts,
}

impl Operation for CreatePrefixList {
    const ACTION: &'static str = "CreatePrefixList";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        super::refuse(error)
    }
}

impl Change for CreatePrefixList {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let v6 = match request.address_family.as_str() {
            "IPv4" => false,
            "IPv6" => true,
            other => return Err(Error::invalid("AddressFamily", other, "IPv4 or IPv6")),
        };
        let max = in_range("MaxEntries", request.max_entries, 1..=MAX as u32)?;
        let name = request.prefix_list_name;
        if name.is_empty() || name.starts_with("com.aliyun") || name.starts_with("com.alibabacloud") {
            return Err(Error::invalid("PrefixListName", name, "2 to 128 characters"));
        }
        check_name("PrefixListName", &name)?;
        let description = request.description.unwrap_or_default();
        check_description("Description", &description)?;
        let entries = entries("Entry", v6, request.entry)?;
        check_distinct(&entries)?;
        check_max_entries(&entries, max)?;
        if at.region.prefix_lists.len() >= MAX_LISTS {
            return Err(AlibabaListError::TooMany.into());
        }
        let resource_group = resource_group(request.resource_group_id)?;
        let facts = ListFacts { description, created: at.now, resource_group };
        Ok(Plan { name, v6, max, entries, tags: tags(&request.tag)?, facts })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let id = make_prefix_list(at, plan.name, plan.v6, plan.max, plan.entries, plan.tags);
        if let Some(list) = at.region.prefix_lists.get_mut(&id) {
            list.alibaba = Some(Box::new(plan.facts));
        }
        Response { prefix_list_id: id }
    }
}
