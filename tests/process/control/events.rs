//! What AWS would have sent on EventBridge.

use super::AT_8;
use crate::process::Program;
use serde_json::json;

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
    assert_eq!(events("?after=3"), json!({ "events": [], "last": 3 }));
    assert_eq!(events("?limit=0"), json!({ "events": [], "last": 0 }));
    let warnings = format!("?detail-type={}", warning.replace(' ', "+"));
    assert_eq!(instance_types(&events(&warnings)), [warning]);
    assert_eq!(events("?account=111122223333"), json!({ "events": [], "last": 3 }));
    assert_eq!(events("?account=123456789012"), all);
    for query in ["?after=x", "?limit=-1", "?colour=red"] {
        assert_eq!(program.twin("GET", &format!("events{query}"), "").0, 400, "{query}");
    }
    program.twin("POST", "reset", "");
    assert_eq!(events(""), json!({ "events": [], "last": 0 }));
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
