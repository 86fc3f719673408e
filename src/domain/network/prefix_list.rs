//! Prefix lists of customers: ranges of addresses under one id, for the rules of security groups and for routes.
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html>,
//! <https://help.aliyun.com/zh/ecs/user-guide/prefix-list-overview>

use super::group::Peer;
use super::quota::has_room_for_routes;
use super::route::Destination;
use super::{AwsVpcError, VpcPart};
use crate::domain::compute::instance::Tags;
use crate::domain::place::PlaceMut;
use crate::domain::region::Region;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Errors about prefix lists.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PrefixListError {
    #[error("{0} is both to be added to the prefix list and to be removed")]
    EntryBoth(SmolStr),
    #[error("the prefix list would have more than {0} entries")]
    TooManyEntries(u32),
    #[error("the prefix list has no entry {0}")]
    EntryNotFound(SmolStr),
    #[error("the prefix list has the entry {0} already, or would have it twice")]
    EntryTwice(SmolStr),
    #[error("{0} is not a range of addresses of the prefix list's family")]
    EntryRange(SmolStr),
}

/// Errors about prefix lists that only ECS reports.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlibabaListError {
    #[error("there is no prefix list {0}")]
    NotFound(SmolStr),
    #[error("something refers to the prefix list {0}")]
    InUse(SmolStr),
    #[error("there are as many prefix lists in the region as there can be")]
    TooMany,
}

/// The attributes of a prefix list that only ECS has.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ListFacts {
    pub description: SmolStr,
    pub created: Timestamp,
    /// The resource group it is in; empty for the default one.
    pub resource_group: SmolStr,
}

/// How many versions of a list are kept; older ones go (ours).
const VERSIONS: usize = 100;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PrefixList {
    pub id: SmolStr,
    pub name: SmolStr,
    /// Whether its ranges are of IPv6.
    pub v6: bool,
    pub max_entries: u32,
    /// The entries of each version; the last is the current one.
    pub versions: BTreeMap<u64, Vec<PrefixEntry>>,
    pub last: ListChange,
    pub tags: Tags,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alibaba: Option<Box<ListFacts>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrefixEntry {
    pub range: Destination,
    pub description: Option<SmolStr>,
}

/// What was done with a list last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ListChange {
    Create,
    Modify,
    Restore,
    /// It was to have more entries than these have room for, which refer to it.
    Resize {
        without_room: Vec<SmolStr>,
    },
}

impl PrefixList {
    /// The number of the current version.
    pub fn version(&self) -> u64 {
        self.versions.keys().next_back().copied().unwrap_or(1)
    }

    /// The current entries.
    pub fn entries(&self) -> &[PrefixEntry] {
        self.versions.values().next_back().map_or(&[], Vec::as_slice)
    }

    /// The entries of a version.
    pub fn entries_of(&self, version: i64) -> Result<&[PrefixEntry], AwsVpcError> {
        let found = u64::try_from(version).ok().and_then(|version| self.versions.get(&version));
        found.map(Vec::as_slice).ok_or(AwsVpcError::NoVersion(version))
    }

    /// Parses a range of its family.
    pub fn parse(v6: bool, text: &SmolStr) -> Result<Destination, PrefixListError> {
        let v4 = || text.parse().map(Destination::V4);
        let range = if v6 { text.parse().map(Destination::V6) } else { v4() };
        range.map_err(|()| PrefixListError::EntryRange(text.clone()))
    }

    /// The entries after a change. An entry that is added again gets the new description. Fails if one that is to be removed is
    /// not there, or one is named twice.
    pub fn changed(&self, add: Vec<PrefixEntry>, remove: &[Destination]) -> Result<Vec<PrefixEntry>, PrefixListError> {
        let mut entries = self.entries().to_vec();
        for range in remove {
            let at = entries.iter().position(|entry| entry.range == *range);
            entries.remove(at.ok_or_else(|| PrefixListError::EntryNotFound(format_smolstr!("{range}")))?);
        }
        check_distinct(&add)?;
        for entry in add {
            match entries.iter_mut().find(|one| one.range == entry.range) {
                Some(one) => one.description = entry.description,
                None => entries.push(entry),
            }
        }
        Ok(entries)
    }

