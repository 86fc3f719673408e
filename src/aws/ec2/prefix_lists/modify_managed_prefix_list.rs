//! [ModifyManagedPrefixList](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyManagedPrefixList.html)

use super::entries::{EntryRequest, entries, max_entries};
use super::own_list;
use super::view::PrefixListView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::check_length;
use crate::domain::network::{
    AwsVpcError, ListChange, PrefixEntry, PrefixList, PrefixListError, check_max_entries, without_room,
};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};

/// Changes the name, the entries or the greatest number of entries of a prefix list. A change of entries makes a new version,
/// and names the current one. What refers to the list must have room for a greater number of entries; where it has none, the list
/// keeps its number and its state becomes `modify-failed`.
pub struct ModifyManagedPrefixList;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    prefix_list_id: SmolStr,
    current_version: Option<i64>,
    prefix_list_name: Option<SmolStr>,
    max_entries: Option<i64>,
    #[serde(default)]
    add_entry: Vec<EntryRequest>,
    #[serde(default)]
    remove_entry: Vec<Removed>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    prefix_list: PrefixListView,
}

impl Operation for ModifyManagedPrefixList {
    const ACTION: &'static str = "ModifyManagedPrefixList";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("IpamPrefixListResolverSyncEnabled", "false")];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Removed {
    cidr: SmolStr,
}

/// The list after the change.
pub struct Plan {
    id: SmolStr,
    name: Option<SmolStr>,
    max: u32,
    /// `None` if they stay.
    entries: Option<Vec<PrefixEntry>>,
    last: ListChange,
}

impl Change for ModifyManagedPrefixList {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let list = own_list(at, &request.prefix_list_id)?;
        if let Some(name) = &request.prefix_list_name {
            check_length("PrefixListName", name)?;
        }
        let changes_entries = !request.add_entry.is_empty() || !request.remove_entry.is_empty();
        match request.current_version {
            Some(version) if u64::try_from(version) != Ok(list.version()) => {
                return Err(AwsVpcError::Version.into());
            }
            None if changes_entries => return Err(Error::missing("CurrentVersion")),
            _ => {}
        }
        if changes_entries && request.max_entries.is_some() {
            let text = "The parameter maxEntries cannot be used with entries that are added or removed";
            return Err(Error::Conflict(text.to_owned()));
        }
        let mut max = request.max_entries.map_or(Ok(list.max_entries), max_entries)?;
        let removed = request.remove_entry.iter().map(|removed| PrefixList::parse(list.v6, &removed.cidr));
        let removed: Vec<_> = removed.collect::<Result<_, _>>()?;
        let added = entries(list.v6, request.add_entry)?;
        if let Some(both) = added.iter().find(|entry| removed.contains(&entry.range)) {
            return Err(PrefixListError::EntryBoth(format_smolstr!("{}", both.range)).into());
        }
        let changed = list.changed(added, &removed)?;
        check_max_entries(&changed, max)?;
        let entries = changes_entries.then_some(changed);
        let without_room = without_room(at.region, list, max);
        let mut last = ListChange::Modify;
        if !without_room.is_empty() {
            (max, last) = (list.max_entries, ListChange::Resize { without_room });
        }
        Ok(Plan { id: list.id.clone(), name: request.prefix_list_name, max, entries, last })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        if let Some(list) = at.region.prefix_lists.get_mut(&plan.id) {
            list.name = plan.name.unwrap_or(std::mem::take(&mut list.name));
            list.max_entries = plan.max;
            list.last = plan.last;
            if let Some(entries) = plan.entries {
                list.set_entries(entries);
            }
        }
        let list = &at.region.prefix_lists[&plan.id];
        Response { prefix_list: PrefixListView::in_state(at.scope, list, "modify-in-progress") }
    }
}
