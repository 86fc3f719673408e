//! The vendors' own models: what Twinstance reads and answers is what they have, spelled as they spell it.

use super::beside::{ANSWERED_BESIDE_THE_MODEL, BESIDE_THE_MODEL, LEFT_OUT, OLDER_FORMS, TAGS_IN_ANY_CASE};
use super::calls::{CMS_CALLS, EC2_CALLS, ECS_CALLS, ECS_MADE, FURTHER, MADE, all_instances};
use super::install;
use super::interface_calls::ECS_INTERFACE_CALLS;
use super::network_calls::EC2_NETWORK_CALLS;
use super::placement_calls::EC2_PLACEMENT_CALLS;
use super::snapshot_calls::ECS_SNAPSHOT_CALLS;
use super::storage_calls::EC2_STORAGE_CALLS;
use super::template_calls::EC2_TEMPLATE_CALLS;
use super::values::wrong_values;
use super::vpc_calls::VPC_CALLS;
use crate::alibaba::ecs::interfaces::give_ipv6;
use crate::support::{Answer, Twin};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde::Deserialize;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;
use twinstance::alibaba;
use twinstance::alibaba::ecs;
use twinstance::aws::{self, ec2};
use twinstance::operation::{Entry, covers};

/// What a model says of an action.
#[derive(Deserialize)]
pub struct Model {
    /// The names of its parameters, with `N` for an index.
    request: BTreeSet<String>,
    /// The paths of its answer.
    response: BTreeSet<String>,
    /// The same with the types of what is plain, as Python names them; of ECS and the VPC API only.
    #[serde(default)]
    kinds: BTreeMap<String, String>,
    /// The names of its filters, as the documentation lists them.
    pub filters: BTreeSet<String>,
    /// The values of those of its parameters that have a list of them; of EC2 only.
    #[serde(default)]
    pub request_values: BTreeMap<String, Vec<String>>,
    /// The same of its answer.
    #[serde(default)]
    pub response_values: BTreeMap<String, BTreeSet<String>>,
}

/// What the models say of every action that Twinstance has, by `ec2:RunInstances`.
pub static MODELS: LazyLock<BTreeMap<String, Model>> = LazyLock::new(|| {
    let names = |cloud: &'static str, operations: &'static [Entry]| {
        operations.iter().map(move |entry| format!("{cloud}:{}", entry.action))
    };
    let output = Command::new(install::python())
        .arg("-B")
        .arg(Path::new(install::SOURCES).join("python/model.py"))
        .args(names("ec2", ec2::OPERATIONS))
        .args(names("cloudwatch", aws::cloudwatch::OPERATIONS))
        .args(names("iam", aws::iam::OPERATIONS))
        .args(names("ssm", aws::ssm::OPERATIONS))
        .args(names("sts", aws::sts::OPERATIONS))
        .args(names("ecs", ecs::OPERATIONS))
        .args(names("vpc", alibaba::vpc::OPERATIONS))
        .args(names("cms", alibaba::cms::OPERATIONS))
        .output()
        .expect("Python");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("the models as JSON")
});

fn excepted(exceptions: &[(&str, &str)], action: &str, name: &str) -> bool {
    (matches!(name, "Tag.N.key" | "Tag.N.value") && TAGS_IN_ANY_CASE.contains(&action))
        || exceptions.iter().any(|(of, above)| *of == action && covers(&[above], name))
}

/// Whether the gateway reads it, for all operations of Alibaba Cloud alike.
fn read_by_the_gateway(cloud: &str, name: &str) -> bool {
    matches!(cloud, "ecs" | "vpc" | "cms") && (name == "RegionId" || alibaba::caller::is_common(name))
}

/// What the VPC API's model says of an action of ECS that is an older form.
fn newer_form(action: &str) -> Option<&'static Model> {
    let name = action.strip_prefix("ecs:").filter(|_| OLDER_FORMS.contains(&action))?;
    MODELS.get(&format!("vpc:{name}"))
}

