//! Whoever holds one of the server's locks and waits for another must never be waited for: many at a time, on each pair
//! of routes, and still everybody is answered.

use super::{Program, read, write};
use std::io::BufReader;
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use twinstance::control;

const REGIONS: &str = "Action=DescribeRegions&Version=2016-11-15";

/// It meets every call and does nothing to it, but has to ask for the time.
const FAULT: &str = r#"{"effect":{"latency":"0s"},"until":"2100-01-01T00:00:00Z"}"#;

/// One connection, and requests on it, one after another.
struct Caller(BufReader<TcpStream>);

impl Caller {
    fn new(program: &Program) -> Self {
        Self(BufReader::new(program.connect()))
    }

    /// The status of the answer; without one within the test's patience, the test fails.
    #[track_caller]
    fn ask(&mut self, method: &str, path: &str, body: &str) -> u16 {
        write(self.0.get_mut(), method, path, body);
        read(&mut self.0).0
    }
}

#[test]
fn calls_with_faults_and_snapshots_do_not_wait_for_each_other() {
    let program = Program::start(&["--demo"]);
    assert_eq!(program.send("POST", "/_twin/faults", FAULT).0, 200);
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut caller = Caller::new(&program);
                while !done.load(Ordering::Relaxed) {
                    assert_eq!(caller.ask("POST", "/", REGIONS), 200);
                }
            });
        }
        let mut keeper = Caller::new(&program);
        for _ in 0..500 {
            for method in ["PUT", "POST"] {
                assert_eq!(keeper.ask(method, "/_twin/snapshots/one", ""), 200);
            }
        }
        done.store(true, Ordering::Relaxed);
    });
    assert_eq!(program.send("GET", "/_twin/health", "").0, 200);
}

/// What is sent to a route so that it does its work.
fn body(method: &str, path: &str) -> &'static str {
    match (method, path) {
        ("POST", "/_twin/clock") => r#"{"advance":"1s"}"#,
        ("POST", "/_twin/faults") => FAULT,
        ("POST", "/_twin/scenario") => "[[ec2.instance]]\nid = \"i-00000000000000001\"\ntype = \"t3.micro\"\n",
        _ => "",
    }
}

#[test]
fn no_two_routes_wait_for_each_other() {
    let program = Program::start(&["--demo", "--config", &super::file("locks.toml", "throttling = true\n")]);
    // A stream does not end.
    let routes: Vec<_> = control::routes().filter(|(path, _)| !path.ends_with("/stream")).collect();
    assert!(routes.len() > 20);
    let ask = |(path, method): (&str, &str)| {
        let mut caller = Caller::new(&program);
        let path = path.replace("{name}", "one").replace("{id}", "f-1").replace("{number}", "1");
        for _ in 0..5 {
            let status = caller.ask(method, &path, body(method, &path));
            assert!(status < 500, "{method} {path}: {status}");
        }
    };
    let call = || {
        let mut caller = Caller::new(&program);
        for _ in 0..5 {
            let status = caller.ask("POST", "/", REGIONS);
            // The caller may be throttled.
            assert!(status == 200 || status == 503, "{status}");
        }
    };
    for (at, one) in routes.iter().enumerate() {
        for other in &routes[at..] {
            assert_eq!(program.send("POST", "/_twin/faults", FAULT).0, 200);
            thread::scope(|scope| {
                scope.spawn(|| ask(*one));
                scope.spawn(|| ask(*other));
                scope.spawn(call);
            });
        }
    }
    assert_eq!(program.send("GET", "/_twin/health", "").0, 200);
}
