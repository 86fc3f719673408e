//! Faults.

use super::{AT_8, ecs};
use crate::process::{Program, complaint, file, write};
use serde_json::json;
use std::io::Read;

#[test]
fn faults_meet_so_many_calls() {
    let program = Program::start(AT_8);
    let call = |action: &str| program.send("GET", &format!("/?Version=2016-11-15&Action={action}"), "");
    let fault = json!({ "cloud": "ec2", "action": "DescribeRegions", "effect": "throttle", "times": 2 });
    let (status, added) = program.twin("POST", "faults", &fault.to_string());
    let with_hits = |hits: u64| {
        let mut fault = fault.clone();
        (fault["id"], fault["hits"]) = ("f-1".into(), hits.into());
        fault
    };
    assert_eq!((status, &added), (200, &with_hits(0)));
    assert_eq!(call("DescribeInstances").0, 200, "another action");
    assert_eq!(program.send("GET", &ecs("DescribeRegions"), "").0, 200, "another cloud");
    for _ in 0..2 {
        let (status, body) = call("DescribeRegions");
        assert!(status == 503 && body.contains("<Code>RequestLimitExceeded</Code>"), "{body}");
    }
    assert_eq!(call("DescribeRegions").0, 200);
    assert_eq!(program.twin("GET", "faults", "").1, json!({ "faults": [with_hits(2)] }));
    assert_eq!(program.twin("GET", "faults/f-1", ""), (200, with_hits(2)));
    assert_eq!(program.twin("DELETE", "faults/f-1", ""), (200, json!({ "removed": "f-1" })));
    for method in ["GET", "DELETE"] {
        assert_eq!(program.twin(method, "faults/f-1", ""), (404, json!({ "error": "there is no fault f-1" })));
    }
    program.twin("POST", "faults", r#"{"cloud":"ec2","action":"DescribeRegions","effect":"internal"}"#);
    let (status, body) = call("DescribeRegions");
    assert!(status == 500 && body.contains("<Code>InternalError</Code>"), "{body}");
    assert_eq!(call("DescribeRegions").0, 200, "once, unless it says how often");
    program.twin("POST", "faults", &fault.to_string());
    assert_eq!(program.twin("DELETE", "faults", ""), (200, json!({ "faults": [] })));
    assert_eq!(call("DescribeRegions").0, 200);
}

#[test]
fn what_is_no_fault_is_refused() {
    let program = Program::start(AT_8);
    for body in [
        "{}",
        r#"{"action":"DescribeRegionz","effect":"internal"}"#,
        r#"{"effect":"explode"}"#,
        r#"{"cloud":"gcp","effect":"internal"}"#,
        r#"{"effect":"internal","colour":"red"}"#,
        r#"{"effect":"internal","probability":1.1}"#,
        r#"{"effect":{"latency":"-1s"}}"#,
        r#"{"effect":{"latency":{"uniform":["-1s","1s"]}}}"#,
        r#"{"effect":{"latency":{"uniform":["2s","1s"]}}}"#,
        r#"{"effect":{"latency":{"normal":["1s","-1s"]}}}"#,
        r#"{"effect":"internal","times":0}"#,
        r#"{"effect":"internal","action":"a\u0000"}"#,
        r#"{"effect":"internal","parameters":{"a":"\u0001"}}"#,
        r#"{"effect":{"error":{"code":"A\u001b","status":400,"message":"m"}}}"#,
        r#"{"effect":{"error":{"code":"A","status":400,"message":"m\u0000"}}}"#,
        r#"{"effect":{"latency":"soon"}}"#,
        r#"{"effect":{"close":"after"}}"#,
        r#"{"effect":{"error":{"code":"InternalError"}}}"#,
        r#"{"cloud":"ec2","effect":{"error":{"code":"NobodyKnows"}}}"#,
        r#"{"cloud":"ec2","effect":{"error":{"code":"NobodyKnows","status":200,"message":"x"}}}"#,
    ] {
        let (status, answer) = program.twin("POST", "faults", body);
        assert!(status == 400 && answer["error"].is_string(), "{body}: {answer}");
    }
    assert_eq!(program.twin("GET", "faults", "").1, json!({ "faults": [] }));
}

#[test]
fn faults_choose_their_calls() {
    let program = Program::start(AT_8);
    let fault = json!({
        "cloud": "ec2",
        "action": "Describe*",
        "account": "123456789012",
        "region": "us-*",
        "resource": "i-1234*",
        "parameters": { "MaxResults": "?" },
        "times": 10,
        "effect": { "error": { "code": "Unavailable" } },
    });
    let id = "InstanceId.1=i-1234567890abcdef0";
    assert_eq!(program.twin("POST", "faults", &fault.to_string()).0, 200);
    let hit = format!("DescribeInstanceStatus&{id}&MaxResults=5");
    for (call, status) in [
        (hit.as_str(), 503),
        (&hit.replace("Describe", "Reboot"), 400),
        (&hit.replace("1234567890", "1235567890"), 400),
        (&hit.replace("MaxResults=5", "MaxResults=50"), 400),
        (&format!("DescribeInstances&{id}"), 200),
    ] {
        assert_eq!(program.send("POST", &format!("/?Version=2016-11-15&Action={call}"), "").0, status, "{call}");
    }
    assert_eq!(program.twin("GET", "faults/f-1", "").1["hits"], 1);
    program.twin("DELETE", "faults", "");
    let fault = json!({ "cloud": "ecs", "resource": "i-bp67acfmxazb4p****", "effect": "throttle" });
    assert_eq!(program.twin("POST", "faults", &fault.to_string()).0, 200);
    assert_eq!(
        program.send("GET", &ecs("DescribeInstances&RegionId=cn-hangzhou&InstanceIds=%5B%22i-bp1%22%5D"), "").0,
        200
    );
    let one = ecs("DescribeInstances&RegionId=cn-hangzhou&InstanceIds=%5B%22i-bp1%22,%22i-bp67acfmxazb4p****%22%5D");
    let (status, body) = program.send("GET", &one, "");
    assert!(status == 400 && body.contains("\"Code\":\"Throttling\""), "{body}");
}

#[test]
fn faults_choose_their_time() {
    let program = Program::start(AT_8);
    let call = || program.send("GET", "/?Version=2016-11-15&Action=DescribeRegions", "").0;
    let add = |fault: serde_json::Value| assert_eq!(program.twin("POST", "faults", &fault.to_string()).0, 200);
    add(json!({ "after": 2, "times": 1, "effect": "internal" }));
    assert_eq!([call(), call(), call(), call()], [200, 200, 500, 200]);
    add(json!({ "until": "2026-11-21T08:01:00Z", "effect": "internal" }));
    assert_eq!([call(), call()], [500, 500]);
    program.twin("POST", "clock", r#"{"advance":"1m"}"#);
    assert_eq!(call(), 200);
    program.twin("POST", "reset", "");
    add(json!({ "probability": 0.5, "effect": "internal" }));
    let throws = || (0..40).map(|_| call()).collect::<Vec<_>>();
    let first = throws();
    let met = first.iter().filter(|status| **status == 500).count();
    assert!((5..36).contains(&met), "{met} of 40");
    assert_ne!(first, throws());
    program.twin("POST", "reset", "");
    add(json!({ "probability": 0.5, "effect": "internal" }));
    assert_eq!(first, throws(), "the dice are the world's");
}

#[test]
fn documented_errors_are_known_by_their_code() {
    let program = Program::start(AT_8);
    let add = |cloud: &str, error: serde_json::Value| {
        let fault = json!({ "cloud": cloud, "effect": { "error": error } });
        let (status, answer) = program.twin("POST", "faults", &fault.to_string());
        assert_eq!(status, 200, "{answer}");
    };
    let ec2 = || program.send("GET", "/?Version=2016-11-15&Action=DescribeRegions", "");
    add("ec2", json!({ "code": "UnauthorizedOperation" }));
    let (status, body) = ec2();
    let text = "<Message>You are not authorized to perform this operation.</Message>";
    assert!(status == 403 && body.contains(text), "{body}");
    add("ec2", json!({ "code": "Custom.Code", "status": 418, "message": "<short>" }));
    let (status, body) = ec2();
    assert!(status == 418 && body.contains("<Code>Custom.Code</Code><Message>&lt;short&gt;</Message>"), "{body}");
    add("ecs", json!({ "code": "OperationDenied.NoStock" }));
    let (status, body) = program.send("GET", &ecs("DescribeRegions"), "");
    assert!(status == 403 && body.contains("\"Message\":\"The resource is out of usage.\""), "{body}");
}

#[test]
fn answers_are_late_lost_broken_or_cut() {
    let program = Program::start(AT_8);
    let add = |fault: serde_json::Value| assert_eq!(program.twin("POST", "faults", &fault.to_string()).0, 200);
    let raw = |call: &str| {
        let mut stream = program.connect();
        write(&mut stream, "POST", &format!("/?Version=2016-11-15&Action={call}"), "");
        let mut told = Vec::new();
        stream.read_to_end(&mut told).expect("an end");
        String::from_utf8(told).expect("a text")
    };
    let regions = program.send("GET", "/?Version=2016-11-15&Action=DescribeRegions", "").1;
    add(json!({ "effect": { "close": "middle" } }));
    let told = raw("DescribeRegions");
    let (head, body) = told.split_once("\r\n\r\n").expect("a head");
    assert!(head.contains(&format!("content-length: {}", regions.len())), "{head}");
    assert_eq!(body.len(), regions.len() / 2);
    add(json!({ "effect": { "cut": 20 } }));
    let (status, body) = program.send("GET", "/?Version=2016-11-15&Action=DescribeRegions", "");
    assert_eq!((status, body.as_str()), (200, &regions[..20]));
    let stop = "StopInstances&InstanceId.1=i-1234567890abcdef0";
    let state = || {
        let call = "/?Version=2016-11-15&Action=DescribeInstances&InstanceId.1=i-1234567890abcdef0";
        program.send("GET", call, "").1.contains("<name>running</name>")
    };
    add(json!({ "effect": { "close": "before" } }));
    assert_eq!(raw(stop), "");
    assert!(state(), "nothing was done");
    add(json!({ "effect": "lose" }));
    assert_eq!(raw(stop), "");
    assert!(!state(), "it was done, and nobody heard of it");
    add(json!({ "effect": { "latency": { "uniform": ["1h", "2h"] } }, "times": 1 }));
    let mut late = program.connect();
    write(&mut late, "POST", "/?Version=2016-11-15&Action=DescribeRegions", "");
    let hits = || program.twin("GET", "faults", "").1["faults"].as_array().and_then(|all| all.last()?["hits"].as_u64());
    while hits() != Some(1) {}
    assert_eq!(program.send("GET", "/?Version=2016-11-15&Action=DescribeRegions", "").0, 200, "the next is not");
    late.set_read_timeout(Some(std::time::Duration::from_millis(100))).expect("a timeout");
    assert!(late.read(&mut [0]).is_err(), "not for a long time");
    add(json!({ "effect": { "latency": "1ms" } }));
    assert_eq!(program.send("GET", "/?Version=2016-11-15&Action=DescribeRegions", "").0, 200);
}

#[test]
fn a_configuration_and_a_scenario_can_have_faults() {
    let config = file("faults.toml", "[[fault]]\naction = \"DescribeRegions\"\neffect = \"throttle\"\n");
    let scenario =
        "[[fault]]\naction = \"DescribeVpcs\"\neffect = { error = { code = \"X\", status = 400, message = \"x\" } }\n";
    let scenario = file("fault-scenario.toml", scenario);
    let program = Program::start(&["--config", &config, "--scenario", &scenario]);
    let call = |action: &str| program.send("GET", &format!("/?Version=2016-11-15&Action={action}"), "").0;
    for _ in 0..2 {
        assert_eq!([call("DescribeRegions"), call("DescribeVpcs"), call("DescribeVpcs")], [503, 400, 200]);
        program.twin("POST", "reset", "");
    }
    let config = file("bad-fault.toml", "[[fault]]\ncloud = \"ec2\"\neffect = { error = { code = \"Nonsense\" } }\n");
    let text = complaint(&["--config", &config], &[]);
    assert!(text.contains("a fault cannot be") && text.contains("Nonsense"), "{text}");
}
