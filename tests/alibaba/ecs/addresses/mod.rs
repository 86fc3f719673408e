mod allocate_eip_address;
mod associate_eip_address;
mod describe_eip_addresses;
mod modify_eip_address_attribute;
mod release_eip_address;
mod unassociate_eip_address;

use crate::support::{Answer, Twin};
use serde_json::Value;

/// An instance that can have an elastic address, one that has a public one, and one with bandwidth for one.
pub const WORLD: &str = r#"
[[ecs.instance]]
id = "i-bp00000000000000free"
type = "ecs.g6.large"

[[ecs.instance]]
id = "i-bp0000000000000other"
type = "ecs.g6.large"
state = "stopped"

[[ecs.instance]]
id = "i-bp000000000000public"
type = "ecs.g6.large"
bandwidth_out = 5
"#;

/// The instance that can have an elastic address.
pub const FREE: &str = "i-bp00000000000000free";
/// Another one.
pub const OTHER: &str = "i-bp0000000000000other";
/// One with bandwidth.
pub const PUBLIC: &str = "i-bp000000000000public";

/// One of the two APIs: how it is called.
pub type Api = fn(&Twin, &str) -> Answer;

/// Allocates an address and tells its id.
#[track_caller]
pub fn allocate(twin: &Twin) -> String {
    let answer = twin.ecs("AllocateEipAddress&RegionId=cn-hangzhou").json();
    answer["AllocationId"].as_str().expect("an id").to_owned()
}

/// Gives an address to an instance.
pub fn associate(twin: &Twin, id: &str, instance: &str) -> Answer {
    twin.ecs(&format!("AssociateEipAddress&AllocationId={id}&InstanceId={instance}"))
}

/// Takes an address from an instance.
pub fn unassociate(twin: &Twin, id: &str, instance: &str) -> Answer {
    twin.ecs(&format!("UnassociateEipAddress&AllocationId={id}&InstanceId={instance}"))
}

/// The addresses, as one of the APIs shows them.
#[track_caller]
pub fn addresses(api: Api, twin: &Twin, more: &str) -> Vec<Value> {
    let answer = api(twin, &format!("DescribeEipAddresses&RegionId=cn-hangzhou{more}")).json();
    answer["EipAddresses"]["EipAddress"].as_array().expect("a list").clone()
}
