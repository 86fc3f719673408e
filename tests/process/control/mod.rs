//! The server's own API under `/_twin/`.

use super::Program;
use serde_json::json;
use std::collections::BTreeSet;

mod clock;
mod events;
mod faults;
mod recording;
mod requests;
mod snapshots;
mod webhook;

const AT_8: &[&str] = &["--clock", "2026-11-21T08:00:00Z", "--demo"];

fn ecs(call: &str) -> String {
    format!("/?Version=2014-05-26&Format=JSON&Action={call}")
}

/// Stops or starts an instance, which has two events.
#[track_caller]
fn switch(program: &Program, action: &str) {
    let call = format!("/?Version=2016-11-15&Action={action}&InstanceId.1=i-1234567890abcdef0");
    let (status, answer) = program.send("POST", &call, "");
    assert_eq!(status, 200, "{answer}");
}

#[test]
fn health() {
    let program = Program::start(AT_8);
    let (status, health) = program.twin("GET", "health", "");
    assert_eq!(status, 200);
    assert_eq!((&health["name"], &health["version"]), (&"twinstance".into(), &env!("CARGO_PKG_VERSION").into()));
    assert_eq!(health["clock"], json!({ "mode": "manual", "now": "2026-11-21T08:00:00Z" }));
    assert_eq!(health["instances"], json!({ "ec2": 4, "ecs": 3 }));
    let later = program.twin("GET", "health", "").1;
    let uptime = |health: &serde_json::Value| health["uptime_seconds"].as_f64().expect("a number");
    assert!(uptime(&later) >= uptime(&health), "{later}");
}

#[test]
fn reset_puts_the_world_back() {
    let program = Program::start(AT_8);
    let delete = ecs("DeleteInstance&InstanceId=i-bp67acfmxazb4p****");
    assert_eq!(program.send("POST", &delete, "").0, 200);
    assert_eq!(program.send("POST", &delete, "").0, 404);
    program.twin("POST", "clock", r#"{"advance":"2m"}"#);
    program.twin("POST", "faults", r#"{"cloud":"ecs","action":"DeleteInstance","effect":"internal"}"#);
    assert_eq!(program.twin("POST", "reset", ""), (200, json!({ "reset": true })));
    assert_eq!(program.twin("GET", "clock", "").1["now"], "2026-11-21T08:00:00Z");
    assert_eq!(program.twin("GET", "faults", "").1, json!({ "faults": [] }));
    assert_eq!(program.twin("GET", "health", "").1["instances"]["ecs"], 3);
    assert_eq!(program.send("POST", &delete, "").0, 200);
}

#[test]
fn what_needs_no_body_takes_none() {
    let program = Program::start(AT_8);
    program.twin("PUT", "snapshots/one", "");
    program.twin("POST", "faults", r#"{"effect":"internal","times":9}"#);
    for (method, path) in [
        ("POST", "reset"),
        ("POST", "snapshots/one"),
        ("DELETE", "snapshots/one"),
        ("DELETE", "faults"),
        ("DELETE", "faults/f-1"),
        ("DELETE", "requests"),
        ("DELETE", "coverage"),
    ] {
        let answer = program.twin(method, path, r#"{"account":"111122223333"}"#);
        assert_eq!(answer, (400, json!({ "error": "this request has no body" })), "{method} {path}");
    }
    assert_eq!(program.twin("GET", "faults", "").1["faults"].as_array().map(Vec::len), Some(1));
}

#[test]
fn the_description_has_every_route_and_no_other() {
    let program = Program::start(&[]);
    let (status, description) = program.twin("GET", "openapi.json", "");
    assert_eq!(status, 200);
    let mut described: Vec<(String, String)> = Vec::new();
    for (path, methods) in description["paths"].as_object().expect("paths") {
        described.extend(methods.as_object().expect("methods").keys().map(|method| (path.clone(), method.clone())));
    }
    let mut routes: Vec<_> =
        twinstance::control::routes().map(|(path, method)| (path.to_owned(), method.to_lowercase())).collect();
    described.sort();
    routes.sort();
    assert_eq!(described, routes);
    let schemas = description["components"]["schemas"].as_object().expect("schemas");
    let text = description.to_string();
    for name in text.split("#/components/schemas/").skip(1).map(|rest| rest.split('"').next().unwrap_or_default()) {
        assert!(schemas.contains_key(name), "{name}");
    }
    for (path, methods) in description["paths"].as_object().expect("paths") {
        let at = path.replace("{name}", "one").replace("{id}", "f-1").replace("{number}", "1");
        for method in ["get", "put", "post", "delete", "patch"] {
            let (status, body) = program.send(&method.to_uppercase(), &at, "");
            assert_eq!(status == 405, methods.get(method).is_none(), "{method} {path}: {status}");
            assert!(!body.starts_with(r#"{"error":"Twinstance has"#), "{method} {path}: {body}");
        }
    }
    let operations = description["paths"].as_object().expect("paths").values();
    let ids = operations.flat_map(|methods| methods.as_object().expect("methods").values());
    let ids: Vec<_> = ids.map(|operation| operation["operationId"].as_str().expect("an id")).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
}

#[test]
fn the_control_api_can_have_a_listener_of_its_own() {
    let mut program = Program::start(&["--control-listen", "127.0.0.1:0"]);
    let control = program.second_line().strip_prefix("twinstance control on http://").expect("an address").to_owned();
    let clouds = std::mem::replace(&mut program.address, control);
    assert_eq!(program.twin("GET", "health", "").0, 200);
    assert_eq!(program.send("GET", "/?Action=DescribeRegions&Version=2016-11-15", "").0, 404);
    program.address = clouds;
    assert_eq!(program.send("GET", "/?Action=DescribeRegions&Version=2016-11-15", "").0, 200);
    let (status, text) = program.send("GET", "/_twin/health", "");
    assert!(status == 404 && text.contains("The control API has an address of its own"), "{text}");
    program.terminate();
    assert_eq!(program.exit_code(), Some(0));
}

#[test]
fn other_paths_name_those_that_there_are() {
    let program = Program::start(&[]);
    for path in ["nonsense", "clock/hands", ""] {
        let (status, answer) = program.twin("GET", path, "");
        let text = answer["error"].as_str().expect("a text");
        assert_eq!(status, 404, "{path}");
        assert!(text.starts_with("Twinstance has /_twin/health, /_twin/clock, "), "{text}");
    }
}
