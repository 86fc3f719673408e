//! What the log says without being asked.

use super::pages::send;
use super::{Program, file, run};
use std::io::{Read, Write};

const EC2: &str = "/?Version=2016-11-15&Action=";

/// All that a server has logged, once it has stopped.
fn log(mut program: Program) -> String {
    program.terminate();
    assert_eq!(program.exit_code(), Some(0));
    let mut log = String::new();
    program.stderr.read_to_string(&mut log).expect("a text");
    log
}

/// The lines that have this text.
fn with<'l>(log: &'l str, text: &str) -> Vec<&'l str> {
    log.lines().filter(|line| line.contains(text)).collect()
}

#[test]
fn it_says_where_to_look_and_what_is_there() {
    let program = Program::start(&["--demo"]);
    let address = program.address.clone();
    let log = log(program);
    assert!(log.contains(&format!("start page: http://{address}/; control API: http://{address}/_twin/")), "{log}");
    assert!(log.contains("in the world: EC2 us-east-1: i-0598c7d356eba48d7, "), "{log}");
    assert!(log.contains("ECS cn-hangzhou: i-bp1j4i2jdf3owlhe****, "), "{log}");
    let mut apart = Program::start(&["--control-listen", "127.0.0.1:0"]);
    let control = apart.second_line().replace("twinstance control on ", "");
    let log = self::log(apart);
    assert!(log.contains(&format!("control API: {control}/_twin/")) && !log.contains("in the world"), "{log}");
}

