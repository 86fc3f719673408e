mod list_tag_resources;
mod tag_resources;
mod un_tag_resources;

use super::{make_v_switch, make_vpc};
use crate::alibaba::ecs::refusal;
use crate::support::{Answer, Twin};
use serde_json::Value;

/// A call in the region of the tests.
fn call(twin: &Twin, parameters: &str) -> Answer {
    twin.vpc(&format!("{parameters}&RegionId=cn-hangzhou"))
}

/// The tags of a resource: the key and the value of each.
#[track_caller]
fn tags(twin: &Twin, kind: &str, id: &str) -> Vec<(String, String)> {
    let answer = call(twin, &format!("ListTagResources&ResourceType={kind}&ResourceId.1={id}")).json();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let listed = answer["TagResources"]["TagResource"].as_array().expect("a list");
    listed.iter().map(|tag| (text(&tag["TagKey"]), text(&tag["TagValue"]))).collect()
}

fn pairs<const N: usize>(of: [(&str, &str); N]) -> Vec<(String, String)> {
    of.map(|(key, value)| (key.to_owned(), value.to_owned())).to_vec()
}

/// A resource of each type that has tags.
fn resources(twin: &Twin) -> [(&'static str, String); 4] {
    let vpc = make_vpc(twin, "");
    let v_switch = make_v_switch(twin, &vpc, "");
    let table = call(twin, &format!("CreateRouteTable&VpcId={vpc}")).json();
    let eip = call(twin, "AllocateEipAddress").json();
    let id = |value: &Value| value.as_str().expect("an id").to_owned();
    [("VPC", vpc), ("VSWITCH", v_switch), ("ROUTETABLE", id(&table["RouteTableId"])), ("EIP", id(&eip["AllocationId"]))]
}
