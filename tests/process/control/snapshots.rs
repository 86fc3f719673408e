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
        let from = program.twin("GET", "events", "").1["last"].to_string();
        let mut told: Vec<_> = (0..20).map(|_| ec2(&program, "DescribeRegions")).collect();
        told.push(ec2(&program, RUN));
        program.twin("POST", "clock", r#"{"advance":"25s"}"#);
        told.push(ec2(&program, "DescribeInstances"));
        told.push(program.send("GET", &ecs("DescribeInstances"), ""));
        // Events are numbered on, and their ids follow from the numbers.
        let mut page = program.twin("GET", &format!("events?after={from}"), "").1;
        let events = page["events"].as_array_mut().expect("a list");
        events.iter_mut().for_each(|event| event["id"] = "".into());
        told.push((0, page["events"].to_string()));
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
fn a_snapshot_goes_to_another_server() {
    let (one, other) = (Program::start(AT_8), Program::start(AT_8));
    let run = format!("{RUN}&ClientToken=t-1");
    let made = ec2(&one, &run).1;
    let ecs_run = ecs("RunInstances&ImageId=x&InstanceType=ecs.t6-c1m1.large&Amount=2&ClientToken=t-2");
    one.send("GET", &ecs_run, "");
    let fault = json!({ "action": "DescribeRegions", "after": 2, "times": 5, "effect": "internal" });
    one.twin("POST", "faults", &fault.to_string());
    ec2(&one, "DescribeRegions");
    one.twin("PUT", "snapshots/s", "");
    let (status, snapshot) = one.send("GET", "/_twin/snapshots/s", "");
    assert_eq!(status, 200);
    let kept = json!({ "name": "mine", "time": "2026-11-21T08:00:00Z" });
    assert_eq!(other.twin("PUT", "snapshots/mine", &snapshot), (200, kept));
    assert_eq!(other.send("GET", "/_twin/snapshots/mine", ""), (200, snapshot.clone()));
    assert_eq!(other.twin("POST", "snapshots/mine", "").0, 200);
    for call in ["DescribeInstances", &run, "DescribeRegions", "DescribeRegions", RUN, "DescribeVolumes"] {
        assert_eq!(ec2(&one, call), ec2(&other, call), "{call}");
    }
    for call in [ecs("DescribeInstances"), ecs_run, ecs("DescribeDisks")] {
        assert_eq!(one.send("GET", &call, ""), other.send("GET", &call, ""), "{call}");
    }
    let instance = |xml: &str| xml.split_once("<instanceId>").expect("an id").1[..19].to_owned();
    assert_eq!(instance(&ec2(&other, &run).1), instance(&made), "the token is remembered");
    let version = r#""version":6,"#;
    for (body, why) in [
        ("{}", "not a snapshot: missing field `version`"),
        ("[", "not a snapshot: EOF"),
        (&snapshot.replacen("seed", "sead", 1), "not a snapshot: "),
        (&snapshot.replacen(version, "", 1), "a snapshot without a version, taken by an older server"),
        (&snapshot.replacen(version, r#""version":1,"#, 1), "a snapshot of version 1: this server has version 6"),
        (
            &snapshot.replacen(r#""answers":"#, r#""answers":99999999999999999"#, 1),
            "the number of answers is too large",
        ),
    ] {
        let (status, answer) = other.twin("PUT", "snapshots/bad", body);
        let error = answer["error"].as_str().expect("a text");
        assert!(status == 400 && error.contains(why), "{error}");
    }
    assert_eq!(other.twin("GET", "snapshots/bad", "").0, 404);
}

#[test]
fn a_world_goes_out_as_a_scenario_and_comes_back() {
    let (one, other) = (Program::start(AT_8), Program::start(AT_8));
    ec2(
        &one,
        &format!(
            "{RUN}&TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=a&TagSpecification.1.Tag.1.Value=%22b"
        ),
    );
    one.twin("POST", "faults", r#"{"action":"DescribeVolumes","effect":"throttle"}"#);
    let (status, scenario) = one.send("GET", "/_twin/scenario", "");
    assert_eq!(status, 200);
    assert_eq!(other.twin("POST", "scenario?replace=true", &scenario), (200, json!({ "loaded": true })));
    let calls = ["DescribeInstances", "DescribeVolumes", "DescribeVolumes", "DescribeSecurityGroups", RUN];
    let body = |(status, xml): (u16, String)| {
        let id = xml.split_once("<requestId>").or(xml.split_once("<RequestID>")).expect("an id").1[..36].to_owned();
        (status, xml.replace(&id, ""))
    };
    for call in calls {
        assert_eq!(body(ec2(&one, call)), body(ec2(&other, call)), "{call}");
    }
    // What one account has goes on top of what others have.
    let (_, theirs) = one.send("GET", "/_twin/scenario?account=1234567890123456", "");
    assert!(!theirs.contains("123456789012\""), "{theirs}");
    let before = ec2(&other, "DescribeInstances").1.matches("<instanceId>").count();
    assert_eq!(other.twin("POST", "scenario", &theirs).0, 200);
    assert_eq!(ec2(&other, "DescribeInstances").1.matches("<instanceId>").count(), before);
    assert_eq!(other.twin("GET", "scenario?how=x", "").0, 400);
    let broken = scenario.replacen("t3.micro", "t3.none", 1);
    let (status, answer) = other.twin("POST", "scenario", &broken);
    assert!(status == 400 && answer.to_string().contains("unknown instance type t3.none"), "{answer}");
}

#[test]
fn entries_without_an_account_are_those_of_the_account_that_is_named() {
    let program = Program::start(AT_8);
    let scenario = "[[ec2.instance]]\ntype = \"t3.micro\"\n[[ecs.instance]]\ntype = \"ecs.g6.large\"\n\
                    [[ec2.instance]]\ntype = \"t3.nano\"\naccount = \"111111111111\"";
    let load = |account: &str| program.twin("POST", &format!("scenario?account={account}"), scenario);
    assert_eq!(load("012345678901").0, 200);
    let counts = ["012345678901", "111111111111", "123456789012"].map(|account| {
        let world = program.send("GET", &format!("/_twin/scenario?account={account}"), "").1;
        ["t3.micro", "ecs.g6.large", "t3.nano"]
            .map(|name| world.matches(&format!("instance_type = \"{name}\"\nlaunch_index")).count())
    });
    assert_eq!(counts, [[1, 1, 0], [0, 0, 1], [0, 0, 0]]);
    for account in ["", "me", "12345678901", "%0A12345678901"] {
        assert_eq!(load(account).0, 400, "{account}");
    }
}

#[test]
fn a_scenario_whose_lines_were_joined_is_refused_with_the_reason() {
    let program = Program::start(&[]);
    let error = |text: &str| {
        let (status, answer) = program.twin("POST", "scenario", text);
        assert_eq!(status, 400, "{answer}");
        answer["error"].as_str().expect("a sentence").to_owned()
    };
    // What `curl -d @FILE` makes of a file.
    let joined = error("[[ec2.instance]]id = \"i-00000000000000001\"type = \"t3.micro\"");
    assert!(joined.ends_with("curl -d removes line ends, so send a file with --data-binary @FILE"), "{joined}");
    assert!(error("[[ec2.instance]]\nid =\n").contains("line 2"));
    assert!(error("world = @").contains("line 1"));
    assert_eq!(program.twin("GET", "health", "").1["instances"]["ec2"], 0);
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
    let left = "the end of a subscription of the demo";
    assert_eq!(program.twin("GET", "clock", "").1["events"], 1, "{left}");
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

#[test]
fn a_scenario_and_a_snapshot_have_a_limit_of_their_own() {
    let program = Program::start(&["--limits-upload", &(6 << 20).to_string()]);
    let scenario = |megabytes: usize| "#".repeat(megabytes << 20);
    assert_eq!(program.twin("POST", "scenario", &scenario(5)).0, 200);
    assert_eq!(program.twin("POST", "scenario", &scenario(7)).0, 413);
    assert_eq!(program.twin("PUT", "snapshots/one", &" ".repeat(5 << 20)).0, 400);
    assert_eq!(program.twin("PUT", "snapshots/one", &" ".repeat(7 << 20)).0, 413);
    assert_eq!(program.send("POST", "/_twin/faults", &scenario(5)).0, 413);
}
