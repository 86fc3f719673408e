//! Prefix lists.

pub mod create_prefix_list;
pub mod delete_prefix_list;
pub mod describe_prefix_list_associations;
pub mod describe_prefix_list_attributes;
pub mod describe_prefix_lists;
pub mod modify_prefix_list;

use crate::alibaba::ecs::refusal;
use crate::support::{Answer, Twin};
use serde_json::Value;

/// Creates a list for up to 3 ranges of IPv4.
pub fn create(twin: &Twin, more: &str) -> Answer {
    let call = "CreatePrefixList&RegionId=cn-hangzhou&PrefixListName=offices&AddressFamily=IPv4&MaxEntries=3";
    twin.ecs(&format!("{call}{more}"))
}

/// Creates a list and returns its id.
#[track_caller]
pub fn made(twin: &Twin, more: &str) -> String {
    create(twin, more).json()["PrefixListId"].as_str().expect("an id").to_owned()
}

/// An operation on a list.
pub fn on(twin: &Twin, action: &str, id: &str, more: &str) -> Answer {
    twin.ecs(&format!("{action}&RegionId=cn-hangzhou&PrefixListId={id}{more}"))
}

/// The ranges of a list.
#[track_caller]
pub fn ranges(twin: &Twin, id: &str) -> Vec<String> {
    let json = on(twin, "DescribePrefixListAttributes", id, "").json();
    let text = |entry: &Value| entry["Cidr"].as_str().expect("a range").to_owned();
    json["Entries"]["Entry"].as_array().expect("a list").iter().map(text).collect()
}

/// Adds a rule about a list to the first security group.
pub fn rule(twin: &Twin, id: &str, more: &str) -> Answer {
    let groups = twin.ecs("DescribeSecurityGroups&RegionId=cn-hangzhou").json();
    let group = groups["SecurityGroups"]["SecurityGroup"][0]["SecurityGroupId"].as_str().expect("an id").to_owned();
    let call = "AuthorizeSecurityGroup&RegionId=cn-hangzhou&IpProtocol=tcp&PortRange=22/22";
    twin.ecs(&format!("{call}&SecurityGroupId={group}&SourcePrefixListId={id}{more}"))
}

/// The refusal of a call that names no list of the world.
pub fn no_list() -> (u16, String, String) {
    refusal(404, "InvalidPrefixListId.NotFound", "The specified prefix list was not found.")
}
