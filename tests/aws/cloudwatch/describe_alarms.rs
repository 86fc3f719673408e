use super::{alarm, busy, call, names, put, query, refusal};
use crate::support::Twin;
use serde_json::{Value, json};

fn list(twin: &Twin, body: &Value) -> Vec<String> {
    names(&call(twin, "DescribeAlarms", body), "MetricAlarms", "AlarmName")
}

mod reading {
    use super::*;

    #[test]
    fn both_lists_are_always_there() {
        let twin = Twin::empty();
        assert_eq!(call(&twin, "DescribeAlarms", &json!({})).ok(), r#"{"CompositeAlarms":[],"MetricAlarms":[]}"#);
        let form = query(&twin, "DescribeAlarms&AlarmNames.member.1=a&AlarmTypes.member.1=MetricAlarm");
        insta::assert_snapshot!(form.anonymous(), @r#"<DescribeAlarmsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><DescribeAlarmsResult><CompositeAlarms/><MetricAlarms/></DescribeAlarmsResult><ResponseMetadata><RequestId></RequestId></ResponseMetadata></DescribeAlarmsResponse>"#);
    }

    #[test]
    fn filters() {
        let twin = busy();
        put(&twin, "web-a", json!({ "AlarmActions": ["arn:aws:sns:us-east-1:123456789012:topic"] })).ok();
        put(&twin, "web-b", json!({ "Threshold": -1 })).ok();
        put(&twin, "db", json!({})).ok();
        twin.advance("6m");
        assert_eq!(list(&twin, &json!({})), ["db", "web-a", "web-b"]);
        assert_eq!(list(&twin, &json!({ "AlarmNamePrefix": "web" })), ["web-a", "web-b"]);
        assert_eq!(list(&twin, &json!({ "AlarmNames": ["db", "none"] })), ["db"]);
        assert_eq!(list(&twin, &json!({ "StateValue": "OK" })), ["web-b"]);
        assert_eq!(list(&twin, &json!({ "ActionPrefix": "arn:aws:sns:" })), ["web-a"]);
        assert_eq!(list(&twin, &json!({ "AlarmTypes": ["CompositeAlarm"] })), [""; 0]);
    }
}

mod validation {
    use super::*;

    #[test]
    fn what_cannot_be() {
        let twin = Twin::empty();
        for (body, code) in [
            (json!({ "StateValue": "BAD" }), "ValidationError"),
            (json!({ "AlarmTypes": ["Other"] }), "ValidationError"),
            (json!({ "MaxRecords": 101 }), "ValidationError"),
            (json!({ "AlarmNames": vec!["a"; 101] }), "ValidationError"),
            (json!({ "AlarmNames": ["a"], "AlarmNamePrefix": "a" }), "InvalidParameterCombination"),
            (json!({ "NextToken": "!" }), "InvalidNextToken"),
            (json!({ "ChildrenOfAlarmName": "a" }), "UnsupportedOperation"),
        ] {
            assert_eq!(refusal(&call(&twin, "DescribeAlarms", &body)).0, code, "{body}");
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn pages() {
        let twin = busy();
        (0..60).for_each(|n| drop(put(&twin, &format!("a{n:02}"), json!({}))));
        let first = call(&twin, "DescribeAlarms", &json!({}));
        assert_eq!(names(&first, "MetricAlarms", "AlarmName").len(), 50);
        let second = list(&twin, &json!({ "NextToken": first.json()["NextToken"] }));
        assert_eq!((second.len(), &*second[0]), (10, "a50"));
        assert_eq!(list(&twin, &json!({ "MaxRecords": 100 })).len(), 60);
        let exact = call(&twin, "DescribeAlarms", &json!({ "MaxRecords": 60 })).json();
        assert_eq!(exact["NextToken"], Value::Null);
    }

    #[test]
    fn a_read_judges_nothing() {
        let twin = busy();
        put(&twin, "a", json!({})).ok();
        let before = alarm(&twin, "a");
        twin.advance("4m");
        assert_eq!(alarm(&twin, "a"), before);
    }
}
