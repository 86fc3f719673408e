//! Prefix lists: ranges of addresses under one id, for the rules of security groups.

pub mod create_prefix_list;
pub mod delete_prefix_list;
pub mod describe_prefix_list_associations;
pub mod describe_prefix_list_attributes;
pub mod describe_prefix_lists;
mod entries;
pub mod modify_prefix_list;

use crate::alibaba::ecs::common::time;
use crate::domain::network::{AlibabaListError, PrefixList};
use crate::domain::region::Region;
use crate::operation::{Error, VendorError, row};
use serde::Serialize;
use smol_str::SmolStr;

/// Finds a prefix list by id.
fn list<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r PrefixList, AlibabaListError> {
    region.prefix_lists.get(id).ok_or_else(|| AlibabaListError::NotFound(id.clone()))
}

/// The fields that all descriptions of a list have.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ListView {
    prefix_list_id: SmolStr,
    prefix_list_name: SmolStr,
    description: SmolStr,
    address_family: &'static str,
    max_entries: u32,
    creation_time: String,
}

impl From<&PrefixList> for ListView {
    fn from(list: &PrefixList) -> Self {
        Self {
            prefix_list_id: list.id.clone(),
            prefix_list_name: list.name.clone(),
            description: list.alibaba().description.clone(),
            address_family: if list.v6 { "IPv6" } else { "IPv4" },
            max_entries: list.max_entries,
            creation_time: time(list.alibaba().created),
        }
    }
}

/// What the operations say of bad values.
fn refuse(error: &Error) -> Option<VendorError> {
    Some(match error.invalid_parameter()? {
        "AddressFamily" => {
            row(400, "InvalidParameter.AddressFamily", "The parameter AddressFamily should be IPv4 or IPv6.")
        }
        "PrefixListName" => row(400, "InvalidParameter.PrefixListName", "The parameter PrefixListName is not valid."),
        name if name == "Description" || name.ends_with(".Description") => {
            row(400, "InvalidDescription.Malformed", "The specified Description is wrongly formed.")
        }
        "Entry" | "AddEntry" | "RemoveEntry" => {
            row(400, "LimitExceed.Entry", "The number of entries added or removed exceeds the limit.")
        }
        "PrefixListId" => {
            row(400, "LimitExceed.PrefixListId", "The specified number of PrefixListId exceeds the limit.")
        }
        _ => return None,
    })
}
