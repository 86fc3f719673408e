//! Connections: how many there may be, how they begin and end, and what is no request.

use super::{Program, file, read, write};
use std::io::{BufReader, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

const REGIONS: &str = "Action=DescribeRegions&Version=2016-11-15";

/// Sends these bytes, and reads all that is answered until the server closes the connection.
fn conversation(program: &Program, request: &str) -> String {
    let mut stream = program.connect();
    stream.write_all(request.as_bytes()).expect("a request");
    stream.shutdown(Shutdown::Write).expect("half a connection");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

#[test]
fn one_connection_too_many_may_only_ask_for_the_health() {
    let program = Program::start(&["--config", &file("connections.toml", "[limits]\nconnections = 2\n")]);
    let ask = |stream: &mut TcpStream, method: &str, path: &str, body: &str| {
        write(stream, method, path, body);
        read(&mut BufReader::new(stream.try_clone().expect("the same stream"))).0
    };
    let (mut first, mut second) = (program.connect(), program.connect());
    assert_eq!((ask(&mut first, "POST", "/", REGIONS), ask(&mut second, "POST", "/", REGIONS)), (200, 200));
    let mut third = program.connect();
    assert_eq!(ask(&mut third, "GET", "/_twin/health", ""), 200);
    assert_eq!(ask(&mut third, "POST", "/", REGIONS), 503);
    assert_eq!(third.read(&mut [0]).expect("the end"), 0, "it is closed, for the next who asks");
    assert_eq!(program.send("GET", "/_twin/clock", "").0, 503);
    let healthy: Vec<_> = (0..16)
        .map(|_| {
            let mut stream = program.connect();
            assert_eq!(ask(&mut stream, "GET", "/_twin/health", ""), 200);
            stream
        })
        .collect();
    // That is all there are: a further one waits.
    let mut last = program.connect();
    write(&mut last, "GET", "/_twin/health", "");
    last.set_read_timeout(Some(Duration::from_millis(200))).expect("a timeout");
    assert!(last.read(&mut [0]).is_err(), "not yet");
    drop(healthy);
    last.set_read_timeout(Some(super::PATIENCE)).expect("a timeout");
    assert_eq!(read(&mut BufReader::new(last)).0, 200);
    drop((first, second));
}

#[test]
fn who_does_not_read_is_let_go() {
    let config = "[limits]\nconnections = 1\nwrite_timeout = \"100ms\"\n";
    let program = Program::start(&["--config", &file("readers.toml", config)]);
    let mut stream = program.connect();
    stream.set_write_timeout(Some(Duration::from_millis(100))).expect("a timeout");
    let request = "GET /_twin/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(100);
    // Until nothing can be written any more, since the server waits to write its answers.
    let stalled = (0..10_000).find_map(|_| stream.write_all(request.as_bytes()).err()).expect("an end").kind();
    assert!([ErrorKind::WouldBlock, ErrorKind::ConnectionReset, ErrorKind::BrokenPipe].contains(&stalled), "{stalled}");
    // Then its place is another's.
    let served = (0..200).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        program.send("POST", "/", REGIONS).0 == 200
    });
    assert!(served);
}

#[test]
fn a_client_may_close_its_half() {
    let program = Program::start(&["--demo"]);
    let length = REGIONS.len();
    let answer = conversation(
        &program,
        &format!("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n{REGIONS}"),
    );
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("</DescribeRegionsResponse>"), "{answer}");
}

#[test]
fn what_is_no_request_of_http_1_is_told_why() {
    let program = Program::start(&[]);
    let post = format!("POST /?{REGIONS} HTTP/1.1\r\n");
    for (request, status, text) in [
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505", "HTTP/2 with prior knowledge"),
        (&format!("{post}\r\n"), "400", "one Host header"),
        (&format!("{post}Host: a\r\nHost: a\r\n\r\n"), "400", "one Host header"),
        (&format!("POST /?{REGIONS} HTTP/1.0\r\n\r\n"), "200", "DescribeRegionsResponse"),
        (&format!("{post}Host: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"), "501", "is chunked"),
        (&format!("{post}Host: a\r\nTransfer-Encoding: chunked\r\n\r\nZ\r\n\r\n"), "400", "could not be read"),
        (&format!("{post}Host: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nA=1"), "400", "could not be read"),
        (&format!("{post}Host: a\r\nContent-Length: 9\r\n\r\nA=1"), "400", "could not be read"),
    ] {
        let answer = conversation(&program, request);
        assert_eq!(answer.split(' ').nth(1), Some(status), "{request}: {answer}");
        assert!(answer.contains(text), "{request}: {answer}");
    }
}

#[test]
fn sigterm_lets_all_be_answered_that_is_sent() {
    let mut program = Program::start(&[]);
    let mut known: Vec<_> = (0..10).map(|_| program.connect()).collect();
    for stream in &mut known {
        write(stream, "POST", "/", REGIONS);
        assert_eq!(read(&mut BufReader::new(stream.try_clone().expect("the same stream"))).0, 200);
    }
    // While it is stopped it can neither accept a connection nor read a request.
    program.signal("STOP");
    let new = (0..10).map(|_| program.connect());
    let mut streams: Vec<_> = new.chain(known).collect();
    streams.iter_mut().for_each(|stream| write(stream, "POST", "/", REGIONS));
    program.terminate();
    program.signal("CONT");
    for stream in streams {
        assert_eq!(read(&mut BufReader::new(stream)).0, 200);
    }
    assert_eq!(program.exit_code(), Some(0));
}

#[test]
fn sigterm_ends_streams_and_connections_that_are_idle() {
    let mut program = Program::start(&[]);
    let silent = program.connect();
    let mut streams = ["events", "requests"].map(|name| {
        let mut stream = program.connect();
        write(&mut stream, "GET", &format!("/_twin/{name}/stream"), "");
        let mut first = [0; 12];
        stream.read_exact(&mut first).expect("a status");
        assert_eq!(&first, b"HTTP/1.1 200");
        stream
    });
    program.terminate();
    for stream in &mut streams {
        let mut rest = String::new();
        stream.read_to_string(&mut rest).expect("the end");
        assert!(rest.ends_with("0\r\n\r\n"), "a stream that ends, not one that breaks off: {rest}");
    }
    assert_eq!(program.exit_code(), Some(0));
    drop(silent);
}
