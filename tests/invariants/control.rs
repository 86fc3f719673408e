//! Random runs in which the server itself is told things too: snapshots, resets, faults, scenarios, the clock.

use super::calls::take;
use super::seen::Seen;
use super::steps::{Step, any_step};
use super::{config, dump, moment, twin};
use crate::support::{Answer, Twin};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;
use twinstance::app::faults::complete;
use twinstance::middleware::fault::Fault;
use twinstance::server::gateway::GatewayReply;

/// One thing that happens.
#[derive(Clone, Debug)]
enum Act {
    Call(Step),
    Snapshot(u8),
    Restore(u8),
    Fault(&'static str),
    Settle(i64),
    Reset(Option<&'static str>),
    Scenario(u8),
    /// The world goes out as a snapshot or a scenario, and comes back, on the first server only: nobody sees it.
    Carry(bool),
}

/// Faults of calls that change something: what the checks read is not disturbed.
const FAULTS: &[&str] = &[
    r#"{"action":"RunInstances","effect":"throttle","times":2}"#,
    r#"{"action":"*Instances","resource":"i-*","probability":0.5,"effect":"internal"}"#,
    r#"{"action":"Modify*","after":1,"effect":{"error":{"code":"X","status":400,"message":"x"}}}"#,
    r#"{"action":"Update*","probability":0.3,"effect":"lose"}"#,
    r#"{"action":"Start*","until":"2026-11-21T08:05:00Z","effect":{"close":"before"}}"#,
];

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        14 => any_step().prop_map(Act::Call),
        2 => (0..3u8).prop_map(Act::Snapshot),
        2 => (0..3u8).prop_map(Act::Restore),
        2 => select(FAULTS).prop_map(Act::Fault),
        1 => select(vec![0i64, 30, 300, 7200]).prop_map(Act::Settle),
        1 => select(vec![None, Some("123456789012"), Some("1234567890123456"), Some("999999999999")]).prop_map(Act::Reset),
        1 => (0..3u8).prop_map(Act::Scenario),
        2 => any::<bool>().prop_map(Act::Carry),
    ]
}

/// Everything goes out and comes back.
fn carry(twin: &Twin, as_scenario: bool) {
    let app = &twin.app;
    if as_scenario {
        let faults = app.faults.save();
        let text = app.save_scenario(None).expect("a scenario");
        app.load_scenario(&text, true, None).expect("the same scenario");
        app.faults.restore(&faults);
    } else {
        app.take_snapshot("carried".to_owned()).expect("a whole world");
        let text = serde_json::to_string(&*app.snapshots.get("carried").expect("a snapshot")).expect("JSON");
        let carried = serde_json::from_str(&text).expect("the same snapshot");
        app.add_snapshot("carried".to_owned(), carried).expect("room");
        assert!(app.restore_snapshot("carried"));
    }
}

/// Does it, and returns what was answered, if anything was.
fn perform(twin: &Twin, act: &Act) -> String {
    let app = &twin.app;
    match act {
        Act::Call(step) => {
            let answer = take(twin, &Seen::of(twin), step);
            return answer
                .map(|Answer(reply)| format!("{} {:?} {}", reply.status, reply.headers, reply.body))
                .unwrap_or_default();
        }
        Act::Snapshot(name) => drop(app.take_snapshot(name.to_string())),
        Act::Restore(name) => return app.restore_snapshot(&name.to_string()).to_string(),
        Act::Fault(text) => {
            let fault: Fault = serde_json::from_str(text).expect("a fault");
            return serde_json::to_string(
                &app.faults.add(complete(fault).expect("a whole fault"), 1000).expect("room"),
            )
            .expect("JSON");
        }
        Act::Settle(seconds) => {
            let mut simulation = app.simulation.lock();
            let end = simulation.clock.now() + jiff::SignedDuration::from_secs(*seconds);
            simulation.run_events_until(end);
        }
        Act::Reset(None) => assert!(app.reset().is_ok()),
        Act::Reset(Some(account)) => assert!(app.reset_account(account).is_ok()),
        Act::Scenario(n) => {
            let scenario = format!("[[ec2.instance]]\nid = \"i-0000000000000a00{n}\"\ntype = \"m5.large\"\n");
            return app
                .load_scenario(&scenario, false, None)
                .map_err(|error| error.to_string())
                .err()
                .unwrap_or_default();
        }
        Act::Carry(_) => {}
    }
    String::new()
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn the_server_can_be_told_anything(instant: bool, acts in vec(act(), 1..60)) {
        let (one, other) = (twin(instant), twin(instant));
        let mut kept: BTreeMap<u8, Vec<String>> = BTreeMap::new();
        for act in &acts {
            prop_assert_eq!(perform(&one, act), perform(&other, act), "{:?}", act);
            if let Act::Carry(as_scenario) = act {
                carry(&one, *as_scenario);
            }
            moment::check(&one, &Seen::of(&one));
            // As many looks at the other, so that the ids of their answers stay the same.
            moment::check(&other, &Seen::of(&other));
            let (now, also) = (dump(&one), dump(&other));
            prop_assert_eq!(&now, &also, "{:?}", act);
            match act {
                Act::Snapshot(name) => drop(kept.insert(*name, now)),
                Act::Restore(name) => if let Some(before) = kept.get(name) {
                    prop_assert_eq!(before, &now, "a snapshot brings everything back");
                },
                _ => {}
            }
        }
    }
}

#[test]
fn what_the_gateway_makes_of_bytes_is_an_answer() {
    // Any bytes at all, as query and as body: never a panic, always one of the forms.
    let twin = twin(true);
    let strategy = (vec(any::<u8>(), 0..200), "[ -~]{0,80}");
    let mut runner = proptest::test_runner::TestRunner::new(config(3000));
    let ran = runner.run(&strategy, |(body, query)| {
        let query = query.replace(' ', "+").replace(['"', '<', '>', '\\', '^', '`', '{', '|', '}', '#'], "");
        let request = axum::http::Request::post(format!("/?{query}"));
        let Ok(request) = request.header("host", "ec2.amazonaws.com").body(()) else { return Ok(()) };
        let (parts, ()) = request.into_parts();
        let GatewayReply { reply, .. } = twinstance::server::gateway::answer(&twin.app, &parts, &body);
        prop_assert!((200..600).contains(&reply.status));
        prop_assert!(reply.code.as_deref().is_none_or(|code| code != "InternalError"), "{}", reply.body);
        Ok(())
    });
    ran.expect("an answer to everything");
}
