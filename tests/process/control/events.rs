//! What AWS would have sent on EventBridge.

use super::{AT_8, switch};
use crate::process::Program;
use serde_json::json;
use std::collections::BTreeSet;

#[test]
fn events_are_told_page_by_page() {
    let program = Program::start(AT_8);
    let events = |query: &str| {
        let (status, answer) = program.twin("GET", &format!("events{query}"), "");
        assert_eq!(status, 200, "{answer}");
        answer
    };
    assert_eq!(events(""), json!({ "events": [], "missing": 0, "last": 0 }));
    let ec2 = |call: &str| program.send("POST", &format!("/?Version=2016-11-15&Action={call}"), "").0;
    assert_eq!(ec2("StopInstances&InstanceId.1=i-1234567890abcdef0"), 200);
    let source = "CapacityReservationId=cr-1234abcd56EXAMPLE";
    assert_eq!(ec2(&format!("UpdateInterruptibleCapacityReservationAllocation&{source}&TargetInstanceCount=0")), 200);
    let instance_types = |answer: &serde_json::Value| {
        let events = answer["events"].as_array().expect("a list").iter();
        events.map(|event| event["detail-type"].as_str().expect("a text").to_owned()).collect::<Vec<_>>()
    };
    let (state, warning) =
        ("EC2 Instance State-change Notification", "EC2 Capacity Reservation Instance Interruption Warning");
    let all = events("");
    assert_eq!((instance_types(&all), &all["last"]), (vec![state.into(), state.into(), warning.into()], &json!(3)));
    let first = events("?limit=1");
    assert_eq!((&first["events"][0], &first["last"]), (&all["events"][0], &json!(1)));
    let rest = events("?after=1&limit=2");
    assert_eq!((&rest["events"][1], &rest["last"]), (&all["events"][2], &json!(3)));
    assert_eq!(events("?after=3"), json!({ "events": [], "missing": 0, "last": 3 }));
    assert_eq!(events("?limit=0"), json!({ "events": [], "missing": 0, "last": 0 }));
    let warnings = format!("?detail-type={}", warning.replace(' ', "+"));
    assert_eq!(instance_types(&events(&warnings)), [warning]);
    assert_eq!(events("?account=111122223333"), json!({ "events": [], "missing": 0, "last": 3 }));
    assert_eq!(events("?account=123456789012"), all);
    for query in ["?after=x", "?limit=-1", "?colour=red"] {
        assert_eq!(program.twin("GET", &format!("events{query}"), "").0, 400, "{query}");
    }
}

#[test]
fn numbers_never_go_back() {
    let program = Program::start(AT_8);
    let mut stream = program.listen("/_twin/events/stream");
    let events = |query: &str| program.twin("GET", &format!("events{query}"), "").1;
    let count = |page: serde_json::Value| (page["events"].as_array().expect("a list").len(), page["last"].clone());
    switch(&program, "StopInstances");
    program.twin("PUT", "snapshots/s", "");
    // Whether the world before is still shown to whoever does not say from where on.
    let changes = [("reset", false), ("reset?account=123456789012", true), ("snapshots/s", false)];
    let mut seen = 2;
    for (path, shows_earlier) in changes {
        assert_eq!(program.twin("POST", path, "").0, 200);
        let shown = count(events("")).0;
        assert_eq!(shown > 0, shows_earlier, "{path}");
        switch(&program, if path == "snapshots/s" { "StartInstances" } else { "StopInstances" });
        seen += 2;
        assert_eq!(count(events("")), (shown + 2, seen.into()), "{path}");
        assert_eq!(count(events("?after=0")), (seen, seen.into()), "{path}");
        assert_eq!(count(events(&format!("?after={}", seen - 1))), (1, seen.into()), "{path}");
    }
    assert_eq!(program.twin("POST", "scenario?replace=true", "").0, 200);
    assert_eq!(events(""), json!({ "events": [], "missing": 0, "last": 8 }));
    let told: Vec<_> = (0..8).map(|_| stream.next()).collect();
    assert_eq!(told.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7, 8]);
    let page = events("?after=0");
    assert_eq!(page["events"].as_array(), Some(&told.into_iter().map(|(_, event)| event).collect()));
    let ids: BTreeSet<_> =
        page["events"].as_array().expect("a list").iter().map(|event| &event["id"]).map(ToString::to_string).collect();
    assert_eq!(ids.len(), 8, "each event has an id of its own");
}

#[test]
fn what_is_no_longer_retained_is_counted() {
    let program = Program::start(&[AT_8, &["--events-backlog", "3"]].concat());
    for action in ["StopInstances", "StartInstances", "StopInstances", "StartInstances"] {
        switch(&program, action);
    }
    for (query, count, missing) in [("", 3, 5), ("?after=0", 3, 5), ("?after=4", 3, 1), ("?after=6", 2, 0)] {
        let page = program.twin("GET", &format!("events{query}"), "").1;
        let events = page["events"].as_array().expect("a list").len();
        assert_eq!((events, &page["missing"], &page["last"]), (count, &missing.into(), &8.into()), "{query}");
    }
    let mut stream = program.listen("/_twin/events/stream?after=2");
    assert_eq!(stream.next_of_any_type(), ("missing".to_owned(), 5, json!({ "missing": 3 })));
    assert_eq!(stream.next().0, 6);
    let program = Program::start(&[AT_8, &["--events-backlog", "0"]].concat());
    switch(&program, "StopInstances");
    assert_eq!(program.twin("GET", "events", "").1, json!({ "events": [], "missing": 2, "last": 2 }));
}

#[test]
fn a_stream_tells_them_as_they_happen() {
    let program = Program::start(AT_8);
    let mut stream = program.listen("/_twin/events/stream");
    assert_eq!(
        program.send("POST", "/?Version=2016-11-15&Action=StopInstances&InstanceId.1=i-1234567890abcdef0", "").0,
        200
    );
    // In this world it has stopped when somebody looks.
    let events = [stream.next(), stream.next()];
    let states = events.each_ref().map(|(id, event)| (*id, event["detail"]["state"].as_str().expect("a state")));
    assert_eq!(states, [(1, "stopping"), (2, "stopped")]);
    let mut late = program.listen("/_twin/events/stream?after=1");
    assert_eq!(late.next(), events[1]);
}
