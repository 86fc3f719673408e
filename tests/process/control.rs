//! The server's own API under `/_twin/`.

use super::Program;
use serde_json::json;

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
fn the_clock_stands_until_it_is_advanced() {
    let program = Program::start(AT_8);
    let clock = |now: &str| (200, json!({ "mode": "manual", "now": now, "events": 0 }));
    assert_eq!(program.twin("GET", "clock", ""), clock("2026-11-21T08:00:00Z"));
    assert_eq!(program.twin("POST", "clock", r#"{"advance":"2m"}"#), clock("2026-11-21T08:02:00Z"));
    assert_eq!(program.twin("POST", "clock", r#"{"advance":"PT1H"}"#), clock("2026-11-21T09:02:00Z"));
    assert_eq!(program.twin("POST", "clock", r#"{"now":"2026-11-21T10:00:00Z"}"#), clock("2026-11-21T10:00:00Z"));
    assert_eq!(program.twin("POST", "clock", r#"{"now":"2026-11-21T10:00:00Z"}"#), clock("2026-11-21T10:00:00Z"));
    assert_eq!(program.twin("GET", "clock", ""), clock("2026-11-21T10:00:00Z"));
}

#[test]
fn time_does_not_go_back() {
    let program = Program::start(AT_8);
    for body in [r#"{"now":"2026-11-21T07:59:59Z"}"#, r#"{"advance":"-1s"}"#] {
        let (status, answer) = program.twin("POST", "clock", body);
        let text = "the clock shows 2026-11-21T08:00:00Z, and time does not go back";
        assert_eq!((status, answer), (400, json!({ "error": text })), "{body}");
    }
    assert_eq!(program.twin("GET", "clock", "").1["now"], "2026-11-21T08:00:00Z");
}

#[test]
fn a_bad_request_to_the_clock_is_told_the_good_ones() {
    let program = Program::start(AT_8);
    for body in [
        "",
        "{}",
        "2m",
        r#"{"advance":"soon"}"#,
        r#"{"now":"noon"}"#,
        r#"{"back":"2m"}"#,
        r#"{"advance":"1s","now":"2026-11-21T10:00:00Z"}"#,
    ] {
        let (status, answer) = program.twin("POST", "clock", body);
        let text = answer["error"].as_str().expect("a text");
        assert_eq!(status, 400, "{body}");
        assert!(text.starts_with(r#"send {"advance":"2m"} or {"now":"2026-11-21T10:00:00Z"}: "#), "{text}");
    }
    assert_eq!(program.twin("POST", "clock", r#"{"advance":"99999999999h"}"#).0, 400, "further than there is time");
    assert_eq!(program.twin("GET", "clock", "").1["now"], "2026-11-21T08:00:00Z");
}

#[test]
fn a_wall_clock_runs_and_can_be_advanced() {
    let program = Program::start(&[]);
    let now = || {
        program.twin("GET", "clock", "").1["now"].as_str().expect("a time").parse::<jiff::Timestamp>().expect("a time")
    };
    assert_eq!(program.twin("GET", "clock", "").1["mode"], "wall");
    let before = now();
    program.twin("POST", "clock", r#"{"advance":"5h"}"#);
    let after = now();
    assert!(after.duration_since(before) >= jiff::SignedDuration::from_hours(5));
    assert!(now() >= after);
}

#[test]
fn what_falls_due_happens_when_the_clock_moves() {
    let program = Program::start(&[AT_8, &["--transitions", "realistic"]].concat());
    let id = "i-bp67acfmxazb4ph12345";
    program.twin("POST", "clock", r#"{"advance":"1m"}"#);
    assert_eq!(program.send("POST", &ecs(&format!("StopInstance&InstanceId={id}")), "").0, 200);
    assert_eq!(program.twin("GET", "clock", "").1["events"], 1);
    let status = || program.send("GET", &ecs(&format!("DescribeInstanceAttribute&InstanceId={id}")), "").1;
    assert!(status().contains("\"Status\":\"Stopping\""));
    assert_eq!(program.twin("POST", "clock", r#"{"advance":"1m"}"#).1["events"], 0);
    assert!(status().contains("\"Status\":\"Stopped\""));
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
fn faults_meet_so_many_calls() {
    let program = Program::start(AT_8);
    let call = |action: &str| program.send("GET", &format!("/?Version=2016-11-15&Action={action}"), "");
    let fault = json!({ "cloud": "ec2", "action": "DescribeRegions", "effect": "throttle", "times": 2 });
    assert_eq!(program.twin("POST", "faults", &fault.to_string()), (200, json!({ "faults": [fault] })));
    assert_eq!(call("DescribeInstances").0, 200, "another action");
    assert_eq!(program.send("GET", &ecs("DescribeRegions"), "").0, 200, "another cloud");
    for _ in 0..2 {
        let (status, body) = call("DescribeRegions");
        assert!(status == 503 && body.contains("<Code>RequestLimitExceeded</Code>"), "{body}");
    }
    assert_eq!(call("DescribeRegions").0, 200);
    program.twin("POST", "faults", r#"{"cloud":"ec2","action":"DescribeRegions","effect":"internal"}"#);
    let (status, body) = call("DescribeRegions");
    assert!(status == 500 && body.contains("<Code>InternalError</Code>"), "{body}");
    assert_eq!(call("DescribeRegions").0, 200, "once, unless it says how often");
    program.twin("POST", "faults", &fault.to_string());
    assert_eq!(program.twin("DELETE", "faults", ""), (200, json!({ "faults": [] })));
    assert_eq!(call("DescribeRegions").0, 200);
    for body in [
        "{}",
        r#"{"cloud":"gcp","action":"X","effect":"internal"}"#,
        r#"{"cloud":"ec2","action":"X","effect":"explode"}"#,
    ] {
        let (status, answer) = program.twin("POST", "faults", body);
        assert!(status == 400 && answer["error"].is_string(), "{body}: {answer}");
    }
}

#[test]
fn events_are_told_page_by_page() {
    let program = Program::start(AT_8);
    let events = |query: &str| {
        let (status, answer) = program.twin("GET", &format!("events{query}"), "");
        assert_eq!(status, 200, "{answer}");
        answer
    };
    assert_eq!(events(""), json!({ "events": [], "last": 0 }));
    let ec2 = |call: &str| program.send("POST", &format!("/?Version=2016-11-15&Action={call}"), "").0;
    assert_eq!(ec2("StopInstances&InstanceId.1=i-1234567890abcdef0"), 200);
    let source = "CapacityReservationId=cr-1234abcd56EXAMPLE";
    assert_eq!(ec2(&format!("UpdateInterruptibleCapacityReservationAllocation&{source}&TargetInstanceCount=0")), 200);
    let kinds = |answer: &serde_json::Value| {
        let events = answer["events"].as_array().expect("a list").iter();
        events.map(|event| event["detail-type"].as_str().expect("a text").to_owned()).collect::<Vec<_>>()
    };
    let (state, warning) =
        ("EC2 Instance State-change Notification", "EC2 Capacity Reservation Instance Interruption Warning");
    let all = events("");
    assert_eq!((kinds(&all), &all["last"]), (vec![state.into(), state.into(), warning.into()], &json!(3)));
    let first = events("?limit=1");
    assert_eq!((&first["events"][0], &first["last"]), (&all["events"][0], &json!(1)));
    let rest = events("?after=1&limit=2");
    assert_eq!((&rest["events"][1], &rest["last"]), (&all["events"][2], &json!(3)));
    assert_eq!(events("?after=3"), json!({ "events": [], "last": 3 }));
    assert_eq!(events("?limit=0"), json!({ "events": [], "last": 0 }));
    let warnings = format!("?detail-type={}", warning.replace(' ', "+"));
    assert_eq!(kinds(&events(&warnings)), [warning]);
    assert_eq!(events("?account=111122223333"), json!({ "events": [], "last": 3 }));
    assert_eq!(events("?account=123456789012"), all);
    for query in ["?after=x", "?limit=-1", "?colour=red"] {
        assert_eq!(program.twin("GET", &format!("events{query}"), "").0, 400, "{query}");
    }
    program.twin("POST", "reset", "");
    assert_eq!(events(""), json!({ "events": [], "last": 0 }));
}

#[test]
fn other_paths_name_those_that_there_are() {
    let program = Program::start(&[]);
    let text = "Twinstance has /_twin/health, /_twin/clock, /_twin/reset, /_twin/events and /_twin/faults";
    for path in ["nonsense", "clock/hands", ""] {
        assert_eq!(program.twin("GET", path, ""), (404, json!({ "error": text })), "{path}");
    }
}
