//! A prefix list in answers.

use crate::aws::ec2::common::{Set, TagView, arn, tag_set};
use crate::domain::geography::partition;
use crate::domain::network::{ListChange, PrefixList};
use crate::domain::scope::Scope;
use serde::Serialize;
use smol_str::SmolStr;

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PrefixListView {
    prefix_list_id: SmolStr,
    address_family: &'static str,
    state: &'static str,
    state_message: Option<String>,
    prefix_list_arn: String,
    prefix_list_name: SmolStr,
    max_entries: Option<u32>,
    version: Option<u64>,
    tag_set: Option<Set<TagView>>,
    owner_id: SmolStr,
}

impl PrefixListView {
    /// A list as descriptions show it: what was begun is complete.
    pub fn new(scope: &Scope, list: &PrefixList) -> Self {
        let mut without: &[SmolStr] = &[];
        let state = match &list.last {
            ListChange::Create => "create-complete",
            ListChange::Modify => "modify-complete",
            ListChange::Restore => "restore-complete",
            ListChange::Resize { without_room } => {
                without = without_room;
                "modify-failed"
            }
        };
        // The words are ours; the page says that it names the resources.
        let message = (!without.is_empty())
            .then(|| format!("The following resources do not support the new maximum size: {}", without.join(", ")));
        Self { state_message: message, ..Self::in_state(scope, list, state) }
    }

    /// A list in the answer that changes it.
    pub fn in_state(scope: &Scope, list: &PrefixList, state: &'static str) -> Self {
        Self {
            prefix_list_id: list.id.clone(),
            address_family: if list.v6 { "IPv6" } else { "IPv4" },
            state,
            state_message: None,
            prefix_list_arn: arn(scope, "prefix-list", &list.id),
            prefix_list_name: list.name.clone(),
            max_entries: Some(list.max_entries),
            version: Some(list.version()),
            tag_set: tag_set(&list.tags),
            owner_id: scope.account.clone(),
        }
    }

    /// One of AWS's lists, which have no version.
    pub fn of_aws(scope: &Scope, id: SmolStr, name: SmolStr) -> Self {
        let partition = partition(scope.region).name;
        Self {
            prefix_list_arn: format!("arn:{partition}:ec2:{}:aws:prefix-list/{id}", scope.region),
            prefix_list_id: id,
            address_family: "IPv4",
            state: "create-complete",
            state_message: None,
            prefix_list_name: name,
            max_entries: None,
            version: None,
            tag_set: None,
            owner_id: "AWS".into(),
        }
    }
}
