//! The server's own API under `/_twin/`.

use super::Program;
use serde_json::json;

mod clock;
mod events;
mod faults;
mod requests;
mod snapshots;

const AT_8: &[&str] = &["--clock", "2026-11-21T08:00:00Z", "--demo"];

fn ecs(call: &str) -> String {
    format!("/?Version=2014-05-26&Format=JSON&Action={call}")
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
fn other_paths_name_those_that_there_are() {
    let program = Program::start(&[]);
    for path in ["nonsense", "clock/hands", ""] {
        let (status, answer) = program.twin("GET", path, "");
        let text = answer["error"].as_str().expect("a text");
        assert_eq!(status, 404, "{path}");
        assert!(text.starts_with("Twinstance has /_twin/health, /_twin/clock, "), "{text}");
    }
}
