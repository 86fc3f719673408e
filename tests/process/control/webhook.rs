//! Events that are posted.

use super::{AT_8, switch};
use crate::process::{PATIENCE, Program, file, run};
use rustls::{ServerConnection, StreamOwned};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::Duration;
use twinstance::app::tls::Tls;
use twinstance::config::Config;

/// Whom events are posted to.
struct Receiver(TcpListener);

impl Receiver {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.set_nonblocking(true).expect("a listener that does not wait for ever");
        Self(listener)
    }

    fn url(&self) -> String {
        format!("http://{}/events", self.0.local_addr().expect("an address"))
    }

    fn accept(&self) -> TcpStream {
        let pause = Duration::from_millis(5);
        for _ in 0..PATIENCE.as_millis() / pause.as_millis() {
            match self.0.accept() {
                Ok((stream, _)) => {
                    stream.set_nonblocking(false).expect("a stream that waits");
                    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
                    return stream;
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => std::thread::sleep(pause),
                Err(error) => panic!("{error}"),
            }
        }
        panic!("nothing is posted");
    }

    /// Takes the next post, and answers it.
    fn take(&self, status: &str) -> Value {
        Self::answer(self.accept(), status)
    }

    /// Reads a post, and answers it.
    fn answer(stream: impl Read + Write, status: &str) -> Value {
        let mut request = BufReader::new(stream);
        let (mut line, mut length) = (String::new(), 0);
        request.read_line(&mut line).expect("a line");
        assert_eq!(line, "POST /events HTTP/1.1\r\n");
        while line != "\r\n" {
            line.clear();
            request.read_line(&mut line).expect("a header");
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().expect("a length");
            }
        }
        let mut body = vec![0; length];
        request.read_exact(&mut body).expect("a body");
        write!(request.get_mut(), "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            .expect("an answer");
        serde_json::from_slice(&body).expect("JSON")
    }

    /// Takes as many posts, and returns the states that they tell.
    fn take_states(&self, count: usize) -> Vec<String> {
        let state = |event: Value| event["detail"]["state"].as_str().expect("a state").to_owned();
        (0..count).map(|_| state(self.take("200 OK"))).collect()
    }
}

#[test]
fn events_are_posted_in_order_until_they_are_taken() {
    let receiver = Receiver::new();
    let mut program = Program::start(&[AT_8, &["--events-webhook", &receiver.url()]].concat());
    switch(&program, "StopInstances");
    let first = receiver.take("503 Service Unavailable");
    assert_eq!(first["detail"], json!({ "instance-id": "i-1234567890abcdef0", "state": "stopping" }));
    assert_eq!(receiver.take("200 OK"), first, "it is posted again");
    assert_eq!(receiver.take("204 No Content")["detail"]["state"], "stopped");
    program.terminate();
    assert_eq!(program.exit_code(), Some(0));
    let output = run(&["--events-webhook", "ftp://127.0.0.1/"], &[]);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "twinstance: ftp://127.0.0.1/: not an http or https URL\n");
}

#[test]
fn they_are_posted_whatever_becomes_of_the_world() {
    let receiver = Receiver::new();
    let program = Program::start(&[AT_8, &["--events-webhook", &receiver.url()]].concat());
    switch(&program, "StopInstances");
    assert_eq!(receiver.take_states(2), ["stopping", "stopped"]);
    assert_eq!(program.twin("PUT", "snapshots/s", "").0, 200);
    for path in ["reset", "reset?account=123456789012"] {
        assert_eq!(program.twin("POST", path, "").0, 200);
        switch(&program, "StopInstances");
        assert_eq!(receiver.take_states(2), ["stopping", "stopped"], "{path}");
    }
    assert_eq!(program.twin("POST", "snapshots/s", "").0, 200);
    switch(&program, "StartInstances");
    assert_eq!(receiver.take_states(2), ["pending", "running"]);
}