#[test]
fn a_call_that_is_refused_is_told() {
    let program = Program::start(&["--demo"]);
    let id = |head: &str| head.lines().find_map(|line| line.strip_prefix("x-amzn-requestid: ")).map(str::to_owned);
    let (_, head, _) =
        send(&program, "GET", &format!("{EC2}TerminateInstances&InstanceId.1=i-00000000000000001"), &[], "");
    send(&program, "GET", "/?Version=2014-05-26&Format=JSON&Action=StopInstance&InstanceId=i-none", &[], "");
    send(&program, "GET", "/?Action=DescribeInstances", &["User-Agent: some-client/1"], "");
    program.twin("POST", "faults", r#"{"action":"DescribeVpcs","effect":"throttle"}"#);
    program.twin("POST", "faults", r#"{"action":"DescribeSubnets","effect":"lose"}"#);
    program.twin("POST", "clock", r#"{"now":"2000-01-01T00:00:00Z"}"#);
    send(&program, "GET", &format!("{EC2}DescribeVpcs"), &[], "");
    let mut lost = program.connect();
    super::write(&mut lost, "GET", &format!("{EC2}DescribeSubnets"), "");
    assert_eq!(lost.read(&mut [0]).expect("an end"), 0);
    send(&program, "GET", &format!("{EC2}DescribeRegions"), &[], "");
    let log = log(program);
    let told = with(&log, "ec2 TerminateInstances is answered with 400 InvalidInstanceID.NotFound: The instance ID");
    assert!(told.len() == 1 && told[0].contains(&id(&head).expect("a request id")), "{log}");
    assert_eq!(with(&log, "ecs StopInstance is answered with 404 InvalidInstanceId.NotFound: The specified").len(), 1);
    assert_eq!(with(&log, "a request of some-client/1 is answered with 400: Action=DescribeInstances alone").len(), 1);
    let throttled = "ec2 DescribeVpcs is answered with 503 RequestLimitExceeded by the fault f-1: Request limit";
    assert_eq!(with(&log, throttled).len(), 1, "{log}");
    assert_eq!(with(&log, "ec2 DescribeSubnets is cut off by the fault f-2").len(), 1, "{log}");
    assert!(with(&log, "DescribeRegions").is_empty(), "{log}");
    assert_eq!(with(&log, "POST /_twin/clock is answered with 400: the clock shows").len(), 1, "{log}");
    assert!(log.contains(": 5 calls of 5 actions, 3 of them answered with an error: 1 "), "{log}");
}

#[test]
fn many_refusals_are_counted_in_a_line() {
    const CALLS: usize = 200;
    let mut program = Program::start(&[]);
    for _ in 0..CALLS {
        program.send("GET", &format!("{EC2}Nonsense"), "");
    }
    // This comes without a further call.
    let counted = program.wait_for_log("further requests were answered with an error");
    let log = counted + &log(program);
    let number = |line: &&str| {
        let (before, _) = line.split_once(" further requests").expect("a count");
        before.rsplit(' ').next().and_then(|number| number.parse::<usize>().ok()).expect("a number")
    };
    let dropped: usize = with(&log, "further requests").iter().map(number).sum();
    assert!(dropped > 0 && dropped <= CALLS - 20, "{dropped} in {log}");
}

#[test]
fn what_is_not_there_is_told_the_first_time() {
    let program = Program::start(&["--demo"]);
    let s3 = "Authorization: AWS4-HMAC-SHA256 Credential=AK/20261121/us-east-1/s3/aws4_request, SignedHeaders=host, \
              Signature=x";
    for agent in ["User-Agent: first/1", "User-Agent: second/2"] {
        send(&program, "GET", &format!("{EC2}CreateFleet"), &[agent], "");
        let run = "RunInstances&ImageId=ami-0abcdef1234567890&MinCount=1&MaxCount=1&AdditionalInfo=a";
        assert_eq!(send(&program, "GET", &format!("{EC2}{run}"), &[agent], "").0, 200);
        send(&program, "GET", "/?Version=2006-03-01&Action=ListBuckets", &[agent, s3], "");
    }
    let log = log(program);
    for told in [
        "WARN request{",
        "Twinstance does not have CreateFleet of ec2, which this client calls: first/1",
        "Twinstance does not have the service s3, which this client calls: first/1",
        "AdditionalInfo of ec2 RunInstances has no effect; this client sends it: first/1",
    ] {
        assert!(!with(&log, told).is_empty(), "{told}: {log}");
    }
    assert!(!with(&log, "second/2").iter().any(|line| line.contains("WARN")), "{log}");
}

#[test]
fn each_request_is_a_line_if_that_is_asked_for() {
    let program = Program::start(&["--log", "requests"]);
    program.send("GET", &format!("{EC2}DescribeRegions"), "");
    program.send("GET", "/", "");
    program.send("POST", "/_twin/reset", "");
    program.send("PUT", "/", "");
    let log = log(program);
    for told in [
        r#"method=GET path="/" cloud="ec2" action="DescribeRegions" account="123456789012" region="us-east-1" request_id="#,
        r#"method=GET path="/" status=200}"#,
        r#"method=POST path="/_twin/reset" status=200}"#,
        r#"method=PUT path="/" status=405}"#,
    ] {
        let lines: Vec<_> = with(&log, told).into_iter().filter(|line| line.contains("answered latency=")).collect();
        assert_eq!(lines.len(), 1, "{told}: {log}");
    }
}

#[test]
fn what_is_no_plain_http_is_told_with_what_to_do() {
    let program = Program::start(&["--limits-body", "100", "--tls", "off"]);
    for first in [&b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..], b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"] {
        let mut stream = program.connect();
        stream.write_all(first).expect("some bytes");
        let mut answer = Vec::new();
        // A client may see a reset.
        let _ = stream.read_to_end(&mut answer);
    }
    assert_eq!(program.send("POST", "/", &"x".repeat(101)).0, 413);
    let log = log(program);
    for told in [
        "a client speaks https, which --tls off does not have: let it use http",
        "a client speaks HTTP/2 with prior knowledge; without https Twinstance speaks HTTP/1.1",
        "The body is larger than 100 bytes. --limits-body lets it be larger.",
    ] {
        assert_eq!(with(&log, told).len(), 1, "{told}: {log}");
    }
}

#[test]
fn texts_of_callers_are_escaped() {
    let program = Program::start(&["--log", "trace"]);
    let bad = "%0AERROR%20forged%1B%5B31m%C2%85";
    for target in [
        format!("{EC2}A{bad}"),
        format!("{EC2}DescribeRegions&RegionName.1={bad}"),
        format!("{EC2}DescribeRegions&{bad}=1"),
        format!("/?Version=2014-05-26&Format=JSON&Action=DescribeRegions&{bad}=1&RegionId={bad}"),
        format!("/?Version=2014-05-26&Format=JSON&Action={bad}"),
        format!("/?Action={bad}"),
        format!("/{bad}?Action=x"),
    ] {
        send(&program, "GET", &target, &["User-Agent: a\tb"], "");
    }
    let log = log(program);
    assert!(with(&log, "is answered with").len() >= 5, "{log}");
    assert!(log.chars().all(|c| c == '\n' || !c.is_control()), "{log:?}");
    assert!(!log.lines().any(|line| line.starts_with("ERROR forged")), "{log}");
}

#[test]
fn a_word_that_is_no_level_is_refused() {
    for word in ["warning", "verbose", "none", "loud", "", "info,loud"] {
        let output = run(&[&format!("--log={word}")], &[]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{word}: {said}");
        let levels = "off, error, warn, info, requests (info, and a line for each request), debug, trace";
        assert!(said.contains(levels) && said.contains("is no level"), "{said}");
    }
    let path = file("loud.toml", "log = \"loud\"\n");
    let output = run(&["--config", &path], &[]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("\"loud\" is no level"), "{output:?}");
    for word in ["off", "WARN", "requests", "warn,twinstance::request=debug", "twinstance::request"] {
        Program::start(&["--log", word]);
    }
}

#[test]
fn signatures_that_nobody_can_make_are_told() {
    let warns = |more: &[&str]| {
        log(Program::start(&[&["--signatures", "check"], more].concat())).contains("no key of access_keys")
    };
    assert!(warns(&[]) && warns(&["--access-keys", "AK=111122223333"]));
    assert!(!warns(&["--access-keys", r#"{"AK":{"account":"111122223333","secret":"s"}}"#]));
}

#[test]
fn a_second_signal_stops_at_once() {
    let mut program = Program::start(&[]);
    program.twin("POST", "faults", r#"{"action":"DescribeRegions","effect":{"latency":"1h"}}"#);
    let mut stream = program.connect();
    super::write(&mut stream, "GET", &format!("{EC2}DescribeRegions"), "");
    // The call is on its way once the fault has been met.
    while program.twin("GET", "faults", "").1["faults"][0]["hits"] != 1 {}
    program.signal("INT");
    program.wait_for_log("stopping");
    program.signal("INT");
    assert_eq!(program.exit_code(), Some(1));
}

#[test]
fn a_signal_right_after_the_first_line_is_a_stop() {
    for name in ["INT", "TERM"] {
        let mut program = Program::start(&[]);
        program.signal(name);
        assert_eq!(program.exit_code(), Some(0), "{name}");
    }
}
