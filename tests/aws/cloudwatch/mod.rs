mod delete_alarms;
mod describe_alarm_history;
mod describe_alarms;
mod describe_alarms_for_metric;
mod disable_alarm_actions;
mod enable_alarm_actions;
mod get_metric_data;
mod get_metric_statistics;
mod judging;
mod list_metrics;
mod list_tags_for_resource;
mod protocols;
mod put_metric_alarm;
mod put_metric_data;
mod set_alarm_state;
mod tag_resource;
mod terraform;
mod untag_resource;

use crate::support::{Answer, Twin};
use ciborium::Value as Cbor;
use serde_json::{Value, json};

/// A t3.micro with a steady load of 40 %: it earns 12 credits an hour, and spends 48.
const BUSY: &str = "i-00000000000000001";

/// A world with that instance, and one without credits.
fn busy() -> Twin {
    Twin::with(&format!(
        "[[ec2.instance]]\nid = \"{BUSY}\"\ntype = \"t3.micro\"\ncpu = 40\n\
         [[ec2.instance]]\nid = \"i-00000000000000002\"\ntype = \"m5.large\""
    ))
}

/// The Authorization header of a call.
fn scope(region: &str) -> String {
    format!("AWS4-HMAC-SHA256 Credential=K/20261121/{region}/monitoring/aws4_request, SignedHeaders=host, Signature=0")
}

/// A call in the JSON protocol, as boto3 makes it.
fn call(twin: &Twin, action: &str, body: &Value) -> Answer {
    json_call(twin, action, &body.to_string(), &[("x-amzn-query-mode", "true")])
}

fn json_call(twin: &Twin, action: &str, body: &str, more: &[(&str, &str)]) -> Answer {
    let (target, scope) = (format!("GraniteServiceVersion20100801.{action}"), scope("us-east-1"));
    let mut headers =
        vec![("x-amz-target", &*target), ("authorization", &*scope), ("content-type", "application/x-amz-json-1.0")];
    headers.extend(more);
    twin.request("POST", "", &headers, body)
}

/// A call in the Query protocol.
fn query(twin: &Twin, parameters: &str) -> Answer {
    twin.request("POST", "", &[], &format!("Version=2010-08-01&Action={parameters}"))
}

/// A call in the protocol of CBOR, as the Rust SDK makes it.
fn cbor(twin: &Twin, action: &str, body: &Cbor) -> Answer {
    let mut bytes = Vec::new();
    ciborium::into_writer(body, &mut bytes).expect("CBOR");
    let (path, scope) = (format!("/service/GraniteServiceVersion20100801/operation/{action}"), scope("us-east-1"));
    let headers = [
        ("smithy-protocol", "rpc-v2-cbor"),
        ("content-type", "application/cbor"),
        ("authorization", &*scope),
        ("x-amzn-query-mode", "true"),
    ];
    twin.request_with(&path, "POST", &headers, &bytes)
}

/// The code and the text of a refusal in the JSON protocol.
#[track_caller]
fn refusal(answer: &Answer) -> (String, String) {
    let body: Value = serde_json::from_str(&answer.0.body).expect("JSON");
    let code = answer.0.code.as_deref().expect("a refusal").to_owned();
    assert_eq!(answer.header("x-amzn-query-error"), Some(&*format!("{code};Sender")), "{body}");
    (code, body["message"].as_str().unwrap_or("").to_owned())
}

/// Statistics of a metric of an instance in five minutes, from the start of the test world on.
fn statistics(twin: &Twin, id: &str, metric: &str, statistic: &str, end: &str) -> Vec<(String, f64)> {
    let body = json!({
        "Namespace": "AWS/EC2", "MetricName": metric, "Dimensions": [{ "Name": "InstanceId", "Value": id }],
        "StartTime": crate::support::START, "EndTime": end, "Period": 300, "Statistics": [statistic],
    });
    let points = call(twin, "GetMetricStatistics", &body).json()["Datapoints"].as_array().expect("a list").clone();
    let point = |point: &Value| {
        let at = point["Timestamp"].as_f64().expect("a time");
        let at = jiff::Timestamp::from_second(at as i64).expect("a time").strftime("%H:%M").to_string();
        (at, point[statistic].as_f64().expect("a value"))
    };
    points.iter().map(point).collect()
}

/// An alarm on the credits of the busy instance, with changes: below one credit for five minutes.
fn put(twin: &Twin, name: &str, changes: Value) -> Answer {
    let mut body = json!({
        "AlarmName": name, "Namespace": "AWS/EC2", "MetricName": "CPUCreditBalance",
        "Dimensions": [{ "Name": "InstanceId", "Value": BUSY }],
        "Statistic": "Average", "Period": 300, "EvaluationPeriods": 1, "Threshold": 1, "ComparisonOperator": "LessThanThreshold",
    });
    for (name, value) in changes.as_object().expect("changes") {
        body[name] = value.clone();
    }
    call(twin, "PutMetricAlarm", &body)
}

/// What DescribeAlarms says of an alarm; null if there is none.
fn alarm(twin: &Twin, name: &str) -> Value {
    call(twin, "DescribeAlarms", &json!({ "AlarmNames": [name] })).json()["MetricAlarms"][0].clone()
}

fn state(twin: &Twin, name: &str) -> String {
    alarm(twin, name)["StateValue"].as_str().expect("a state").to_owned()
}

/// The ARN of an alarm.
fn arn(name: &str) -> String {
    format!("arn:aws:cloudwatch:us-east-1:123456789012:alarm:{name}")
}

/// What is named, in the order of the answer.
fn names(answer: &Answer, list: &str, name: &str) -> Vec<String> {
    let items = answer.json()[list].as_array().expect("a list").clone();
    items.iter().map(|item| item[name].as_str().expect("a name").to_owned()).collect()
}
