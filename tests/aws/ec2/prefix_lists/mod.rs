mod create_managed_prefix_list;
mod delete_managed_prefix_list;
mod describe_managed_prefix_lists;
mod describe_prefix_lists;
mod get_managed_prefix_list_associations;
mod get_managed_prefix_list_entries;
mod modify_managed_prefix_list;
mod restore_managed_prefix_list_version;

use super::parts::*;
use crate::support::Twin;

/// A list with room for so many, and one entry.
fn list(twin: &Twin, max: u32) -> String {
    let entry = "&Entry.1.Cidr=10.0.0.0/8&Entry.1.Description=ten";
    let call = format!("CreateManagedPrefixList&PrefixListName=mine&AddressFamily=IPv4&MaxEntries={max}{entry}");
    made(twin, &call, "prefixListId")
}

fn entries(twin: &Twin, id: &str, more: &str) -> Vec<String> {
    let answer = twin.ec2(&format!("GetManagedPrefixListEntries&PrefixListId={id}{more}"));
    answer.ok();
    answer.all("cidr")
}
