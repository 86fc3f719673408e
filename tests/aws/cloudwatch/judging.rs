//! The times of changes are computed, and are those at which an alarm that is judged at every step changes.

use super::{BUSY, busy, call, put};
use crate::support::Twin;
use serde_json::{Value, json};
use twinstance::domain::alarms;
use twinstance::domain::scope::{Cloud, Scope};

fn transitions(twin: &Twin) -> Value {
    let body = json!({ "HistoryItemType": "StateUpdate", "ScanBy": "TimestampAscending" });
    let items = call(twin, "DescribeAlarmHistory", &body).json()["AlarmHistoryItems"].clone();
    let items = items.as_array().expect("a list").iter();
    items
        .map(|item| json!([item["Timestamp"], item["AlarmName"], item["HistorySummary"], item["HistoryData"]]))
        .collect()
}

/// The same time in steps, with each alarm judged at each.
fn step_by_step(twin: &Twin, steps: usize) {
    let scope = Scope { cloud: Cloud::Aws, account: "123456789012".into(), region: "us-east-1" };
    for _ in 0..steps {
        {
            let mut simulation = twin.app.simulation.lock();
            let (_, now) = simulation.run_due_events();
            let mut at = simulation.place_mut(&scope, now).expect("a region");
            alarms::touch_instance(&mut at, &BUSY.into());
        }
        twin.advance("5m");
    }
}

fn load(twin: &Twin, body: &Value) {
    let mut body = body.clone();
    body["instance"] = json!(BUSY);
    assert_eq!(crate::limits::send(twin, "POST", "/_twin/load", body.to_string()).status, 200);
}

fn one_of<T: Copy>(all: &[T], number: u64) -> T {
    all[number as usize]
}

/// Random loads and alarms: a jump of days has the same changes as a walk.
#[test]
fn a_jump_is_a_walk() {
    let mut random = 7_u64;
    let mut next = move |below: u64| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % below
    };
    let mut seen = 0;
    for round in 0..4 {
        let (jump, walk) = (busy(), busy());
        let steps: Vec<_> = (0..1 + next(5)).map(|_| {
            json!({ "for": format!("{}m", 7 + 53 * next(9)), "cpu": one_of(&[0, 5, 10, 20, 40, 100], next(6)) })
        }).collect();
        let loads = if round % 3 == 0 {
            json!({ "cpu": next(30) })
        } else {
            json!({ "steps": steps, "repeat": round % 3 == 1 })
        };
        let mode = ["standard", "unlimited"][next(2) as usize];
        let mut put_one = |name: &str, metric: &str, threshold: f64| {
            let period = [60, 300, 600, 3600][next(4) as usize];
            let changes = json!({
                "MetricName": metric, "Threshold": threshold, "Period": period, "EvaluationPeriods": 1 + next(4),
                "Statistic": one_of(&["Average", "Minimum", "Maximum", "Sum"], next(4)),
                "ComparisonOperator": one_of(&["GreaterThanThreshold", "LessThanOrEqualToThreshold"], next(2)),
                "TreatMissingData": one_of(&["missing", "breaching", "ignore", "notBreaching"], next(4)),
            });
            for twin in [&jump, &walk] {
                put(twin, name, changes.clone()).ok();
            }
        };
        put_one("balance", "CPUCreditBalance", 20.0);
        put_one("low", "CPUCreditBalance", 0.5);
        put_one("surplus", "CPUSurplusCreditBalance", 30.0);
        put_one("usage", "CPUCreditUsage", 1.0);
        put_one("cpu", "CPUUtilization", 15.0);
        put_one("charged", "CPUSurplusCreditsCharged", 0.1);
        for twin in [&jump, &walk] {
            load(twin, &loads);
            let item = format!(
                "InstanceCreditSpecification.1.InstanceId={BUSY}&InstanceCreditSpecification.1.CpuCredits={mode}"
            );
            twin.ec2(&format!("ModifyInstanceCreditSpecification&{item}")).ok();
        }
        jump.advance("24h");
        step_by_step(&walk, 24 * 12);
        let (one, other) = (transitions(&jump), transitions(&walk));
        seen += one.as_array().map_or(0, Vec::len);
        assert_eq!(one, other, "{loads} {mode}");
    }
    assert!(seen > 20, "{seen} changes");
}

/// Nothing is looked at that cannot change: a jump of centuries ends.
#[test]
fn a_jump_over_a_century() {
    let twin = busy();
    for n in 0..50 {
        put(&twin, &format!("a{n}"), json!({ "Threshold": n, "EvaluationPeriods": 3 })).ok();
    }
    // It has drained slowly: the load is 0.001 % above what is earned.
    load(&twin, &json!({ "cpu": 0 }));
    twin.advance("48h");
    load(&twin, &json!({ "cpu": 10.001 }));
    twin.advance(&format!("{}h", 100 * 366 * 24));
    assert_eq!(
        call(&twin, "DescribeAlarms", &json!({ "StateValue": "ALARM" })).json()["MetricAlarms"]
            .as_array()
            .map(Vec::len),
        Some(49)
    );
    // A load that repeats ends too.
    load(&twin, &json!({ "steps": [{ "for": "1h", "cpu": 30 }, { "for": "5h", "cpu": 1 }], "repeat": true }));
    twin.advance(&format!("{}h", 30 * 366 * 24));
    assert_eq!(twin.app.simulation.lock().world.pending_event_count(), 0);
}
