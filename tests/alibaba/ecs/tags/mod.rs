mod add_tags;
mod describe_tags;
mod list_tag_resources;
mod remove_tags;
mod tag_resources;
mod untag_resources;

use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-1"
    type = "ecs.g6.large"
    tags = { Name = "web", stage = "test" }
    disks = [{ id = "d-1", size = 40, category = "cloud_essd" }]

    [[ecs.instance]]
    id = "i-2"
    type = "ecs.g6.large"
    tags = { Name = "web" }
"#;

/// Makes a call in the default region.
fn call(twin: &Twin, action: &str, more: &str) -> Answer {
    twin.ecs(&format!("{action}&RegionId=cn-hangzhou{more}"))
}

/// The tags of a resource, as `key=value`.
#[track_caller]
fn tags(twin: &Twin, instance_type: &str, id: &str) -> Vec<String> {
    let answer = call(twin, "ListTagResources", &format!("&ResourceType={instance_type}&ResourceId.1={id}")).json();
    let list = answer["TagResources"]["TagResource"].as_array().expect("a list").clone();
    let text = |tag: &serde_json::Value, name: &str| tag[name].as_str().expect("a text").to_owned();
    list.iter().map(|tag| format!("{}={}", text(tag, "TagKey"), text(tag, "TagValue"))).collect()
}

/// The refusal of a type that no resource has.
fn no_type() -> (u16, String, String) {
    let text = "The ResourceType provided does not exist in our records.";
    (404, "InvalidResourceType.NotFound".into(), text.into())
}