#[test]
fn who_was_away_too_long_gets_the_rest_and_is_told_the_count() {
    let receiver = Receiver::new();
    let arguments = ["--events-backlog", "3", "--events-webhook", &receiver.url()];
    let mut program = Program::start(&[AT_8, &arguments].concat());
    switch(&program, "StopInstances");
    receiver.take("503 Service Unavailable");
    for action in ["StartInstances", "StopInstances", "StartInstances"] {
        switch(&program, action);
    }
    // The first may be on its way already. Of the eight the last three are retained.
    let mut told = vec![receiver.take("200 OK")];
    let lost = if told[0]["source"] == "twinstance" { 5 } else { 4 };
    told.resize_with(if lost == 5 { 4 } else { 5 }, || receiver.take("200 OK"));
    let [.., missing, stopped, pending, running] = &told[..] else { panic!("{told:?}") };
    let mut fixed = missing.clone();
    fixed["id"] = "".into();
    let expected = json!({
        "version": "0",
        "id": "",
        "detail-type": "Twinstance Events Missing",
        "source": "twinstance",
        "account": "123456789012",
        "time": "2026-11-21T08:00:00Z",
        "region": "us-east-1",
        "resources": [],
        "detail": { "missing": lost },
    });
    assert_eq!(fixed, expected);
    let states = [stopped, pending, running].map(|event| event["detail"]["state"].as_str().expect("a state"));
    assert_eq!(states, ["stopped", "pending", "running"]);
    let metrics = program.send("GET", "/_twin/metrics", "").1;
    assert!(metrics.lines().any(|line| line == format!("twinstance_events_lost_total {lost}")), "{metrics}");
    let line = program.wait_for_log("events are lost");
    assert!(line.contains("lost="), "{line}");
    switch(&program, "StopInstances");
    assert_eq!(receiver.take_states(2), ["stopping", "stopped"]);
}

#[test]
fn a_stop_posts_what_is_left() {
    let receiver = Receiver::new();
    let mut program = Program::start(&[AT_8, &["--events-webhook", &receiver.url()]].concat());
    for action in ["StopInstances", "StartInstances"] {
        switch(&program, action);
    }
    program.terminate();
    program.wait_for_log("stopping");
    assert_eq!(receiver.take_states(4), ["stopping", "stopped", "pending", "running"]);
    assert_eq!(program.exit_code(), Some(0));
}

#[test]
fn a_stop_does_not_wait_for_ever_for_who_is_away() {
    let receiver = Receiver::new();
    let mut program = Program::start(&[AT_8, &["--events-webhook", &receiver.url()]].concat());
    switch(&program, "StopInstances");
    program.terminate();
    let line = program.wait_for_log("these events are not posted");
    assert!(line.contains("events=2"), "{line}");
    assert_eq!(program.exit_code(), Some(0));
}

#[test]
fn a_receiver_may_speak_https() {
    let config = Config::from_toml("").expect("a configuration");
    let tls = Tls::new(&config);
    let ca = file("receiver.pem", &tls.authority("localhost").expect("an authority"));
    let receiver = Receiver::new();
    let url = receiver.url().replace("http:", "https:");
    let take = || {
        let config = tls.config(None, Ipv4Addr::LOCALHOST.into()).expect("a certificate");
        StreamOwned::new(ServerConnection::new(config).expect("a server"), receiver.accept())
    };
    let program = Program::start(&[AT_8, &["--events-webhook", &url, "--webhook-ca", &ca]].concat());
    switch(&program, "StopInstances");
    let event = Receiver::answer(take(), "200 OK");
    assert_eq!(event["detail"]["state"], "stopping");
    drop(program);
    // One that is not trusted gets nothing.
    let other = Tls::new(&config).authority("localhost").expect("another authority");
    let other = file("other-receiver.pem", &other);
    let mut program = Program::start(&[AT_8, &["--events-webhook", &url, "--webhook-ca", &other]].concat());
    switch(&program, "StopInstances");
    assert!(take().read(&mut [0]).is_err());
    assert!(program.wait_for_log("an event is not taken").contains("certificate"));
}