    /// Its ECS attributes; defaults for a list of EC2.
    pub fn alibaba(&self) -> &ListFacts {
        static NONE: LazyLock<ListFacts> = LazyLock::new(ListFacts::default);
        self.alibaba.as_deref().unwrap_or(&NONE)
    }

    /// Makes these the entries of the current version. A list of ECS has one.
    pub fn replace_entries(&mut self, entries: Vec<PrefixEntry>) {
        self.versions.insert(self.version(), entries);
    }

    /// Makes these the current entries, of a new version.
    pub fn set_entries(&mut self, entries: Vec<PrefixEntry>) {
        self.versions.insert(self.version() + 1, entries);
        while self.versions.len() > VERSIONS {
            self.versions.pop_first();
        }
    }
}

/// Fails if an entry is there twice.
pub fn check_distinct(entries: &[PrefixEntry]) -> Result<(), PrefixListError> {
    for (n, entry) in entries.iter().enumerate() {
        if entries[..n].iter().any(|other| other.range == entry.range) {
            return Err(PrefixListError::EntryTwice(format_smolstr!("{}", entry.range)));
        }
    }
    Ok(())
}

/// Fails if there are more entries than there can be.
pub fn check_max_entries(entries: &[PrefixEntry], max: u32) -> Result<(), PrefixListError> {
    if entries.len() > max as usize { Err(PrefixListError::TooManyEntries(max)) } else { Ok(()) }
}

/// Creates a list with its first version.
pub fn make_prefix_list(
    at: &mut PlaceMut<'_>,
    name: SmolStr,
    v6: bool,
    max_entries: u32,
    entries: Vec<PrefixEntry>,
    tags: Tags,
) -> SmolStr {
    let id = at.new_id("pl");
    let versions = BTreeMap::from([(1, entries)]);
    let list =
        PrefixList { id: id.clone(), name, v6, max_entries, versions, last: ListChange::Create, tags, alibaba: None };
    at.region.prefix_lists.insert(id.clone(), list);
    id
}

/// The ids of the security groups and route tables that refer to a list, sorted.
pub fn referrers<'r>(region: &'r Region, list: &SmolStr) -> Vec<&'r SmolStr> {
    let (peer, destination) = (Peer::PrefixList(list.clone()), Destination::List(list.clone()));
    let groups = region.groups.values().filter(|group| group.rules.iter().any(|rule| rule.permission.peer == peer));
    let tables = region.route_tables.values().filter(|table| table.route(&destination).is_some());
    let mut ids: Vec<_> = groups.map(|group| &group.id).chain(tables.map(|table| &table.id)).collect();
    ids.sort();
    ids
}

/// The ids of the first ten security groups and route tables that refer to a list and would have no room for it with so many
/// entries, sorted.
pub fn without_room(region: &Region, list: &PrefixList, max: u32) -> Vec<SmolStr> {
    let more = max.saturating_sub(list.max_entries) as usize;
    let has_no_room = |id: &&&SmolStr| {
        let group = region.groups.get(**id).is_some_and(|group| !group.has_room_to_grow(region, list, more));
        let table = region.route_tables.get(**id);
        group || table.is_some_and(|table| !has_room_for_routes(region, table, more))
    };
    if more == 0 {
        return Vec::new();
    }
    referrers(region, &list.id).iter().filter(has_no_room).take(10).map(|id| (*id).clone()).collect()
}

/// Whether a list can be deleted: nothing may refer to it.
pub fn check_list_unused(region: &Region, list: &SmolStr) -> Result<(), AwsVpcError> {
    if referrers(region, list).is_empty() { Ok(()) } else { Err(AwsVpcError::InUse(VpcPart::PrefixList, list.clone())) }
}
