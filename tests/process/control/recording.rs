//! Recordings that are done again.

use super::{AT_8, ecs};
use crate::process::{Program, file, run};
use std::io::{Read, Write};

/// A morning with both clouds: launches, refusals, a reclaim, a reset, faults.
fn morning(program: &Program) -> String {
    let ec2 = |call: &str| program.send("POST", "/", &format!("Version=2016-11-15&Action={call}"));
    ec2("RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=2&MaxCount=2&ClientToken=x");
    ec2("DescribeInstances");
    ec2("TerminateInstances&InstanceId.1=i-0");
    program.send("GET", &ecs("StopInstance&InstanceId=i-bp67acfmxazb4ph12345"), "");
    let source = "CapacityReservationId=cr-1234abcd56EXAMPLE";
    ec2(&format!("UpdateInterruptibleCapacityReservationAllocation&{source}&TargetInstanceCount=0"));
    program.twin("POST", "clock", r#"{"advance":"2m"}"#);
    ec2("DescribeCapacityReservations");
    program.twin("PUT", "snapshots/s", "");
    program.twin("POST", "faults", r#"{"action":"TerminateInstances","effect":"throttle"}"#);
    ec2("TerminateInstances&InstanceId.1=i-1234567890abcdef0");
    program.twin("POST", "faults", r#"{"action":"StopInstances","effect":"lose"}"#);
    let mut lost = program.connect();
    let body = "Version=2016-11-15&Action=StopInstances&InstanceId.1=i-1234567890abcdef0";
    let head = format!("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {}\r\n\r\n", body.len());
    lost.write_all((head + body).as_bytes()).expect("a request");
    assert_eq!(lost.read(&mut [0]).expect("an end"), 0);
    ec2("DescribeInstances");
    program.twin("POST", "snapshots/s", "");
    ec2("DescribeInstances");
    program.twin("POST", "scenario", "[[ec2.instance]]\nid = \"i-00000000000000001\"\ntype = \"t3.micro\"\n");
    ec2("DescribeInstances");
    program.twin("POST", "reset", "");
    program.send("GET", &ecs("DescribeInstances&RegionId=cn-hangzhou"), "");
    program.send("GET", "/_twin/requests?format=jsonl", "").1
}

#[test]
fn a_recording_is_done_again() {
    let recording = morning(&Program::start(AT_8));
    assert_eq!(recording.lines().count(), 16, "{recording}");
    let whole = file("whole.jsonl", &recording);
    let again = |path: &str, more: &[&str]| {
        let output = run(&[more, &["replay", path]].concat(), &[]);
        (
            output.status.code(),
            String::from_utf8(output.stdout).expect("a text"),
            String::from_utf8(output.stderr).expect("a text"),
        )
    };
    let (code, told, _) = again(&whole, AT_8);
    assert_eq!((code, told.as_str()), (Some(0), "15 answers are the same\n"), "one never saw the world");
    let (code, _, complaint) = again(&whole, &["--clock", "2026-11-21T08:00:00Z"]);
    assert_eq!(code, Some(1), "another world");
    assert!(complaint.contains("exchange 1 (RunInstances) differs"), "{complaint}");
    let changed = file("changed.jsonl", &recording.replacen("t3.micro", "t3.nano", 1));
    assert_eq!(again(&changed, AT_8).0, Some(1));
    let broken = file("broken.jsonl", "{}\n");
    assert!(again(&broken, AT_8).2.contains("line 1: "));
    assert_eq!(again("/no/such/file", AT_8).0, Some(1));
}

#[test]
fn a_recording_without_an_exchange_is_none() {
    for text in ["", "\n\n"] {
        let path = file("no-recording.jsonl", text);
        let output = run(&["replay", &path], &[]);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "twinstance: there is no exchange to replay\n");
    }
}

#[test]
fn a_recording_is_done_again_with_another_server() {
    let recording = morning(&Program::start(AT_8));
    let path = file("against.jsonl", &recording);
    let other = Program::start(AT_8);
    let url = format!("http://{}", other.address);
    let output = run(&["replay", &path, "--against", &url], &[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let output = run(&["replay", &path, "--against", &format!("http://{}", Program::start(&[]).address)], &[]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn what_was_written_for_a_proxy_is_done_again_as_it_was() {
    let program = Program::start(AT_8);
    let regions = "/?Version=2014-05-26&Format=JSON&Action=DescribeRegions";
    let answer = program.send("GET", &format!("http://ecs.aliyuncs.com{regions}"), "").1;
    assert!(answer.contains("ecs.cn-hangzhou.aliyuncs.com"), "{answer}");
    assert_eq!(program.send("POST", "http://twin.localhost/_twin/reset", "").0, 200);
    let path = file("proxied.jsonl", &program.send("GET", "/_twin/requests?format=jsonl", "").1);
    let url = format!("http://{}", Program::start(AT_8).address);
    let other = Program::start(AT_8);
    for more in [&[][..], &["--against", &format!("http://{}", other.address)]] {
        let output = run(&[&["replay", &path], more, AT_8].concat(), &[]);
        assert_eq!(String::from_utf8_lossy(&output.stdout), "2 answers are the same\n", "{output:?}");
    }
    let output = run(&["replay", &path, "--against", &url], &[]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("Connection refused"), "{output:?}");
}

#[test]
fn urls_that_ask_for_tls_are_refused_with_the_reason() {
    let path = file("tls.jsonl", "{}");
    let url = "https://127.0.0.1:1/";
    for arguments in [&["--events-webhook", url][..], &["replay", &path, "--against", url], &["healthcheck", url]] {
        let output = run(arguments, &[]);
        let said = "twinstance: https://127.0.0.1:1/: Twinstance speaks plain HTTP, without TLS: put a proxy in between \
                    that adds it\n";
        assert_eq!(String::from_utf8_lossy(&output.stderr), said, "{arguments:?}");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    }
}
