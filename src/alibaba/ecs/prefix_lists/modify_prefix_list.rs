//! [ModifyPrefixList](https://api.alibabacloud.com/document/Ecs/2014-05-26/ModifyPrefixList)

use super::entries::{EntryRequest, RangeRequest, entries, ranges};
use super::list;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::ecs::texts::{check_description, check_name};
use crate::alibaba::protocol::Rpc;
use crate::domain::network::{PrefixEntry, PrefixListError, check_max_entries};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::{SmolStr, format_smolstr};

/// Changes the name, the description and the entries of a prefix list. An entry that is added again gets the new description.
pub struct ModifyPrefixList;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    prefix_list_id: SmolStr,
    prefix_list_name: Option<SmolStr>,
    description: Option<SmolStr>,
    #[serde(default)]
    add_entry: Vec<EntryRequest>,
    #[serde(default)]
    remove_entry: Vec<RangeRequest>,
}

pub struct Plan {
    id: SmolStr,
    name: Option<SmolStr>,
    description: Option<SmolStr>,
    entries: Vec<PrefixEntry>,
}

impl Operation for ModifyPrefixList {
    const ACTION: &'static str = "ModifyPrefixList";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        super::refuse(error)
    }
}

impl Change for ModifyPrefixList {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let list = list(at.region, &request.prefix_list_id)?;
        let (name, description) = (request.prefix_list_name, request.description);
        check_name("PrefixListName", name.as_deref().unwrap_or_default())?;
        check_description("Description", description.as_deref().unwrap_or_default())?;
        let add = entries("AddEntry", list.v6, request.add_entry)?;
        let remove = ranges("RemoveEntry", list.v6, &request.remove_entry)?;
        if let Some(both) = add.iter().find(|entry| remove.contains(&entry.range)) {
            return Err(PrefixListError::EntryBoth(format_smolstr!("{}", both.range)).into());
        }
        let entries = list.changed(add, &remove)?;
        check_max_entries(&entries, list.max_entries)?;
        Ok(Plan { id: request.prefix_list_id, name, description, entries })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        let Some(list) = at.region.prefix_lists.get_mut(&plan.id) else { return Done {} };
        list.name = plan.name.unwrap_or_else(|| list.name.clone());
        if let Some(description) = plan.description {
            list.alibaba.get_or_insert_default().description = description;
        }
        list.replace_entries(plan.entries);
        Done {}
    }
}
