use super::{alarm, call, cbor, put, query, refusal, state};
use crate::support::{Answer, Twin};
use ciborium::Value as Cbor;
use serde_json::{Value, json};

fn publish(twin: &Twin, data: &Value) -> Answer {
    call(twin, "PutMetricData", &json!({ "Namespace": "App", "MetricData": data }))
}

/// Statistics of the metric `Latency` in the first hour.
fn read(twin: &Twin, changes: Value) -> Value {
    let mut body = json!({
        "Namespace": "App", "MetricName": "Latency", "StartTime": "2026-11-21T08:00:00Z", "EndTime": "2026-11-21T09:00:00Z",
        "Period": 60, "Statistics": ["Sum", "SampleCount", "Minimum", "Maximum"],
    });
    for (name, value) in changes.as_object().expect("changes") {
        body[name] = value.clone();
    }
    call(twin, "GetMetricStatistics", &body).json()["Datapoints"].clone()
}

mod reading {
    use super::*;

    #[test]
    fn values_counts_and_sets() {
        let twin = Twin::empty();
        let data = json!([
            { "MetricName": "Latency", "Value": 1.5, "Unit": "Seconds" },
            { "MetricName": "Latency", "Values": [1, 4], "Counts": [2, 1], "Unit": "Seconds" },
            { "MetricName": "Latency", "StatisticValues": { "SampleCount": 2, "Sum": 5, "Minimum": 2, "Maximum": 3 }, "Unit": "Seconds" },
        ]);
        assert_eq!(publish(&twin, &data).ok(), "{}");
        insta::assert_snapshot!(read(&twin, json!({})), @r#"[{"Maximum":4.0,"Minimum":1.0,"SampleCount":6.0,"Sum":12.5,"Timestamp":1795248000.0,"Unit":"Seconds"}]"#);
        let form = query(
            &twin,
            "PutMetricData&Namespace=App&MetricData.member.1.MetricName=Form&MetricData.member.1.Values.member.1=2\
             &MetricData.member.1.Dimensions.member.1.Name=a&MetricData.member.1.Dimensions.member.1.Value=b",
        );
        insta::assert_snapshot!(form.anonymous(), @r#"<PutMetricDataResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><ResponseMetadata><RequestId></RequestId></ResponseMetadata></PutMetricDataResponse>"#);
        let dimensions = json!({ "MetricName": "Form", "Dimensions": [{ "Name": "a", "Value": "b" }] });
        assert_eq!(read(&twin, dimensions)[0]["Sum"], 2.0);
    }

    #[test]
    fn cbor_has_doubles() {
        let twin = Twin::empty();
        let text = |text: &str| Cbor::Text(text.to_owned());
        let datum = Cbor::Map(vec![
            (text("MetricName"), text("Latency")),
            (text("Value"), Cbor::Float(0.1)),
            (text("Timestamp"), Cbor::Tag(1, Box::new(Cbor::Float(1_795_248_000.0)))),
        ]);
        let body = Cbor::Map(vec![(text("Namespace"), text("App")), (text("MetricData"), Cbor::Array(vec![datum]))]);
        assert_eq!(cbor(&twin, "PutMetricData", &body).0.status, 200);
        assert_eq!(read(&twin, json!({}))[0]["Sum"], 0.1);
    }
}

mod validation {
    use super::*;

    #[track_caller]
    fn refused(datum: &Value, code: &str, text: &str) {
        let answer = publish(&Twin::empty(), &json!([datum]));
        assert_eq!(refusal(&answer), (code.to_owned(), text.to_owned()));
    }

    #[test]
    fn the_texts_are_those_of_aws() {
        let (both, one) = ("InvalidParameterCombination", "MetricData.member.1");
        let excluded = |other: &str| {
            format!("The parameters {one}.Value and {one}.{other} are mutually exclusive and you have specified both.")
        };
        refused(&json!({ "MetricName": "a", "Value": 1, "Values": [1] }), both, &excluded("Values"));
        let set = json!({ "SampleCount": 1, "Sum": 1, "Minimum": 1, "Maximum": 1 });
        refused(&json!({ "MetricName": "a", "Value": 1, "StatisticValues": set }), both, &excluded("StatisticValues"));
        refused(&json!({ "MetricName": "a" }), both, "At least one of the parameters must be specified.");
        let text = "The parameter values must appears when the counts parameter is specified.";
        refused(&json!({ "MetricName": "a", "Counts": [1] }), both, text);
        let text = "The parameters MetricData.member.1.Values and MetricData.member.1.Counts must be of the same size.";
        refused(&json!({ "MetricName": "a", "Values": [1], "Counts": [1, 2] }), "InvalidParameterValue", text);
        let text = "The parameter MetricData.member.1.MetricName is required.";
        refused(&json!({ "Value": 1 }), "MissingParameter", text);
        // Values beside a set are accepted.
        publish(&Twin::empty(), &json!([{ "MetricName": "a", "Values": [1], "StatisticValues": set }])).ok();
    }

    #[test]
    fn numbers_times_and_names() {
        let twin = Twin::empty();
        for datum in [
            json!({ "MetricName": "a", "Value": "NaN" }),
            json!({ "MetricName": "a", "Value": 1e300 }),
            json!({ "MetricName": "a", "Values": [1], "Counts": [0] }),
            json!({ "MetricName": "a", "StatisticValues": { "SampleCount": 0, "Sum": 1, "Minimum": 1, "Maximum": 1 } }),
            json!({ "MetricName": "a", "Value": 1, "Timestamp": "2026-11-21T10:00:01Z" }),
            json!({ "MetricName": "a", "Value": 1, "Timestamp": "2026-11-07T07:59:59Z" }),
            json!({ "MetricName": "a", "Value": 1, "StorageResolution": 30 }),
        ] {
            assert_eq!(refusal(&publish(&twin, &json!([datum]))).0, "InvalidParameterValue", "{datum}");
        }
        for datum in [
            json!({ "MetricName": "a", "Value": 1, "Unit": "Apples" }),
            json!({ "MetricName": "a", "Values": vec![1; 151] }),
        ] {
            assert_eq!(refusal(&publish(&twin, &json!([datum]))).0, "ValidationError", "{datum}");
        }
        let aws = json!({ "Namespace": "AWS/EC2", "MetricData": [{ "MetricName": "a", "Value": 1 }] });
        assert_eq!(refusal(&call(&twin, "PutMetricData", &aws)).0, "InvalidParameterValue");
        assert_eq!(refusal(&publish(&twin, &json!([]))).0, "MissingParameter");
        let entity =
            json!({ "Namespace": "App", "EntityMetricData": [{ "MetricData": [{ "MetricName": "a", "Value": 1 }] }] });
        assert_eq!(refusal(&call(&twin, "PutMetricData", &entity)).0, "UnsupportedOperation");
        assert_eq!(call(&twin, "ListMetrics", &json!({})).ok(), r#"{"Metrics":[]}"#);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn each_unit_has_its_points() {
        let twin = Twin::empty();
        publish(&twin, &json!([
            { "MetricName": "Latency", "Value": 1, "Unit": "Seconds" }, { "MetricName": "Latency", "Value": 7, "Unit": "Milliseconds" },
        ]))
        .ok();
        let points = read(&twin, json!({}));
        let units: Vec<_> = points.as_array().expect("a list").iter().map(|point| point["Unit"].clone()).collect();
        assert_eq!(units, ["Milliseconds", "Seconds"]);
        assert_eq!(read(&twin, json!({ "Unit": "Seconds" }))[0]["Sum"], 1.0);
        assert_eq!(read(&twin, json!({ "Unit": "Bytes" })), json!([]));
        let stat = json!({ "Metric": { "Namespace": "App", "MetricName": "Latency" }, "Period": 60, "Stat": "Sum" });
        let body = json!({
            "MetricDataQueries": [{ "Id": "a", "MetricStat": stat }],
            "StartTime": "2026-11-21T08:00:00Z", "EndTime": "2026-11-21T09:00:00Z",
        });
        let result = call(&twin, "GetMetricData", &body).json()["MetricDataResults"][0].clone();
        assert_eq!(result["Values"], json!([7.0]));
        let message =
            json!([{ "Code": "MultipleUnits", "Value": "Multiple units returned: '[Milliseconds, Seconds]'" }]);
        assert_eq!(result["Messages"], message);
    }

    #[test]
    fn percentiles_of_values() {
        let twin = Twin::empty();
        let values: Vec<_> = (1..=100).collect();
        publish(&twin, &json!([{ "MetricName": "Latency", "Values": values }])).ok();
        let point = read(&twin, json!({ "Statistics": [], "ExtendedStatistics": ["p99", "p50"] }))[0].clone();
        assert_eq!(point["ExtendedStatistics"], json!({ "p50": 50.0, "p99": 99.0 }));
    }

    #[test]
    fn stamps_are_minutes_or_seconds() {
        let twin = Twin::empty();
        let at = |stamp: &str, resolution: i64| json!({ "MetricName": "Latency", "Value": 1, "Timestamp": stamp, "StorageResolution": resolution });
        publish(&twin, &json!([at("2026-11-21T08:10:42Z", 60), at("2026-11-21T08:20:42.9Z", 1)])).ok();
        twin.advance("30m");
        let stamps = |period: i64| {
            let end = "2026-11-21T08:24:00Z";
            let points = read(&twin, json!({ "Period": period, "EndTime": end }));
            points
                .as_array()
                .expect("a list")
                .iter()
                .map(|point| point["Timestamp"].as_f64().expect("a time"))
                .collect::<Vec<_>>()
        };
        assert_eq!(stamps(60), [1_795_248_600.0, 1_795_249_200.0]);
        assert_eq!(stamps(1), [1_795_248_600.0, 1_795_249_242.0]);
    }

    #[test]
    fn they_are_listed_after_instances() {
        let twin = Twin::empty();
        let data: Vec<_> = (0..700).map(|n| json!({ "MetricName": format!("m{n:03}"), "Value": 1 })).collect();
        publish(&twin, &json!(data)).ok();
        let first = call(&twin, "ListMetrics", &json!({ "Namespace": "App" })).json();
        assert_eq!(first["Metrics"].as_array().map(Vec::len), Some(500));
        let second = call(&twin, "ListMetrics", &json!({ "NextToken": first["NextToken"] })).json();
        assert_eq!(second["Metrics"].as_array().map(Vec::len), Some(200));
        assert_eq!((&second["Metrics"][0]["MetricName"], &second["NextToken"]), (&json!("m500"), &Value::Null));
        twin.advance("337h");
        assert_eq!(call(&twin, "ListMetrics", &json!({})).ok(), r#"{"Metrics":[]}"#);
    }

    #[test]
    fn alarms_are_judged_by_them() {
        let twin = Twin::empty();
        let changes = json!({
            "Namespace": "App", "MetricName": "Latency", "Dimensions": [], "Statistic": "Maximum",
            "ComparisonOperator": "GreaterThanThreshold", "TreatMissingData": "notBreaching",
        });
        put(&twin, "slow", changes).ok();
        twin.advance("6m");
        assert_eq!(state(&twin, "slow"), "OK");
        publish(&twin, &json!([{ "MetricName": "Latency", "Value": 3 }])).ok();
        twin.advance("5m");
        assert_eq!(state(&twin, "slow"), "ALARM");
        let reason = "Threshold Crossed: 1 datapoint [3.0 (11/21/26 08:10:00)] was greater than the threshold (1.0).";
        assert_eq!(alarm(&twin, "slow")["StateReason"], reason);
        twin.advance("30m");
        assert_eq!(state(&twin, "slow"), "OK");
        assert_eq!(twin.app.simulation.lock().world.pending_event_count(), 0);
    }

    #[test]
    fn a_saved_world_has_them() {
        let twin = Twin::empty();
        publish(&twin, &json!([{ "MetricName": "Latency", "Value": 3 }])).ok();
        let again = Twin::with(&twin.app.save_scenario(None).expect("a scenario"));
        assert_eq!(read(&again, json!({})), read(&twin, json!({})));
    }
}
