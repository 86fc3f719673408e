//! Snapshots, scenarios, resets.

use super::{AT_8, ecs};
use crate::process::Program;
use serde_json::json;

fn ec2(program: &Program, call: &str) -> (u16, String) {
    program.send("POST", &format!("/?Version=2016-11-15&Action={call}"), "")
}

const RUN: &str = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1";

#[test]
fn a_snapshot_brings_back_world_clock_and_dice() {
    let program = Program::start(&[AT_8, &["--transitions", "realistic"]].concat());
    let fault = json!({ "action": "DescribeRegions", "probability": 0.5, "effect": "internal" });
    program.twin("POST", "faults", &fault.to_string());
    ec2(&program, "DescribeRegions");
    ec2(&program, RUN);
    let (status, taken) = program.twin("PUT", "snapshots/here", "");
    assert_eq!((status, taken), (200, json!({ "name": "here", "time": "2026-11-21T08:00:00Z" })));
    let story = || {
        let mut told: Vec<_> = (0..20).map(|_| ec2(&program, "DescribeRegions")).collect();
        told.push(ec2(&program, RUN));
        program.twin("POST", "clock", r#"{"advance":"25s"}"#);
        told.push(ec2(&program, "DescribeInstances"));
        told.push(program.send("GET", &ecs("DescribeInstances"), ""));
        told.push((0, program.twin("GET", "events", "").1.to_string()));
        told
    };
    let first = story();
    assert_ne!(first, story());
    for _ in 0..2 {
        assert_eq!(program.twin("POST", "snapshots/here", ""), (200, json!({ "restored": "here" })));
        assert_eq!(program.twin("GET", "clock", "").1["now"], "2026-11-21T08:00:00Z");
        assert_eq!(first, story(), "byte for byte");
    }
}

#[test]
fn snapshots_have_names() {
    let program = Program::start(AT_8);
    assert_eq!(program.twin("GET", "snapshots", "").1, json!({ "snapshots": [] }));
    program.twin("PUT", "snapshots/b", "");
    program.twin("POST", "clock", r#"{"advance":"1m"}"#);
    program.twin("PUT", "snapshots/a", "");
    let list = json!({ "snapshots": [
        { "name": "a", "time": "2026-11-21T08:01:00Z" },
        { "name": "b", "time": "2026-11-21T08:00:00Z" },
    ] });
    assert_eq!(program.twin("GET", "snapshots", "").1, list);
    assert_eq!(program.twin("DELETE", "snapshots/a", "").0, 200);
    for method in ["POST", "DELETE"] {
        let answer = program.twin(method, "snapshots/a", "");
        assert_eq!(answer, (404, json!({ "error": "there is no snapshot a" })));
    }
    program.twin("POST", "reset", "");
    assert_eq!(program.twin("POST", "snapshots/b", "").0, 200, "a reset leaves them");
}

#[test]
fn a_scenario_comes_on_top_or_instead() {
    let program = Program::start(AT_8);
    let instances = || program.twin("GET", "health", "").1["instances"].clone();
    let scenario = "[[ec2.instance]]\nid = \"i-00000000000000001\"\ntype = \"t3.micro\"\n";
    assert_eq!(program.twin("POST", "scenario", scenario), (200, json!({ "loaded": true })));
    assert_eq!(instances(), json!({ "ec2": 5, "ecs": 3 }));
    let (status, answer) = program.twin("POST", "scenario", scenario);
    let text = "scenario, line 1: ec2.instance: i-00000000000000001 is there already";
    assert_eq!((status, answer), (400, json!({ "error": text })));
    let half = scenario.replace('1', "2") + "[[ec2.instance]]\ntype = \"t3.none\"\n";
    assert_eq!(program.twin("POST", "scenario", &half).0, 400);
    assert_eq!(instances(), json!({ "ec2": 5, "ecs": 3 }), "all of it or nothing");
    assert_eq!(program.twin("POST", "scenario?replace=true", scenario).0, 200);
    assert_eq!(instances(), json!({ "ec2": 1, "ecs": 0 }));
    assert_eq!(program.twin("POST", "scenario", "nonsense").0, 400);
    assert_eq!(program.twin("POST", "scenario?how=x", scenario).0, 400);
    program.twin("POST", "reset", "");
    assert_eq!(instances(), json!({ "ec2": 4, "ecs": 3 }));
}

#[test]
fn an_account_can_be_put_back_alone() {
    let program = Program::start(&[AT_8, &["--transitions", "realistic"]].concat());
    let call = |account: &str, call: &str| {
        let signature = format!("X-Amz-Credential={account}%2F20261121%2Fus-east-1%2Fec2%2Faws4_request");
        program.send("POST", &format!("/?Version=2016-11-15&Action={call}&{signature}"), "").1
    };
    let (one, other) = ("111122223333", "444455556666");
    let before = call(other, RUN);
    let count = |account: &str| call(account, "DescribeInstances").matches("<instanceId>").count();
    call(one, RUN);
    assert_eq!([count(one), count(other), count("123456789012")], [1, 1, 4]);
    assert_eq!(program.twin("POST", &format!("reset?account={one}"), "").0, 200);
    assert_eq!([count(one), count(other), count("123456789012")], [0, 1, 4]);
    ec2(&program, "TerminateInstances&InstanceId.1=i-1234567890abcdef0");
    assert_eq!(program.twin("POST", "reset?account=123456789012", "").0, 200);
    assert_eq!([count(one), count(other), count("123456789012")], [0, 1, 4]);
    // What it was about to do goes on in the others, and not in it.
    program.twin("POST", "clock", r#"{"advance":"1m"}"#);
    assert_eq!(program.twin("GET", "clock", "").1["events"], 0);
    assert!(call(other, "DescribeInstances").contains("<name>running</name>"));
    let id = |xml: &str| xml.split_once("<instanceId>").expect("an id").1[..19].to_owned();
    assert_eq!(id(&call(one, RUN)).len(), 19);
    program.twin("POST", "reset", "");
    assert_eq!(id(&call(other, RUN)), id(&before), "ids do not depend on what others do");
    assert_eq!(program.twin("POST", "reset?account=", "").0, 200);
    assert_eq!(program.twin("POST", "reset?acount=1", "").0, 400);
}

#[test]
fn those_who_come_from_other_emulators_find_their_routes() {
    let program = Program::start(AT_8);
    let instances = || program.twin("GET", "health", "").1["instances"]["ec2"].clone();
    for (path, answer) in [("/moto-api/reset", "{\"status\":\"ok\"}\n"), ("/_localstack/state/reset", "{}\n")] {
        ec2(&program, RUN);
        assert_eq!(instances(), 5);
        assert_eq!(program.send("POST", path, ""), (200, answer.to_owned()));
        assert_eq!(instances(), 4);
    }
    let (status, health) = program.send("GET", "/_localstack/health", "");
    assert!(status == 200 && health.contains("\"ec2\":\"running\""), "{health}");
}
