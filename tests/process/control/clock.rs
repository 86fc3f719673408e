//! The clock.

use super::{AT_8, ecs};
use crate::process::Program;
use serde_json::json;

/// Of the demo. The end of its subscription is always to come.
const SUBSCRIBED: &str = "i-bp1j4i2jdf3owlhe****";

#[test]
fn the_clock_stands_until_it_is_advanced() {
    let program = Program::start(AT_8);
    let due = json!([{ "at": "2026-12-21T08:00:00Z", "what": "expiry", "id": SUBSCRIBED, "cloud": "ecs",
        "account": "1234567890123456", "region": "cn-hangzhou" }]);
    let clock = |now: &str| (200, json!({ "mode": "manual", "now": now, "events": 1, "due": due }));
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
        assert!(
            text.starts_with(r#"send {"advance":"2m"}, {"now":"2026-11-21T10:00:00Z"} or {"settle":"10m"}: "#),
            "{text}"
        );
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
    assert_eq!(program.twin("GET", "clock", "").1["events"], 2);
    let status = || program.send("GET", &ecs(&format!("DescribeInstanceAttribute&InstanceId={id}")), "").1;
    assert!(status().contains("\"Status\":\"Stopping\""));
    assert_eq!(program.twin("POST", "clock", r#"{"advance":"1m"}"#).1["events"], 1);
    assert!(status().contains("\"Status\":\"Stopped\""));
}

#[test]
fn what_is_due_is_listed_and_can_be_waited_out() {
    let program = Program::start(&[AT_8, &["--transitions", "realistic"]].concat());
    let ec2 = |call: &str| program.send("POST", &format!("/?Version=2016-11-15&Action={call}"), "").0;
    assert_eq!(ec2("StopInstances&InstanceId.1=i-1234567890abcdef0"), 200);
    let source = "CapacityReservationId=cr-1234abcd56EXAMPLE";
    assert_eq!(ec2(&format!("UpdateInterruptibleCapacityReservationAllocation&{source}&TargetInstanceCount=0")), 200);
    let due = |answer: &serde_json::Value| {
        let text = |event: &serde_json::Value, name: &str| event[name].as_str().expect("a text").to_owned();
        let events = answer["due"].as_array().expect("a list").iter().filter(|event| event["id"] != SUBSCRIBED);
        events.map(|event| (text(event, "at"), text(event, "what"), text(event, "id"))).collect::<Vec<_>>()
    };
    let before = program.twin("GET", "clock", "").1;
    let at = |time: &str, what: &str, id: &str| (format!("2026-11-21T{time}Z"), what.to_owned(), id.to_owned());
    assert_eq!(
        due(&before),
        [
            at("08:00:10", "allocation", "cr-1234abcd56EXAMPLE"),
            at("08:00:30", "stopped", "i-1234567890abcdef0"),
            at("08:02:00", "interrupted", "i-0fedcba9876543210"),
        ]
    );
    assert_eq!((&before["due"][0]["cloud"], &before["due"][0]["region"]), (&"ec2".into(), &"us-east-1".into()));
    let (_, after) = program.twin("POST", "clock", r#"{"settle":"10m"}"#);
    // What is terminated or cancelled is shown for an hour, which is further than was asked for.
    assert_eq!(
        due(&after),
        [
            at("09:02:30", "forgotten", "i-0fedcba9876543210"),
            at("09:02:30", "reservation-forgotten", "cr-0abcdef1234567890"),
        ]
    );
    assert_eq!(after["now"], "2026-11-21T08:02:30Z", "the time of the last that happened");
    assert_eq!(program.twin("POST", "clock", r#"{"settle":"0s"}"#).1["now"], after["now"]);
    assert_eq!(program.twin("POST", "clock", "{ \"settle\": true }\n").0, 200);
    assert_eq!(program.twin("POST", "clock", r#"{"settle":false}"#).0, 400);
    let all = program.twin("POST", "clock", r#"{"settle":"2h"}"#).1;
    assert_eq!((&all["now"], &all["events"]), (&"2026-11-21T09:02:30Z".into(), &1.into()));
}
