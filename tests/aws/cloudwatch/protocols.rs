//! One call in three protocols.

use super::{BUSY, Cbor, busy, call, cbor, json_call, query, refusal, scope};
use crate::support::{Answer, Twin};
use serde_json::{Value, json};

fn text(text: &str) -> Cbor {
    Cbor::Text(text.to_owned())
}

fn map(members: Vec<(&str, Cbor)>) -> Cbor {
    Cbor::Map(members.into_iter().map(|(name, value)| (text(name), value)).collect())
}

fn time(seconds: i64) -> Cbor {
    Cbor::Tag(1, Box::new(Cbor::Integer(seconds.into())))
}

/// 2026-11-21T08:00:00Z.
const START: i64 = 1_795_248_000;

/// A call of GetMetricStatistics for an hour in half hours.
fn request(metric: &str) -> Cbor {
    let dimension = map(vec![("Name", text("InstanceId")), ("Value", text(BUSY))]);
    map(vec![
        ("Namespace", text("AWS/EC2")),
        ("MetricName", text(metric)),
        ("Dimensions", Cbor::Array(vec![dimension])),
        ("StartTime", time(START)),
        ("EndTime", Cbor::Tag(1, Box::new(Cbor::Float((START + 3600) as f64)))),
        ("Period", Cbor::Integer(1800.into())),
        ("Statistics", Cbor::Array(vec![text("Sum"), text("SampleCount")])),
    ])
}

#[track_caller]
fn decoded(answer: &Answer) -> (Vec<u8>, Cbor) {
    let bytes = answer.0.binary.clone().expect("CBOR");
    let value = ciborium::from_reader(&*bytes).expect("CBOR");
    (bytes, value)
}

