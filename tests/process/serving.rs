//! Requests over a socket, and the end of the process.

use super::{Program, file, read, run, write};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::time::Duration;

const REGIONS: &str = "Action=DescribeRegions&Version=2016-11-15";
const CHUNKED: &str = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

#[test]
fn the_first_line_says_where_it_listens() {
    let program = Program::start(&[]);
    let (host, port) = program.address.split_once(':').expect("a port");
    assert_eq!(host, "127.0.0.1");
    assert_ne!(port.parse::<u16>().expect("a number"), 0);
    let (status, body) = program.send("POST", "/", REGIONS);
    assert_eq!(status, 200);
    assert!(body.ends_with("</DescribeRegionsResponse>"), "{body}");
    let (status, body) = program.send("GET", "/?Action=DescribeRegions&Version=2014-05-26&Format=JSON", "");
    assert_eq!(status, 200);
    assert!(body.ends_with("}]}}"), "{body}");
    assert!(program.send("GET", "/", "").1.starts_with("Twinstance "));
}

#[test]
fn a_connection_carries_one_request_after_another() {
    let program = Program::start(&["--demo"]);
    let mut stream = program.connect();
    let mut answers = BufReader::new(stream.try_clone().expect("the same stream"));
    write(&mut stream, "POST", "/", REGIONS);
    assert_eq!(read(&mut answers).0, 200);
    write(&mut stream, "POST", "/", "Action=Nonsense&Version=2016-11-15");
    let (status, body) = read(&mut answers);
    assert!(status == 400 && body.contains("<Code>InvalidAction</Code>"), "{body}");
    write(&mut stream, "GET", "/_twin/health", "");
    write(&mut stream, "GET", "/?Action=DescribeInstances&Version=2016-11-15", "");
    assert!(read(&mut answers).1.contains("uptime"));
    assert!(read(&mut answers).1.contains("i-1234567890abcdef0"), "two that were sent at once");
}

/// Sends these bytes, and reads one answer.
fn bytes(program: &Program, request: &str) -> (u16, String) {
    let mut stream = program.connect();
    stream.write_all(request.as_bytes()).expect("a request");
    read(&mut BufReader::new(stream))
}

#[test]
fn it_is_a_proxy_for_http() {
    let program = Program::start(&["--demo"]);
    let ask = |method: &str, target: &str, host: &str, body: &str| {
        let form = "Content-Type: application/x-www-form-urlencoded\r\nProxy-Connection: keep-alive";
        let length = body.len();
        let head = format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\n{form}\r\nContent-Length: {length}\r\n\r\n");
        bytes(&program, &format!("{head}{body}"))
    };
    let regions = "Action=DescribeRegions&Format=JSON";
    let (status, body) = ask("GET", &format!("http://ecs.aliyuncs.com/?{regions}"), "ecs.aliyuncs.com", "");
    assert!(status == 200 && body.contains("ecs.cn-hangzhou.aliyuncs.com"), "{body}");
    let (status, body) = ask("POST", "http://ecs.cn-hangzhou.aliyuncs.com/", "ecs.cn-hangzhou.aliyuncs.com", regions);
    assert!(status == 200 && body.contains("ecs.cn-hangzhou.aliyuncs.com"), "{body}");
    let target = "http://ec2.us-west-2.amazonaws.com:80/";
    let (status, body) = ask("POST", target, "ec2.us-west-2.amazonaws.com", "Action=DescribeAvailabilityZones");
    assert!(status == 200 && body.contains("<regionName>us-west-2</regionName>"), "{body}");
    let (status, body) = ask("GET", "http://twin.localhost/_twin/health", "twin.localhost", "");
    assert!(status == 200 && body.contains("uptime"), "{body}");
    let (status, body) = ask("CONNECT", "example.com:443", "example.com:443", "");
    assert!(status == 404 && body.contains("forwards nothing"), "{status} {body}");
}

#[test]
fn a_body_has_its_limit() {
    let program = Program::start(&[]);
    let fits = format!("{REGIONS}&NextToken={}", "x".repeat((4 << 20) - REGIONS.len() - 11));
    assert_eq!(fits.len(), 4 << 20);
    let (status, body) = program.send("POST", "/", &fits);
    assert!(status == 400 && body.contains("<Code>UnknownParameter</Code>"), "{status} {body:.300}");
    let (status, body) = program.send("POST", "/", &format!("{fits}x"));
    assert_eq!(status, 413);
    let text = "The body is larger than 4194304 bytes.\nRequest id: ";
    assert!(body.starts_with(text), "{body}");
    assert_eq!(program.send("POST", "/", REGIONS).0, 200);
    // A service that there is not says so, whatever it is sent.
    let upload = "/b/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=K%2F20261121%2Fus-east-1%2Fs3%2Faws4_request";
    let (status, body) = program.send("PUT", upload, &format!("{fits}x"));
    assert!(status == 501 && body.contains("<Code>NotImplemented</Code>"), "{status} {body}");
}

