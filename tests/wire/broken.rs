//! A call that panics in the middle of a change leaves a world of which nobody knows what it is.

use crate::limits::send;
use crate::support::Twin;
use std::thread;

/// What a panic under the world's lock does to the world.
fn break_it(twin: &Twin) {
    let app = twin.app.clone();
    let panics = thread::spawn(move || {
        let _held = app.simulation.lock();
        panic!("a call that fails");
    });
    assert!(panics.join().is_err());
}

/// A request to the server itself: its status and what it says.
fn ask(twin: &Twin, method: &str, path: &str) -> (u16, String) {
    let sent = send(twin, method, path, "");
    (sent.status, sent.text())
}

#[test]
fn a_broken_world_answers_nobody_until_it_is_replaced() {
    for mend in ["/_twin/reset", "/_twin/snapshots/before"] {
        let twin = Twin::demo();
        assert_eq!(ask(&twin, "PUT", "/_twin/snapshots/before").0, 200);
        break_it(&twin);
        for call in [twin.ec2("DescribeRegions"), twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16")] {
            assert_eq!((call.error().0, call.error().1.as_str()), (500, "InternalError"));
        }
        let call = twin.ecs("DescribeRegions").error();
        assert_eq!((call.0, call.1.as_str()), (500, "InternalError"));
        let (status, why) = ask(&twin, "GET", "/_twin/health");
        assert!(status == 503 && why.contains("/_twin/reset"), "{status} {why}");
        for (method, path) in [("PUT", "/_twin/snapshots/after"), ("GET", "/_twin/scenario")] {
            let (status, why) = ask(&twin, method, path);
            assert!(status == 500 && why.contains("panicked in the middle of a change"), "{path}: {status} {why}");
        }
        assert_eq!(ask(&twin, "POST", mend).0, 200);
        twin.ec2("DescribeRegions").ok();
        assert_eq!(ask(&twin, "GET", "/_twin/health").0, 200);
    }
}