pub fn parameters_are_those_of_the_model(cloud: &str, operations: &[Entry]) {
    let mut drift = Vec::new();
    for entry in operations {
        let action = format!("{cloud}:{}", entry.action);
        let model = &MODELS[&action].request;
        let newer = newer_form(&action).into_iter().flat_map(|newer| &newer.request);
        let known: BTreeSet<_> = model.iter().chain(newer).map(String::as_str).collect();
        let read = (entry.parameters)();
        for name in &read {
            if !known.contains(name.as_str())
                && !read_by_the_gateway(cloud, name)
                && !excepted(BESIDE_THE_MODEL, &action, name)
            {
                drift.push(format!("{action} reads {name}, which the model does not have"));
            }
        }
        let refused = entry.not_modelled.iter().map(|(name, _)| name);
        for name in entry.ignored.iter().chain(refused.clone()) {
            if !known.iter().any(|known| covers(&[name], known)) {
                drift.push(format!("{action} ignores or refuses {name}, which the model does not have"));
            }
        }
        for name in model {
            if !read.contains(name)
                && !covers(entry.ignored, name)
                && !refused.clone().any(|refused| covers(&[refused], name))
                && !read_by_the_gateway(cloud, name)
            {
                drift.push(format!("{action} neither reads nor ignores nor refuses {name}"));
            }
        }
    }
    assert!(drift.is_empty(), "{}", drift.join("\n"));
}

/// Makes these calls, which together are to be of every operation, and looks up each path of their answers.
pub fn answers_are_those_of_the_model(
    cloud: &str,
    operations: &[Entry],
    calls: &[&str],
    paths: impl Fn(&str) -> BTreeSet<String>,
) {
    let mut drift = BTreeSet::new();
    let mut called = BTreeSet::new();
    for call in calls {
        let name = call.split('&').next().unwrap_or_default();
        let action = format!("{cloud}:{name}");
        for path in paths(call) {
            let is_known = [Some(&MODELS[&action]), newer_form(&action)];
            let is_known = is_known.into_iter().flatten().any(|model| model.response.contains(&path));
            if !is_known && !excepted(ANSWERED_BESIDE_THE_MODEL, &action, &path) {
                drift.insert(format!("{action} answers {path}, which the model does not have"));
            }
        }
        called.insert(name);
    }
    drift.extend(
        operations
            .iter()
            .filter(|entry| !called.contains(entry.action))
            .map(|entry| format!("no call of {}", entry.action)),
    );
    assert!(drift.is_empty(), "{}", Vec::from_iter(drift).join("\n"));
}

/// The paths of all elements below the root but the request id, which the models leave to the protocol.
fn xml_paths(xml: &str) -> BTreeSet<String> {
    let mut reader = Reader::from_str(xml);
    let (mut paths, mut above) = (BTreeSet::new(), Vec::new());
    loop {
        let event = reader.read_event().expect("well-formed XML");
        if let Event::Start(element) | Event::Empty(element) = &event {
            above.push(element.name().as_ref().to_owned());
            paths.insert(above[1..].join("."));
        }
        match event {
            Event::End(_) | Event::Empty(_) => drop(above.pop()),
            Event::Eof => break,
            _ => {}
        }
    }
    paths.retain(|path| !path.is_empty() && path != "requestId");
    paths
}

/// The paths of everything in a JSON value, with `N` for an index.
pub fn json_paths(value: &Value, path: &str, paths: &mut BTreeSet<String>) {
    let mut below = |name: &str, inner: &Value| {
        let dot = if path.is_empty() { "" } else { "." };
        let path = format!("{path}{dot}{name}");
        json_paths(inner, &path, paths);
        paths.insert(path);
    };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, inner)| below(name, inner)),
        Value::Array(items) => items.iter().for_each(|inner| below("N", inner)),
        _ => {}
    }
}

/// The last text in a field of this name.
fn last<'a>(value: &'a Value, field: &str) -> Option<&'a str> {
    match value {
        Value::Object(fields) => {
            let deep = fields.values().filter_map(|inner| last(inner, field)).next_back();
            deep.or(fields.get(field).and_then(Value::as_str))
        }
        Value::Array(items) => items.iter().filter_map(|inner| last(inner, field)).next_back(),
        _ => None,
    }
}

#[test]
fn ec2_parameters() {
    parameters_are_those_of_the_model("ec2", ec2::OPERATIONS);
}

#[test]
fn ecs_parameters() {
    parameters_are_those_of_the_model("ecs", ecs::OPERATIONS);
}

#[test]
fn vpc_parameters() {
    parameters_are_those_of_the_model("vpc", alibaba::vpc::OPERATIONS);
}

#[test]
fn cms_parameters() {
    parameters_are_those_of_the_model("cms", alibaba::cms::OPERATIONS);
}