#[test]
fn what_is_no_http_is_answered_and_forgotten() {
    let program = Program::start(&[]);
    let mut stream = program.connect();
    stream.write_all(b"NONSENSE\r\n\r\n").expect("a line");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    assert_eq!(program.send("POST", "/", REGIONS).0, 200);
}

#[test]
fn sigterm_lets_a_request_in_flight_finish() {
    let mut program = Program::start(&[]);
    let mut stream = program.connect();
    let head =
        format!("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: {}\r\n\r\n", REGIONS.len());
    stream.write_all(head.as_bytes()).expect("the head");
    let mut answers = BufReader::new(stream.try_clone().expect("the same stream"));
    let mut line = String::new();
    answers.read_line(&mut line).expect("a line");
    assert_eq!(line, "HTTP/1.1 100 Continue\r\n", "it waits for the body");
    answers.read_line(&mut line).expect("an empty line");
    program.terminate();
    program.wait_for_log("stopping");
    let (first, rest) = REGIONS.split_at(9);
    stream.write_all(first.as_bytes()).expect("some of the body");
    stream.write_all(rest.as_bytes()).expect("the rest of it");
    let (status, body) = read(&mut answers);
    assert_eq!(status, 200);
    assert!(body.ends_with("</DescribeRegionsResponse>"), "{body}");
    assert_eq!(program.exit_code(), Some(0));
}

#[test]
fn sigterm_does_not_wait_for_a_connection_that_is_idle() {
    let mut program = Program::start(&[]);
    let mut stream = program.connect();
    write(&mut stream, "POST", "/", REGIONS);
    let mut answers = BufReader::new(stream.try_clone().expect("the same stream"));
    assert_eq!(read(&mut answers).0, 200);
    program.terminate();
    assert_eq!(program.exit_code(), Some(0));
    assert_eq!(answers.read(&mut [0]).expect("the end"), 0);
}

#[test]
fn healthcheck_exits_with_0_or_1() {
    let program = Program::start(&[]);
    let url = format!("http://{}", program.address);
    for arguments in [
        &["healthcheck", url.as_str()][..],
        &["healthcheck", &program.address],
        &["healthcheck", &format!("{url}/_twin/health")],
    ] {
        let output = run(arguments, &[]);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    }
    assert!(run(&["healthcheck"], &[("TWINSTANCE_URL", &url)]).status.success());
    drop(program);
    let output = run(&["healthcheck", &url], &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!output.stderr.is_empty());
    assert_eq!(run(&["healthcheck", "http://no.such.host.invalid:1"], &[]).status.code(), Some(1));
}

#[test]
fn healthcheck_is_not_content_with_another_server() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let server = std::thread::spawn(move || {
        let (stream, _) = listener.accept().expect("a connection");
        let mut request = BufReader::new(stream);
        let mut line = String::new();
        while line != "\r\n" {
            line.clear();
            request.read_line(&mut line).expect("a line");
        }
        let answer = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        request.into_inner().write_all(answer).expect("an answer");
    });
    let output = run(&["healthcheck", &url], &[]);
    server.join().expect("the server");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), format!("twinstance: {url} is not healthy\n"));
}

#[test]
fn a_body_may_come_in_parts() {
    let program = Program::start(&[]);
    let mut stream = program.connect();
    let mut answers = BufReader::new(stream.try_clone().expect("the same stream"));
    let (first, second) = REGIONS.split_at(10);
    let (n, m) = (first.len(), second.len());
    let whole = format!("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{first}", n + m);
    let chunks = [format!("{CHUNKED}{n:x}\r\n{first}\r\n"), format!("{m:x}\r\n{second}\r\n0\r\n\r\n")];
    for [begin, end] in [[whole, second.to_owned()], chunks] {
        stream.write_all(begin.as_bytes()).expect("a part");
        // So that they are two packets.
        std::thread::sleep(Duration::from_millis(50));
        stream.write_all(end.as_bytes()).expect("the rest");
        let (status, body) = read(&mut answers);
        assert!(status == 200 && body.ends_with("</DescribeRegionsResponse>"), "{body}");
    }
}

