//! The lists of exchanges and events.

use super::send;
use crate::support::Twin;
use serde_json::Value;
use std::sync::Arc;
use twinstance::middleware::recorder::{MAX_WAITING, Next, Queue};

/// A call with so many bytes that no operation reads.
fn call(bytes: usize) -> String {
    format!("/?Version=2014-05-26&Format=JSON&Action=DescribeRegions&X={}", "x".repeat(bytes))
}

fn count(page: &Value, list: &str) -> usize {
    page[list].as_array().expect("a list").len()
}

#[test]
fn the_request_log_keeps_so_many_exchanges() {
    let twin = Twin::new("request_log = 5", "");
    for _ in 0..12 {
        send(&twin, "GET", &call(1), "");
    }
    assert_eq!(count(&send(&twin, "GET", "/_twin/requests?limit=99", "").json(), "requests"), 5);
}

#[test]
fn the_request_log_keeps_so_many_bytes() {
    let twin = Twin::new("request_log_bytes = 60000", "");
    for _ in 0..20 {
        assert_eq!(send(&twin, "GET", &call(10_000), "").status, 200);
    }
    let kept = count(&send(&twin, "GET", "/_twin/requests", "").json(), "requests");
    assert!((1..=5).contains(&kept), "{kept}");
    // What is noted beside the bytes of a request counts too: here the names of the faults.
    for _ in 0..500 {
        send(&twin, "POST", "/_twin/faults", r#"{"times":1000,"effect":{"latency":"0s"}}"#);
    }
    for _ in 0..20 {
        send(&twin, "GET", &call(1), "");
    }
    let kept = count(&send(&twin, "GET", "/_twin/requests", "").json(), "requests");
    assert!((1..=5).contains(&kept), "{kept}");
}

#[test]
fn a_recording_waits_with_so_many_bytes() {
    let twin = Twin::new("request_log = 0", "");
    let (queue, waiting) = Queue::new();
    let queue = Arc::new(queue);
    twin.app.request_log.record_to(queue.clone());
    let body = format!("Version=2014-05-26&Format=JSON&Action=DescribeRegions&X={}", "x".repeat(4_000_000));
    for _ in 0..20 {
        assert_eq!(send(&twin, "POST", "/", body.clone()).status, 200);
    }
    let next: Vec<_> = waiting.try_iter().collect();
    let written = next.iter().filter(|next| matches!(next, Next::Write(_))).count();
    assert_eq!(written, MAX_WAITING / 4_000_500, "{}", queue.waiting());
    assert!(matches!(next[written..], [Next::Overflow]), "and nothing comes after that");
}

#[test]
fn lists_come_in_pages() {
    let twin = Twin::new("request_log = 5000", "");
    for _ in 0..1100 {
        send(&twin, "GET", &call(1), "");
    }
    let numbers = |query: &str| {
        let page = send(&twin, "GET", &format!("/_twin/requests{query}"), "").json();
        let number = |request: &Value| request["number"].as_u64().expect("a number");
        let list = page["requests"].as_array().expect("a list");
        (number(&list[0]), number(&list[list.len() - 1]), list.len(), page["last"].as_u64().expect("a number"))
    };
    assert_eq!(numbers(""), (101, 1100, 1000, 1100), "the latest");
    assert_eq!(numbers("?after=0"), (1, 1000, 1000, 1000));
    assert_eq!(numbers("?after=1000"), (1001, 1100, 100, 1100));
    assert_eq!(numbers("?limit=1100"), (1, 1100, 1100, 1100));
    let recording = send(&twin, "GET", "/_twin/requests?format=jsonl", "").text();
    assert_eq!(recording.lines().count(), 1 + 1100, "a recording is whole");

    let run = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=700&MaxCount=700";
    twin.ec2(run).ok();
    let page = |query: &str| {
        let page = send(&twin, "GET", &format!("/_twin/events{query}"), "").json();
        (count(&page, "events"), page["last"].as_u64().expect("a number"))
    };
    assert_eq!((page(""), page("?after=1000"), page("?limit=1300")), ((1000, 1000), (400, 1400), (1300, 1300)));
}

#[test]
fn a_list_is_written_in_pieces() {
    let twin = Twin::new("", "");
    for _ in 0..100 {
        assert_eq!(send(&twin, "GET", &call(20_000), "").status, 200);
    }
    let run = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=500&MaxCount=500";
    twin.ec2(run).ok();
    for path in ["/_twin/requests", "/_twin/requests?format=jsonl", "/_twin/events"] {
        let sent = send(&twin, "GET", path, "");
        let largest = sent.pieces.iter().map(|piece| piece.len()).max().expect("a piece");
        // A piece ends with the item that makes it long enough.
        assert!(largest < (64 << 10) + 50_000 && sent.pieces.len() > 3, "{path}: {largest}, {}", sent.pieces.len());
    }
}

#[test]
fn events_are_retained_up_to_the_backlog() {
    let twin = Twin::new("events_backlog = 7", "");
    let run = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=20&MaxCount=20";
    twin.ec2(run).ok();
    let page = send(&twin, "GET", "/_twin/events", "").json();
    assert_eq!((count(&page, "events"), &page["missing"], &page["last"]), (7, &33.into(), &40.into()));
}
