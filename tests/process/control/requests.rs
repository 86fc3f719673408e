//! The request log, and what is counted.

use super::{AT_8, ecs};
use crate::process::Program;
use serde_json::{Value, json};

fn ec2(program: &Program, call: &str) -> (u16, String) {
    program.send("POST", "/", &format!("Version=2016-11-15&Action={call}"))
}

fn requests(program: &Program, query: &str) -> Vec<Value> {
    let (status, answer) = program.twin("GET", &format!("requests{query}"), "");
    assert_eq!(status, 200, "{answer}");
    answer["requests"].as_array().expect("a list").clone()
}

#[test]
fn an_exchange_is_noted() {
    let program = Program::start(AT_8);
    let answer = ec2(
        &program,
        "RunInstances&ImageId=ami-0abcdef1234567890&MinCount=1&MaxCount=1&AdditionalInfo=aki-1&UserData=c2VjcmV0",
    )
    .1;
    ec2(&program, "CreateFleet&X=1");
    program.send("GET", &format!("{}&Signature=xyz&AccessKeyId=AK", ecs("DescribeRegions")), "");
    let [run, fleet, regions] = &requests(&program, "")[..] else { panic!("three") };
    let id = answer.split_once("<requestId>").expect("an id").1[..36].to_owned();
    let mut run = run.clone();
    assert!(run["duration_us"].as_u64().is_some_and(|micros| micros > 0));
    run["duration_us"] = 0.into();
    let expected = json!({
        "number": 1,
        "time": "2026-11-21T08:00:00Z",
        "cloud": "ec2",
        "action": "RunInstances",
        "account": "123456789012",
        "region": "us-east-1",
        "parameters": {
            "Action": "RunInstances",
            "AdditionalInfo": "aki-1",
            "ImageId": "ami-0abcdef1234567890",
            "MaxCount": "1",
            "MinCount": "1",
            "UserData": "redacted",
            "Version": "2016-11-15",
        },
        "status": 200,
        "request_id": id,
        "duration_us": 0,
        "ignored": ["AdditionalInfo"],
        "faults": [],
    });
    assert_eq!(run, expected);
    assert_eq!((&fleet["status"], &fleet["code"]), (&400.into(), &"UnsupportedOperation".into()));
    assert_eq!((&regions["cloud"], &regions["parameters"]["Signature"]), (&"ecs".into(), &"redacted".into()));
    assert_eq!(regions["parameters"]["AccessKeyId"], "AK");
}

