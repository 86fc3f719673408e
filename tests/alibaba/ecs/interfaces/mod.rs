//! Network interfaces.

pub mod assign_ipv6_addresses;
pub mod assign_private_ip_addresses;
pub mod attach_network_interface;
pub mod create_network_interface;
pub mod delete_network_interface;
pub mod describe_network_interface_attribute;
pub mod detach_network_interface;
pub mod launches;
pub mod limits;
pub mod modify_network_interface_attribute;
pub mod unassign_ipv6_addresses;
pub mod unassign_private_ip_addresses;

use crate::alibaba::ecs::{instances, refusal};
use crate::support::{Answer, Twin};
use serde_json::Value;
use twinstance::app::snapshot::Snapshot;

/// Two instances of a type that has up to 2 interfaces, each with up to 6 addresses.
pub const WORLD: &str = r#"
    [ecs]
    instance = [
        { id = "i-1", type = "ecs.g6.large" },
        { id = "i-2", type = "ecs.g6.large", state = "stopped" },
    ]
"#;

/// The VSwitch and the security group of the first instance.
#[track_caller]
pub fn place(twin: &Twin) -> (String, String) {
    let one = instances(twin)[0].clone();
    let text = |path: &str| one.pointer(path).and_then(Value::as_str).expect("a text").to_owned();
    (text("/VpcAttributes/VSwitchId"), text("/SecurityGroupIds/SecurityGroupId/0"))
}

/// The call that creates an interface where the first instance is.
#[track_caller]
pub fn creation(twin: &Twin, more: &str) -> String {
    let (switch, group) = place(twin);
    format!("CreateNetworkInterface&RegionId=cn-hangzhou&VSwitchId={switch}&SecurityGroupId={group}{more}")
}

/// Creates an interface and returns its id.
#[track_caller]
pub fn made(twin: &Twin, more: &str) -> String {
    twin.ecs(&creation(twin, more)).json()["NetworkInterfaceId"].as_str().expect("an id").to_owned()
}

/// An operation on an interface.
pub fn on(twin: &Twin, action: &str, id: &str, more: &str) -> Answer {
    twin.ecs(&format!("{action}&RegionId=cn-hangzhou&NetworkInterfaceId={id}{more}"))
}

/// Attaches an interface to an instance, and waits.
#[track_caller]
pub fn attached(twin: &Twin, id: &str, instance: &str) {
    on(twin, "AttachNetworkInterface", id, &format!("&InstanceId={instance}")).ok();
    twin.advance("1m");
}

/// What DescribeNetworkInterfaces shows of an interface.
#[track_caller]
pub fn shown(twin: &Twin, id: &str) -> Value {
    let call = format!("DescribeNetworkInterfaces&RegionId=cn-hangzhou&NetworkInterfaceId.1={id}");
    twin.ecs(&call).json()["NetworkInterfaceSets"]["NetworkInterfaceSet"][0].clone()
}

/// The id of the primary interface of an instance.
#[track_caller]
pub fn primary(twin: &Twin, instance: &str) -> String {
    let call = format!("DescribeNetworkInterfaces&RegionId=cn-hangzhou&InstanceId={instance}&Type=Primary");
    let json = twin.ecs(&call).json();
    json["NetworkInterfaceSets"]["NetworkInterfaceSet"][0]["NetworkInterfaceId"].as_str().expect("an id").to_owned()
}

/// The private addresses of an interface.
#[track_caller]
pub fn addresses(twin: &Twin, id: &str) -> Vec<String> {
    let sets = shown(twin, id)["PrivateIpSets"]["PrivateIpSet"].clone();
    let text = |one: &Value| one["PrivateIpAddress"].as_str().expect("an address").to_owned();
    sets.as_array().expect("a list").iter().map(text).collect()
}

/// The refusal of a call that names no interface of the world.
pub fn no_interface() -> (u16, String, String) {
    refusal(404, "InvalidEniId.NotFound", "The specified NetworkInterfaceId does not exist.")
}

/// The code of a refusal.
#[track_caller]
pub fn code(answer: &Answer) -> String {
    answer.error().1
}

/// Makes a call in which `{place}` stands for the VSwitch and the security group of the first instance, `{primary}` for its primary
/// interface, and `{eni}` for the one that is no instance's primary one.
#[track_caller]
pub fn filled(twin: &Twin, call: &str) -> Answer {
    if !call.contains('{') {
        return twin.ecs(call);
    }
    let (switch, group) = place(twin);
    let other = twin.ecs("DescribeNetworkInterfaces&RegionId=cn-hangzhou&Type=Secondary").json();
    let other = other["NetworkInterfaceSets"]["NetworkInterfaceSet"][0]["NetworkInterfaceId"].as_str().unwrap_or("");
    let call = call.replace("{place}", &format!("VSwitchId={switch}&SecurityGroupId={group}"));
    twin.ecs(&call.replace("{primary}", &primary(twin, "i-1")).replace("{eni}", other))
}

/// Changes the world as text, as what is saved of it, and restores it.
#[track_caller]
pub fn change_world(twin: &Twin, change: impl FnOnce(&mut Value)) {
    twin.app.take_snapshot("one".to_owned()).expect("a snapshot");
    let mut saved = serde_json::to_value(&*twin.app.snapshots.get("one").expect("it")).expect("JSON");
    change(&mut saved);
    let text = serde_json::to_vec(&saved).expect("JSON");
    twin.app.add_snapshot("two".to_owned(), Snapshot::parse(&text).expect("a snapshot")).expect("room");
    assert!(twin.app.restore_snapshot("two"));
}

/// Gives all VSwitches the range 2001:db8::/64.
#[track_caller]
pub fn give_ipv6(twin: &Twin) {
    fn give(value: &mut Value) {
        match value {
            Value::Object(map) => map.iter_mut().for_each(|(key, value)| match (key.as_str(), value) {
                ("subnets", Value::Object(subnets)) => {
                    let switches = subnets.iter_mut().filter(|(id, _)| id.starts_with("vsw-"));
                    for (_, subnet) in switches {
                        subnet["alibaba"]["ipv6"] = serde_json::json!({ "base": "2001:db8::", "prefix": 64 });
                    }
                }
                (_, value) => give(value),
            }),
            Value::Array(list) => list.iter_mut().for_each(give),
            _ => {}
        }
    }
    change_world(twin, give);
}