#[test]
fn ec2_answers() {
    let twin = Twin::new("demo = true", FURTHER);
    let (made, drift) = (RefCell::new(BTreeMap::new()), RefCell::new(BTreeSet::new()));
    let paths = |call: &str| {
        let mut made = made.borrow_mut();
        let call = made.iter().fold(call.to_owned(), |call, (name, id): (&String, &String)| call.replace(name, id));
        let answer = twin.ec2(&call);
        for element in MADE {
            if let Some(id) = answer.all(element).pop() {
                made.insert(format!("{{{element}}}"), id);
            }
        }
        made.extend(all_instances(&answer).map(|list| ("{instances}".to_owned(), list)));
        let name = call.split('&').next().unwrap_or_default();
        wrong_values(&format!("ec2:{name}"), answer.ok(), &mut drift.borrow_mut());
        xml_paths(answer.ok())
    };
    let profile = "Version=2010-05-08&Action=CreateInstanceProfile&InstanceProfileName=model";
    twin.request("POST", "", &[], profile).ok();
    let calls = [EC2_CALLS, EC2_NETWORK_CALLS, EC2_STORAGE_CALLS, EC2_PLACEMENT_CALLS, EC2_TEMPLATE_CALLS].concat();
    answers_are_those_of_the_model("ec2", ec2::OPERATIONS, &calls, paths);
    let drift = drift.into_inner();
    assert!(drift.is_empty(), "{}", Vec::from_iter(drift).join("\n"));
}

/// The same for the services of Alibaba Cloud, whose answers are JSON.
fn alibaba_answers(cloud: &str, operations: &[Entry], calls: &[&str], call: impl Fn(&Twin, &str) -> Answer) {
    let twin = Twin::new("demo = true", FURTHER);
    give_ipv6(&twin);
    // So that there are data of what has run.
    twin.advance("10m");
    let (made, drift) = (RefCell::new(BTreeMap::new()), RefCell::new(BTreeSet::new()));
    let paths = |parameters: &str| {
        let mut made = made.borrow_mut();
        let parameters =
            made.iter().fold(parameters.to_owned(), |call, (name, id): (&String, &String)| call.replace(name, id));
        let answer = call(&twin, &parameters).json();
        for field in ECS_MADE {
            if let Some(id) = last(&answer, field) {
                made.insert(format!("{{{field}}}"), id.to_owned());
            }
        }
        let name = parameters.split('&').next().unwrap_or_default();
        let action = format!("{cloud}:{name}");
        lacks(&answer, "", &MODELS[&action].kinds, &mut |what| {
            let is_left_out = |name: &&str| format!(".{what}").ends_with(&format!(".{name} is not there"));
            if !LEFT_OUT.iter().any(|(of, names)| *of == action && names.iter().any(&is_left_out)) {
                drift.borrow_mut().insert(format!("{action}: {what}"));
            }
        });
        let mut paths = BTreeSet::new();
        json_paths(&answer, "", &mut paths);
        paths
    };
    answers_are_those_of_the_model(cloud, operations, calls, paths);
    let drift = drift.into_inner();
    assert!(drift.is_empty(), "{}", Vec::from_iter(drift).join("\n"));
}

/// Tells every documented field that is not there, or is not of its type, at whatever depth. What a list has is looked
/// at if there is anything in it.
fn lacks(value: &Value, path: &str, kinds: &BTreeMap<String, String>, tell: &mut impl FnMut(String)) {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    let good = match (value, kinds.get(path).map_or("", String::as_str)) {
        (Value::Array(items), "") => {
            items.iter().for_each(|item| lacks(item, &below("N"), kinds, tell));
            true
        }
        (Value::Object(fields), "") => {
            let is_field = |other: &&String| match other.rsplit_once('.') {
                Some((above, name)) => above == path && name != "N",
                None => path.is_empty(),
            };
            for field in kinds.keys().filter(is_field) {
                let name = field.rsplit('.').next().unwrap_or(field);
                match fields.get(name) {
                    None | Some(Value::Null) => tell(format!("{field} is not there")),
                    Some(inner) => lacks(inner, field, kinds, tell),
                }
            }
            true
        }
        (Value::String(_), kind) => kind == "str",
        (Value::Bool(_), kind) => kind == "bool",
        (Value::Number(number), kind) => kind == "float" || (kind == "int" && !number.is_f64()),
        // What the model leaves open.
        (_, kind) => kind == "Any",
    };
    if !good {
        tell(format!("{path} is {value}, not {}", kinds.get(path).map_or("", String::as_str)));
    }
}

#[test]
fn ecs_answers() {
    alibaba_answers("ecs", ecs::OPERATIONS, &[ECS_CALLS, ECS_INTERFACE_CALLS, ECS_SNAPSHOT_CALLS].concat(), Twin::ecs);
}

#[test]
fn cms_answers() {
    alibaba_answers("cms", alibaba::cms::OPERATIONS, CMS_CALLS, Twin::cms);
}

#[test]
fn vpc_answers() {
    alibaba_answers("vpc", alibaba::vpc::OPERATIONS, VPC_CALLS, Twin::vpc);
}
