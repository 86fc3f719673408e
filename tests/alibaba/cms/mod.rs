mod describe_metric_data;
mod describe_metric_last;
mod describe_metric_list;
mod describe_metric_meta_list;

use crate::support::{Answer, Twin};
use serde_json::Value;

/// An instance with credits, one with the same load but without credits, and one of another region that is stopped.
const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-one"
    type = "ecs.t6-c1m1.large"
    load = [{ for = "10m", cpu = 100 }, { for = "24h", cpu = 10 }]

    [[ecs.instance]]
    id = "i-plain"
    type = "ecs.g6.large"
    cpu = 50

    [[ecs.instance]]
    id = "i-away"
    type = "ecs.g6.large"
    region = "cn-beijing"

    [[ecs.instance]]
    id = "i-off"
    type = "ecs.t6-c1m1.large"
    state = "stopped"
"#;

/// 2026-11-21T08:00:00Z, when a world begins, in milliseconds.
const BEGIN: i64 = 1_795_248_000_000;

fn minutes(count: i64) -> i64 {
    BEGIN + 60_000 * count
}

/// The parameters for a metric of ECS.
fn metric(name: &str) -> String {
    format!("Namespace=acs_ecs_dashboard&MetricName={name}")
}

fn dimension(id: &str) -> String {
    format!("Dimensions=%5B%7B%22instanceId%22%3A%22{id}%22%7D%5D")
}

#[track_caller]
fn points(answer: &Answer) -> Vec<Value> {
    let answer = answer.json();
    serde_json::from_str(answer["Datapoints"].as_str().expect("a text")).expect("a list in JSON")
}

/// The times in minutes since the begin, and the averages.
#[track_caller]
fn averages(answer: &Answer) -> Vec<(i64, f64)> {
    let read = |point: Value| {
        let time = point["timestamp"].as_i64().expect("a time");
        ((time - BEGIN) / 60_000, point["Average"].as_f64().expect("a number"))
    };
    points(answer).into_iter().map(read).collect()
}

fn illegal() -> (u16, String, String) {
    (400, "ParameterInvalid".into(), "Illegal parameters.".into())
}

fn unknown() -> (u16, String, String) {
    (404, "ResourceNotFound".into(), "The specified resource is not found.".into())
}

/// What every operation on points refuses.
fn assert_checked(action: &str) {
    let twin = Twin::with(WORLD);
    let call = |parameters: &str| twin.cms(&format!("{action}{parameters}"));
    let good = format!("&{}", metric("CPUUtilization"));
    call(&good).ok();
    assert_eq!(call("&Namespace=acs_ecs_dashboard").error(), illegal());
    assert_eq!(call("&MetricName=CPUUtilization").error(), illegal());
    assert_eq!(call("&Namespace=acs_rds_dashboard&MetricName=CPUUtilization").error(), unknown());
    assert_eq!(call("&Namespace=acs_ecs_dashboard&MetricName=DiskReadBPS").error(), unknown());
    for more in [
        "Period=61",
        "Period=15",
        "Period=x",
        "StartTime=noon",
        "EndTime=2026-11-21T08:00",
        "StartTime=99999999999999999999",
        "StartTime=2026-11-21T08:00:00Z&EndTime=2026-11-21T08:00:00Z",
        "Length=0",
        "Length=1001",
        "Length=-1",
        "Dimensions=%5B%22i-one%22%5D",
        "Dimensions=%7B%22disk%22%3A%22a%22%7D",
        "Dimensions=none",
    ] {
        assert_eq!(call(&format!("{good}&{more}")).error(), illegal(), "{more}");
    }
    let many = |count: usize| format!("{good}&Dimensions=%5B{}%5D", vec!["%7B%7D"; count].join(","));
    call(&many(50)).ok();
    assert_eq!(call(&many(51)).error(), illegal());
    let grouped = call(&format!("{good}&Express=%7B%22groupby%22%3A%5B%22userId%22%5D%7D")).error();
    assert!(grouped.0 == 400 && grouped.2.contains("Express"), "{grouped:?}");
}
