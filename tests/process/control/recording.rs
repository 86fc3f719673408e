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
    program.twin("POST", "load", r#"{"instance":"i-bp67acfmxazb4ph12345","cpu":35}"#);
    program.twin("POST", "credits", r#"{"instance":"i-bp67acfmxazb4ph12345","balance":0.5}"#);
    program.twin("POST", "clock", r#"{"advance":"10m"}"#);
    let times = "&StartTime=2026-11-21T08:00:00Z&EndTime=2026-11-21T08:20:00Z";
    program.send("GET", &ecs(&format!("DescribeInstanceMonitorData&InstanceId=i-bp67acfmxazb4ph12345{times}")), "");
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
    assert_eq!(recording.lines().count(), 1 + 19, "{recording}");
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
    assert_eq!((code, told.as_str()), (Some(0), "18 answers are the same\n"), "one never saw the world");
    assert_eq!(again(&whole, &["--demo"]).0, Some(0), "the recording says when its world began");
    let (code, _, complaint) = again(&whole, &[]);
    assert_eq!(code, Some(1), "another world");
    assert!(complaint.contains(" differs:\n"), "{complaint}");
    let changed = file("changed.jsonl", &recording.replacen("t3.micro", "t3.nano", 1));
    assert_eq!(again(&changed, AT_8).0, Some(1));
    let broken = file("broken.jsonl", "{}\n");
    assert!(again(&broken, AT_8).2.contains("line 1: "));
    assert_eq!(again("/no/such/file", AT_8).0, Some(1));
}

/// What a replay says, and whether it ends well.
fn replay(arguments: &[&str]) -> (bool, String) {
    let output = run(&[&["replay"], arguments].concat(), &[]);
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).expect("a text"))
}

const WORLD: &str = "[[ec2.instance]]\nid = \"i-00000000000000007\"\ntype = \"t3.micro\"\n";