#[test]
fn a_body_may_be_waited_for_chunked_and_compressed() {
    use flate2::{Compression, write::GzEncoder};
    let program = Program::start(&[]);
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(REGIONS.as_bytes()).expect("memory");
    let zipped = encoder.finish().expect("memory");
    let mut stream = program.connect();
    let head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\
                Expect: 100-continue\r\n\r\n";
    stream.write_all(head.as_bytes()).expect("the head");
    let mut answers = BufReader::new(stream.try_clone().expect("the same stream"));
    let mut line = String::new();
    answers.read_line(&mut line).expect("a line");
    assert_eq!(line, "HTTP/1.1 100 Continue\r\n");
    answers.read_line(&mut line).expect("an empty line");
    for chunk in zipped.chunks(7) {
        stream.write_all(format!("{:x}\r\n", chunk.len()).as_bytes()).expect("a length");
        stream.write_all(&[chunk, b"\r\n"].concat()).expect("a chunk");
    }
    stream.write_all(b"0\r\n\r\n").expect("the end");
    let (status, body) = read(&mut answers);
    assert!(status == 200 && body.ends_with("</DescribeRegionsResponse>"), "{body}");
    // It is logged as it was meant.
    let (_, log) = program.send("GET", "/_twin/requests", "");
    assert!(log.contains("DescribeRegions"), "{log}");
}

#[test]
fn head_has_the_length_of_get_and_no_body() {
    let program = Program::start(&[]);
    for target in ["/", &format!("/?{REGIONS}"), "/nope", "/_twin/faults"] {
        let answer = |method: &str| {
            let mut stream = program.connect();
            let head = format!("{method} {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            stream.write_all(head.as_bytes()).expect("a request");
            let mut answer = String::new();
            stream.read_to_string(&mut answer).expect("an answer");
            let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).map(str::to_owned);
            (head.lines().next().map(str::to_owned), length, body.to_owned())
        };
        let (get, head) = (answer("GET"), answer("HEAD"));
        assert_eq!((&head.0, &head.1), (&get.0, &get.1), "{target}");
        assert_eq!((get.1, head.2), (Some(get.2.len().to_string()), String::new()), "{target}");
    }
    let (_, log) = program.send("GET", "/_twin/requests?format=jsonl", "");
    let exchanges = log.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    let replies: Vec<_> = exchanges.filter(|one| one["method"] == "HEAD").map(|one| one["reply"].clone()).collect();
    assert_eq!(replies, ["", "", ""], "what was sent is logged");
}

#[test]
fn callers_have_their_limits() {
    let config =
        "[limits]\nbody = 100\nparameters = 3\ndepth = 2\nheader_timeout = \"300ms\"\nbody_timeout = \"200ms\"\n";
    let program = Program::start(&["--config", &file("limits.toml", config)]);
    assert_eq!(program.send("POST", "/", REGIONS).0, 200);
    assert_eq!(program.send("POST", "/", &format!("{REGIONS}&A={}", "x".repeat(100))).0, 413);
    let (status, body) = program.send("POST", "/", &format!("{REGIONS}&A=1&B=2"));
    assert!(status == 400 && body.contains("Value (4) for parameter parameters is invalid"), "{body}");
    let (status, body) = program.send("POST", "/", &format!("{REGIONS}&A.1.B=1"));
    assert!(status == 400 && body.contains("a name of at most 2 segments"), "{body}");
    // Half a body, and then nothing.
    let mut stream = program.connect();
    stream.write_all(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nAction").expect("a part");
    assert_eq!(read(&mut BufReader::new(stream)).0, 408);
    // Half a head, and then nothing.
    let mut stream = program.connect();
    stream.write_all(b"POST / HTTP/1.1\r\nHost: x\r\n").expect("a part");
    let mut told = String::new();
    let _ = stream.read_to_string(&mut told);
    assert!(told.is_empty() || told.starts_with("HTTP/1.1 408 "), "{told}");
    // A call, and then nothing: each head has a time of its own.
    let mut stream = program.connect();
    write(&mut stream, "POST", "/", REGIONS);
    let mut answers = BufReader::new(stream);
    assert_eq!(read(&mut answers).0, 200);
    let mut told = String::new();
    answers.read_to_string(&mut told).expect("the end");
    assert!(told.is_empty(), "{told}");
    // A body that is too large with its second part.
    let mut stream = program.connect();
    let part = format!("3c\r\n{}\r\n", "x".repeat(0x3c));
    stream.write_all(format!("{CHUNKED}{part}").as_bytes()).expect("a part");
    std::thread::sleep(Duration::from_millis(50));
    let _ = stream.write_all(part.as_bytes());
    assert_eq!(read(&mut BufReader::new(stream)).0, 413);
    // A head that does not end.
    let mut stream = program.connect();
    let _ = stream.write_all(format!("GET / HTTP/1.1\r\nX: {}", "x".repeat(1 << 17)).as_bytes());
    let mut told = String::new();
    let _ = stream.read_to_string(&mut told);
    assert!(told.is_empty() || told.starts_with("HTTP/1.1 431 "), "{told}");
}