#[test]
fn exchanges_can_be_chosen() {
    let program = Program::start(AT_8);
    ec2(&program, "DescribeRegions");
    ec2(&program, "DescribeInstances&InstanceId.1=i-g");
    program.twin("POST", "faults", r#"{"effect":"throttle"}"#);
    ec2(&program, "DescribeVpcs");
    program.send("GET", &ecs("DescribeRegions"), "");
    let numbers = |query: &str| {
        let found = requests(&program, query);
        found.iter().map(|request| request["number"].as_u64().expect("a number")).collect::<Vec<_>>()
    };
    for (query, wanted) in [
        ("", vec![1, 2, 3, 4]),
        ("?after=2", vec![3, 4]),
        ("?limit=1", vec![4]),
        ("?after=0&limit=1", vec![1]),
        ("?cloud=ec2&limit=2", vec![2, 3]),
        ("?after=1&limit=2", vec![2, 3]),
        ("?cloud=ecs", vec![4]),
        ("?action=DescribeR*", vec![1, 4]),
        ("?status=503", vec![3]),
        ("?code=InvalidInstanceID.*", vec![2]),
        ("?fault=true", vec![3]),
        ("?fault=false", vec![1, 2, 4]),
        ("?region=cn-hangzhou", vec![4]),
        ("?account=123456789012", vec![1, 2, 3]),
        ("?account=0", vec![]),
    ] {
        assert_eq!(numbers(query), wanted, "{query}");
    }
    assert_eq!(program.twin("GET", "requests?after=0&limit=2", "").1["last"], 2);
    assert_eq!(program.twin("GET", "requests?colour=red", "").0, 400);
    let one = program.twin("GET", "requests/2", "").1;
    assert!(one["reply"].as_str().is_some_and(|reply| reply.contains("InvalidInstanceID.Malformed")), "{one}");
    assert_eq!(program.twin("GET", "requests/9", "").0, 404);
    program.twin("DELETE", "requests", "");
    assert!(numbers("").is_empty());
    assert_eq!(program.twin("GET", "requests/1", "").0, 404);
    ec2(&program, "DescribeRegions");
    assert_eq!(numbers(""), [5]);
}

#[test]
fn the_log_has_its_size() {
    let program = Program::start(&[AT_8, &["--request-log", "2"]].concat());
    for _ in 0..3 {
        ec2(&program, "DescribeRegions");
    }
    let numbers: Vec<_> = requests(&program, "").iter().map(|request| request["number"].clone()).collect();
    assert_eq!(numbers, [2, 3]);
    let program = Program::start(&[AT_8, &["--request-log", "0"]].concat());
    ec2(&program, "DescribeRegions");
    assert!(requests(&program, "").is_empty());
}

#[test]
fn a_whole_exchange_is_a_line() {
    let program = Program::start(AT_8);
    ec2(&program, "CreateKeyPair&KeyName=mine&KeyType=ed25519");
    program.send("GET", &ecs("DescribeRegions"), "");
    let lines = program.send("GET", "/_twin/requests?format=jsonl", "").1;
    let lines: Vec<Value> = lines.lines().skip(1).map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!((&lines[0]["method"], &lines[0]["path"]), (&"POST".into(), &"/".into()));
    assert_eq!(lines[0]["body"], "Version=2016-11-15&Action=CreateKeyPair&KeyName=mine&KeyType=ed25519");
    let reply = lines[0]["reply"].as_str().expect("a text");
    assert!(reply.contains("<keyMaterial>redacted</keyMaterial>"), "{reply}");
    assert_eq!(lines[1]["query"], "Version=2014-05-26&Format=JSON&Action=DescribeRegions");
}

#[test]
fn a_stream_tells_them_as_they_come() {
    let program = Program::start(AT_8);
    ec2(&program, "DescribeRegions");
    let mut stream = program.listen("/_twin/requests/stream?after=1&action=*Vpcs");
    ec2(&program, "DescribeRegions");
    ec2(&program, "DescribeVpcs");
    let (number, request) = stream.next();
    assert_eq!((number, &request["action"]), (3, &"DescribeVpcs".into()));
}

#[test]
fn what_was_called_is_counted() {
    let program = Program::start(AT_8);
    let filter = "Filter.1.Name=instance-type&Filter.1.Value.1=a&Filter.1.Value.2=b";
    ec2(&program, &format!("DescribeInstances&{filter}&IncludeManagedResources=true"));
    ec2(&program, "DescribeInstances&InstanceId.1=i-g");
    ec2(&program, "CreateFleet");
    ec2(&program, "MakeCoffee");
    let (_, coverage) = program.twin("GET", "coverage", "");
    let [fleet, describe, coffee] = &coverage["actions"].as_array().expect("a list")[..] else { panic!("{coverage}") };
    assert_eq!((&fleet["action"], &fleet["implemented"]), (&"CreateFleet".into(), &false.into()));
    assert_eq!(fleet["outcomes"], json!({ "UnsupportedOperation": 1 }));
    assert_eq!(coffee["outcomes"], json!({ "InvalidAction": 1 }));
    let expected = json!({
        "cloud": "ec2",
        "action": "DescribeInstances",
        "implemented": true,
        "calls": 2,
        "outcomes": { "success": 1, "InvalidInstanceID.Malformed": 1 },
        "parameters": ["Filter.N.Name", "Filter.N.Value.N", "IncludeManagedResources", "InstanceId.N"],
        "ignored": ["IncludeManagedResources"],
    });
    assert_eq!(*describe, expected);
    let metrics = program.send("GET", "/_twin/metrics", "").1;
    for line in [
        "# TYPE twinstance_requests counter",
        "twinstance_requests_total{cloud=\"ec2\",action=\"DescribeInstances\",code=\"\"} 1",
        "twinstance_requests_total{cloud=\"ec2\",action=\"DescribeInstances\",code=\"InvalidInstanceID.Malformed\"} 1",
        "twinstance_request_seconds_count{cloud=\"ec2\",action=\"DescribeInstances\"} 2",
        "twinstance_instances{cloud=\"ecs\"} 3",
        "twinstance_clock_seconds 1795248000",
    ] {
        assert!(metrics.lines().any(|found| found == line), "{line} in\n{metrics}");
    }
    program.twin("DELETE", "coverage", "");
    assert_eq!(program.twin("GET", "coverage", "").1, json!({ "actions": [] }));
}

/// With time that grows with the product of both lengths this takes minutes.
#[test]
fn long_patterns_hold_nothing_up() {
    let program = Program::start(AT_8);
    assert_eq!(ec2(&program, &"a".repeat(2_000_000)).0, 400);
    let half = "a".repeat(30_000);
    assert!(requests(&program, &format!("?action=*{half}b")).is_empty());
    assert!(requests(&program, &format!("?action=*{half}b*")).is_empty());
    assert!(requests(&program, &format!("?action={}b", "*a".repeat(15_000))).is_empty());
    assert_eq!(requests(&program, &format!("?action=*{half}*")).len(), 1);
    let (status, answer) = program.twin("GET", &format!("requests?action={}", "?".repeat(256)), "");
    assert_eq!(status, 400);
    assert!(answer.to_string().contains("a pattern with ? has at most 255 characters"), "{answer}");
}