#[test]
fn the_same_answer_in_each() {
    let twin = busy();
    twin.advance("2h");
    let form = query(
        &twin,
        &format!(
            "GetMetricStatistics&Namespace=AWS/EC2&MetricName=CPUCreditUsage&Dimensions.member.1.Name=InstanceId\
             &Dimensions.member.1.Value={BUSY}&StartTime=2026-11-21T08:00:00Z&EndTime=2026-11-21T09:00:00Z&Period=1800\
             &Statistics.member.1=Sum&Statistics.member.2=SampleCount"
        ),
    );
    assert_eq!(form.0.content_type, "text/xml");
    insta::assert_snapshot!(form.anonymous(), @r#"<GetMetricStatisticsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><GetMetricStatisticsResult><Label>CPUCreditUsage</Label><Datapoints><member><Timestamp>2026-11-21T08:00:00Z</Timestamp><SampleCount>5</SampleCount><Sum>20</Sum><Unit>Count</Unit></member><member><Timestamp>2026-11-21T08:30:00Z</Timestamp><SampleCount>6</SampleCount><Sum>24</Sum><Unit>Count</Unit></member></Datapoints></GetMetricStatisticsResult><ResponseMetadata><RequestId></RequestId></ResponseMetadata></GetMetricStatisticsResponse>"#);
    let json = call(
        &twin,
        "GetMetricStatistics",
        &json!({
            "Namespace": "AWS/EC2", "MetricName": "CPUCreditUsage",
            "Dimensions": [{ "Name": "InstanceId", "Value": BUSY }],
            "StartTime": START, "EndTime": 1.7952516e9, "Period": 1800, "Statistics": ["Sum", "SampleCount"],
        }),
    );
    assert_eq!(json.0.content_type, "application/x-amz-json-1.0");
    insta::assert_snapshot!(json.ok(), @r#"{"Label":"CPUCreditUsage","Datapoints":[{"Timestamp":1795248000.0,"SampleCount":5.0,"Sum":20.0,"Unit":"Count"},{"Timestamp":1795249800.0,"SampleCount":6.0,"Sum":24.0,"Unit":"Count"}]}"#);
    let binary = cbor(&twin, "GetMetricStatistics", &request("CPUCreditUsage"));
    assert_eq!((binary.0.status, binary.0.content_type), (200, "application/cbor"));
    assert_eq!(binary.header("smithy-protocol"), Some("rpc-v2-cbor"));
    assert_eq!(binary.header("x-amzn-requestid").map(str::len), Some(36));
    let (bytes, _) = decoded(&binary);
    insta::assert_snapshot!(hex::encode(bytes), @"a2654c6162656c6e43505543726564697455736167656a44617461706f696e747382a46954696d657374616d70c1fa4ed6029f6b53616d706c65436f756e74f945006353756df94d0064556e697465436f756e74a46954696d657374616d70c1fb41dac055a20000006b53616d706c65436f756e74f946006353756df94e0064556e697465436f756e74");
}

/// Rust's SDK takes no integer for a double, and no time without its tag.
#[test]
fn doubles_are_floats_and_times_have_their_tag() {
    let twin = busy();
    twin.advance("2h");
    for metric in ["StatusCheckFailed", "CPUCreditUsage", "CPUUtilization"] {
        let (_, value) = decoded(&cbor(&twin, "GetMetricStatistics", &request(metric)));
        let members = value.into_map().expect("a map");
        let points = &members.iter().find(|(name, _)| *name == text("Datapoints")).expect("points").1;
        let points = points.as_array().expect("a list");
        assert_eq!(points.len(), 2);
        for (name, value) in points.iter().flat_map(|point| point.as_map().expect("a map")) {
            match name.as_text().expect("a name") {
                "Timestamp" => assert!(matches!(value, Cbor::Tag(1, inner) if inner.is_float()), "{value:?}"),
                "Sum" | "SampleCount" => assert!(value.is_float(), "{value:?}"),
                other => assert_eq!((other, value.is_text()), ("Unit", true)),
            }
        }
    }
    // A zero is one as a float.
    let (bytes, _) = decoded(&cbor(&twin, "GetMetricStatistics", &request("StatusCheckFailed")));
    let zero = b"\x63Sum\xf9\x00\x00";
    assert!(bytes.windows(zero.len()).any(|part| part == zero), "{bytes:02x?}");
}

#[test]
fn errors_in_each() {
    let twin = Twin::empty();
    let wrong = "GetMetricStatistics&Namespace=AWS/EC2&MetricName=CPUUtilization&StartTime=2026-11-21T08:00:00Z\
                 &EndTime=2026-11-21T07:00:00Z&Period=60&Statistics.member.1=Sum";
    let answer = query(&twin, wrong);
    assert_eq!(answer.0.status, 400);
    insta::assert_snapshot!(answer.anonymous(), @r#"<ErrorResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><Error><Type>Sender</Type><Code>InvalidParameterValue</Code><Message>The parameter StartTime must be less than the parameter EndTime.</Message></Error><RequestId></RequestId></ErrorResponse>"#);
    let body = json!({
        "Namespace": "AWS/EC2", "MetricName": "CPUUtilization", "StartTime": 2, "EndTime": 1, "Period": 60, "Statistics": ["Sum"],
    });
    let told = call(&twin, "GetMetricStatistics", &body);
    insta::assert_snapshot!(told.0.body, @r#"{"__type":"com.amazon.coral.service#InvalidParameterValueException","message":"The parameter StartTime must be less than the parameter EndTime."}"#);
    assert_eq!((told.0.status, told.header("x-amzn-query-error")), (400, Some("InvalidParameterValue;Sender")));
    let plain = json_call(&twin, "GetMetricStatistics", &body.to_string(), &[]);
    assert_eq!((plain.0.status, plain.header("x-amzn-query-error"), &plain.0.body), (400, None, &told.0.body));
    let binary = cbor(
        &twin,
        "GetMetricData",
        &map(vec![("NextToken", text("x")), ("StartTime", time(1)), ("EndTime", time(2))]),
    );
    assert_eq!((binary.0.content_type, binary.header("smithy-protocol")), ("application/cbor", Some("rpc-v2-cbor")));
    assert_eq!(binary.header("x-amzn-query-error"), Some("MissingParameter;Sender"));
    assert_eq!(
        binary.0.body,
        r#"{"__type":"com.amazon.coral.service#MissingRequiredParameterException","message":"The parameter MetricDataQueries is required."}"#
    );
}

#[test]
fn bodies_that_are_none() {
    let twin = Twin::empty();
    for body in ["{", "[]", "Name=x"] {
        let answer = json_call(&twin, "ListMetrics", body, &[("x-amzn-query-mode", "true")]);
        assert_eq!(refusal(&answer).0, "SerializationException", "{body}");
    }
    assert_eq!(refusal(&cbor(&twin, "ListMetrics", &Cbor::Array(Vec::new()))).0, "SerializationException");
    let bytes = cbor(&twin, "ListMetrics", &map(vec![("Namespace", Cbor::Bytes(vec![1]))]));
    assert_eq!(refusal(&bytes).0, "SerializationException");
}

#[test]
fn actions_that_there_are_not() {
    let twin = Twin::empty();
    let (code, text) = refusal(&call(&twin, "PutDashboard", &json!({})));
    assert_eq!((&*code, &*text), ("UnsupportedOperation", "The action PutDashboard is not implemented by Twinstance."));
    assert_eq!(refusal(&call(&twin, "MakeCoffee", &json!({}))).0, "UnknownOperationException");
    assert_eq!(query(&twin, "MakeCoffee").error().1, "InvalidAction");
    assert_eq!(query(&twin, "PutDashboard").error().1, "UnsupportedOperation");
    // Its scope alone says that it is for CloudWatch.
    let signed = twin.request("POST", "", &[("authorization", &scope("us-east-1"))], "Action=ListMetrics");
    assert_eq!(signed.all("Metrics"), [""]);
}

#[test]
fn regions_and_accounts_are_those_of_the_signature() {
    let twin = busy();
    twin.advance("10m");
    let list = |region: &str| {
        let scope = scope(region);
        let answer = twin.request("POST", "", &[("authorization", &scope)], "Action=ListMetrics&Version=2010-08-01");
        answer.all("MetricName").len()
    };
    assert_eq!((list("us-east-1"), list("eu-west-1")), (12, 0));
    assert_eq!(call(&twin, "ListMetrics", &json!({})).json()["Metrics"].as_array().map(Vec::len), Some(12));
    let json: Value = call(&Twin::empty(), "ListMetrics", &json!({})).json();
    assert_eq!(json, json!({ "Metrics": [] }));
}
