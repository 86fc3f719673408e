//! Calls are answered beside work that takes long in a large world.

use super::{Program, file, read, write};
use std::io::BufReader;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{scope, sleep};
use std::time::Duration;

const INSTANCES: usize = 4_000;

/// As many of one kind as are done at a time: more than there are threads for requests on most machines that test.
const JOBS: usize = 4;

/// How many calls are answered beside them, at least. They are far more, but none where the work is done under the lock or
/// on the threads that serve requests.
const CALLS: usize = 20;

fn scenario() -> String {
    let instance = |n| format!("[[ec2.instance]]\nid = \"i-{n:017x}\"\ntype = \"t3.micro\"\n");
    (0..INSTANCES).map(instance).collect()
}

#[test]
fn calls_are_answered_beside_work_that_takes_long() {
    let scenario = scenario();
    let program = Program::start(&["--scenario", &file("jobs.toml", &scenario)]);
    program.twin("PUT", "snapshots/one", "");
    let snapshot = program.send("GET", "/_twin/snapshots/one", "").1;
    let export = program.send("GET", "/_twin/scenario", "").1;
    for (method, path, body) in [
        ("GET", "/_twin/scenario", ""),
        ("POST", "/_twin/scenario?replace=true", &scenario),
        ("POST", "/_twin/scenario", &export),
        ("GET", "/_twin/snapshots/one", ""),
        ("PUT", "/_twin/snapshots/two", &snapshot),
        ("POST", "/_twin/reset", ""),
        ("POST", "/_twin/reset?account=123456789012", ""),
    ] {
        let done = AtomicBool::new(false);
        let calls = scope(|threads| {
            let jobs: Vec<_> = (0..JOBS).map(|_| threads.spawn(|| program.send(method, path, body).0)).collect();
            let caller = threads.spawn(|| {
                let mut stream = program.connect();
                let mut answers = BufReader::new(stream.try_clone().expect("the same stream"));
                let mut calls = 0;
                while !done.load(Ordering::Relaxed) {
                    let call = format!("Action=DescribeInstances&Version=2016-11-15&InstanceId.1=i-{:017x}", 7);
                    write(&mut stream, "POST", "/", &call);
                    assert_eq!(read(&mut answers).0, 200);
                    calls += 1;
                    sleep(Duration::from_millis(1));
                }
                calls
            });
            let answers: Vec<_> = jobs.into_iter().map(|job| job.join()).collect();
            // The caller ends whatever became of the jobs.
            done.store(true, Ordering::Relaxed);
            for answer in answers {
                assert_eq!(answer.expect("an answer"), 200, "{method} {path}");
            }
            caller.join().expect("calls")
        });
        assert!(calls >= CALLS, "{calls} calls beside {method} {path}");
    }
}
