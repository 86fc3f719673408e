//! A call that panics in the middle of a change leaves a world of which nobody knows what it is.

use crate::support::Twin;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use std::thread;
use tower::ServiceExt;
use twinstance::server::{self, ServedApis};

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
    let request =
        Request::builder().method(method).uri(path).header("host", "localhost").body(Body::empty()).expect("a request");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let router = server::router(&twin.app, ServedApis::Control);
    let response = runtime.block_on(router.oneshot(request)).unwrap_or_else(|never| match never {});
    let status = response.status().as_u16();
    let body = runtime.block_on(to_bytes(response.into_body(), usize::MAX)).expect("a body");
    (status, String::from_utf8(body.into()).expect("a text"))
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