/// Calls that show the times of the world, with everything that makes it anew.
fn day(program: &Program) {
    let ec2 = |call: &str| program.send("GET", &format!("/?Version=2016-11-15&Action={call}"), "");
    let run = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1";
    ec2("DescribeInstances");
    ec2(run);
    program.twin("PUT", "snapshots/s", "");
    program.twin("POST", "clock", r#"{"advance":"1h"}"#);
    ec2("DescribeInstances");
    ec2("Nonsense");
    program.twin("POST", "scenario", WORLD);
    ec2("DescribeInstances");
    program.twin("POST", "reset?account=123456789012", "");
    ec2("DescribeInstances");
    program.twin("POST", "reset", "");
    ec2("DescribeInstances");
    ec2(run);
    program.twin("POST", "scenario?replace=true", WORLD);
    ec2("DescribeInstances");
    program.twin("POST", "snapshots/s", "");
    ec2("DescribeInstances");
    program.send("POST", "/moto-api/reset", "");
    ec2("DescribeInstances");
    program.send("GET", "/", "");
}

#[test]
fn a_recording_of_a_clock_that_runs_is_done_again() {
    for clock in [&["--demo"][..], &["--demo", "--clock", "2026-11-21T08:00:00Z"]] {
        let program = Program::start(clock);
        day(&program);
        let text = program.send("GET", "/_twin/requests?format=jsonl", "").1;
        let path = file("wall.jsonl", &text);
        assert_eq!(replay(&["--demo", &path]), (true, "19 answers are the same\n".to_owned()), "{clock:?}");
        // The snapshot was taken after two exchanges.
        let snapshot = file("wall-snapshot.json", &program.send("GET", "/_twin/snapshots/s", "").1);
        let told = "2 exchanges before the snapshot are left out\n17 answers are the same\n".to_owned();
        assert_eq!(replay(&["--demo", &path, "--snapshot", &snapshot]), (true, told), "{clock:?}");
        // Times of another world differ.
        let (began, rest) = text.split_once("\",").expect("the first line");
        let (before, _) = began.rsplit_once(':').expect("a time");
        let path = file("other.jsonl", &format!("{before}:00.123Z\",{rest}"));
        assert!(!replay(&["--demo", &path]).0, "{clock:?}");
    }
}

#[test]
fn what_is_missing_before_the_first_exchange_is_said() {
    let program = Program::start(&["--demo", "--request-log", "3"]);
    let ec2 = |call: &str| program.send("GET", &format!("/?Version=2016-11-15&Action={call}"), "");
    let head = || {
        let text = program.send("GET", "/_twin/requests?format=jsonl", "").1;
        let head = text.lines().next().expect("a line").to_owned();
        (serde_json::from_str::<serde_json::Value>(&head).expect("JSON")["recording"].take(), text)
    };
    let first = head().0;
    assert_eq!((&first["missing"], &first["clock"]), (&0.into(), &"wall".into()), "{first}");
    for _ in 0..4 {
        ec2("RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1");
    }
    program.twin("PUT", "snapshots/s", "");
    let snapshot = file("missing-snapshot.json", &program.send("GET", "/_twin/snapshots/s", "").1);
    ec2("TerminateInstances&InstanceId.1=i-1234567890abcdef0");
    ec2("DescribeInstances");
    let (now, text) = head();
    assert_eq!((&now["missing"], &now["began"]), (&4.into(), &first["began"]), "{now}");
    let path = file("missing.jsonl", &text);
    let (is_same, said) = replay(&["--demo", &path]);
    let missing = "4 exchanges before the first of this recording are missing, so its world at that time is not known: \
                   begin with a snapshot of that time (--snapshot FILE), or record from the start (--record FILE)\n";
    assert!(!is_same && said.contains(" differs:\n") && said.ends_with(missing), "{said}");
    let with = |path: &str| replay(&["--demo", path, "--snapshot", &snapshot]);
    let left_out = "0 exchanges before the snapshot are left out\n";
    assert_eq!(with(&path), (true, format!("{left_out}3 answers are the same\n")));
    // If the recording begins too late for the snapshot, that is said.
    ec2("DescribeInstances");
    ec2("DescribeInstances");
    let later = file("later.jsonl", &head().1);
    let gap = "2 exchanges between the snapshot and the first of the recording are missing: take a later snapshot, or \
               record more\n";
    let (is_same, said) = with(&later);
    assert!(!is_same && said.starts_with(&format!("{left_out}{gap}")), "{said}");
}

#[test]
fn all_exchanges_are_recorded_from_the_start() {
    let folder = folder("recorded");
    let path = folder.join("all.jsonl");
    let path = path.to_str().expect("a text");
    let arguments = ["--demo", "--request-log", "0", "--record", path, "--record-segment", "20000"];
    let mut program = Program::start(&arguments);
    day(&program);
    program.terminate();
    program.wait_for_log("19 exchanges are recorded in ");
    assert_eq!(program.exit_code(), Some(0));
    let names = || std::fs::read_dir(&folder).expect("a folder").count();
    assert!(names() > 2, "{} files", names());
    assert_eq!(replay(&["--demo", path]), (true, "19 answers are the same\n".to_owned()));
    // One of the later files alone says what is missing.
    let (is_same, said) = replay(&["--demo", &format!("{path}.3")]);
    assert!(!is_same && said.contains("exchanges before the first of this recording are missing"), "{said}");
    let output = run(&[&arguments[..], &["--listen", "127.0.0.1:0"]].concat(), &[]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("there is such a file; --record overwrites none") && output.stdout.is_empty(), "{said}");
    std::fs::remove_file(format!("{path}.2")).expect("a file");
    std::fs::rename(format!("{path}.3"), format!("{path}.2")).expect("a file");
    let (is_same, said) = replay(&["--demo", path]);
    assert!(!is_same && said.contains("all.jsonl.2: this file does not continue "), "{said}");
}

/// An empty folder for a test, by a name that no other test uses.
fn folder(name: &str) -> std::path::PathBuf {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

#[test]
fn where_no_more_can_be_written_the_recording_ends_and_the_server_goes_on() {
    let path = folder("full").join("all.jsonl");
    // Files of this process, and so of the server, have at most 32 KiB.
    let script = format!(
        "trap '' XFSZ; ulimit -f 32; exec {} --listen 127.0.0.1:0 --demo --record {}",
        env!("CARGO_BIN_EXE_twinstance"),
        path.display()
    );
    let mut bash = std::process::Command::new("bash");
    bash.args(["-c", &script]);
    let mut program = Program::spawn(bash);
    let describe = || program.send("GET", "/?Version=2016-11-15&Action=DescribeInstances", "").0;
    assert_eq!(describe(), 200);
    let pause = std::time::Duration::from_millis(5);
    while !std::fs::read_to_string(&path).expect("a file").contains("DescribeInstances") {
        std::thread::sleep(pause);
    }
    assert!((0..20).all(|_| describe() == 200));
    let said = program.wait_for_log("the recording ends, and the server goes on: ");
    assert!(said.contains("all.jsonl: File too large") && said.contains("is lost"), "{said}");
    assert_eq!(program.send("GET", "/?Version=2016-11-15&Action=DescribeInstances", "").0, 200);
    program.terminate();
    assert_eq!(program.exit_code(), Some(0));
    // What is written has whole lines.
    let (is_same, said) = replay(&["--demo", path.to_str().expect("a text")]);
    assert!(is_same && said.ends_with(" answers are the same\n"), "{said}");
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
    let other = Program::start(AT_8);
    for more in [&[][..], &["--against", &format!("http://{}", other.address)]] {
        let output = run(&[&["replay", &path], more, AT_8].concat(), &[]);
        assert_eq!(String::from_utf8_lossy(&output.stdout), "2 answers are the same\n", "{output:?}");
    }
    // A port that no other test may get.
    let output = run(&["replay", &path, "--against", "http://127.0.0.1:1"], &[]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("Connection refused"), "{output:?}");
}

#[test]
fn urls_that_ask_for_tls_are_refused_with_the_reason() {
    let path = file("tls.jsonl", "{}");
    let url = "https://127.0.0.1:1/";
    for arguments in [&["replay", &path, "--against", url][..], &["healthcheck", url]] {
        let output = run(arguments, &[]);
        let said = "twinstance: https://127.0.0.1:1/: this command speaks plain HTTP, which the same port of Twinstance has \
                    beside https\n";
        assert_eq!(String::from_utf8_lossy(&output.stderr), said, "{arguments:?}");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    }
}
