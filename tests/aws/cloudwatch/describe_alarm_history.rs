use super::{busy, call, names, put, refusal};
use crate::support::Twin;
use serde_json::{Value, json};

fn summaries(twin: &Twin, body: &Value) -> Vec<String> {
    names(&call(twin, "DescribeAlarmHistory", body), "AlarmHistoryItems", "HistorySummary")
}

mod reading {
    use super::*;

    #[test]
    fn all_that_happens() {
        let twin = busy();
        put(
            &twin,
            "a",
            json!({ "AlarmActions": ["arn:aws:automate:us-east-1:ec2:reboot", "arn:aws:sns:us-east-1:1:t"] }),
        )
        .ok();
        twin.advance("6m");
        put(&twin, "a", json!({ "Threshold": 2 })).ok();
        call(&twin, "DeleteAlarms", &json!({ "AlarmNames": ["a"] })).ok();
        insta::assert_snapshot!(summaries(&twin, &json!({})).join("\n"), @r#"
        Alarm "a" deleted
        Alarm "a" updated
        Failed to execute action arn:aws:sns:us-east-1:1:t
        Successfully executed action arn:aws:automate:us-east-1:ec2:reboot
        Alarm updated from INSUFFICIENT_DATA to ALARM
        Alarm "a" created
        "#);
        assert_eq!(
            summaries(&twin, &json!({ "HistoryItemType": "StateUpdate" })),
            ["Alarm updated from INSUFFICIENT_DATA to ALARM"]
        );
        assert_eq!(summaries(&twin, &json!({ "AlarmName": "b" })), [""; 0]);
        assert_eq!(summaries(&twin, &json!({ "StartDate": "2026-11-21T08:06:00Z" })).len(), 2);
        assert_eq!(summaries(&twin, &json!({ "EndDate": "2026-11-21T08:00:00Z" })), ["Alarm \"a\" created"]);
    }

    #[test]
    fn the_data_are_json() {
        let twin = busy();
        put(&twin, "a", json!({})).ok();
        twin.advance("6m");
        let item = call(&twin, "DescribeAlarmHistory", &json!({})).json()["AlarmHistoryItems"][0].clone();
        let data: Value = serde_json::from_str(item["HistoryData"].as_str().expect("a text")).expect("JSON");
        insta::assert_snapshot!(data, @r#"{"newState":{"reason":"Threshold Crossed: 1 datapoint [0.0 (11/21/26 08:05:00)] was less than the threshold (1.0).","reasonData":"{\"evaluatedDatapoints\":[{\"timestamp\":\"2026-11-21T08:05:00.000+0000\",\"value\":0.0}],\"period\":300,\"queryDate\":\"2026-11-21T08:05:00.000+0000\",\"recentDatapoints\":[0.0],\"startDate\":\"2026-11-21T08:05:00.000+0000\",\"statistic\":\"Average\",\"threshold\":1.0,\"version\":\"1.0\"}","value":"ALARM"},"oldState":{"reason":"Unchecked: Initial alarm creation","value":"INSUFFICIENT_DATA"},"version":"1.0"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn what_cannot_be() {
        let twin = Twin::empty();
        for (body, code) in [
            (json!({ "HistoryItemType": "Other" }), "ValidationError"),
            (json!({ "ScanBy": "Other" }), "ValidationError"),
            (json!({ "MaxRecords": 0 }), "ValidationError"),
            (json!({ "NextToken": "eA" }), "InvalidNextToken"),
            (json!({ "StartDate": "x" }), "InvalidParameterValue"),
            (json!({ "AlarmContributorId": "x" }), "UnsupportedOperation"),
        ] {
            assert_eq!(refusal(&call(&twin, "DescribeAlarmHistory", &body)).0, code, "{body}");
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn pages_in_either_order() {
        let twin = busy();
        for name in ["a", "b", "c"] {
            put(&twin, name, json!({})).ok();
        }
        let mut body = json!({ "MaxRecords": 2, "ScanBy": "TimestampAscending" });
        let first = call(&twin, "DescribeAlarmHistory", &body);
        assert_eq!(names(&first, "AlarmHistoryItems", "AlarmName"), ["a", "b"]);
        body["NextToken"] = first.json()["NextToken"].clone();
        let second = call(&twin, "DescribeAlarmHistory", &body);
        assert_eq!(
            (names(&second, "AlarmHistoryItems", "AlarmName"), &second.json()["NextToken"]),
            (vec!["c".to_owned()], &Value::Null)
        );
        assert_eq!(summaries(&twin, &json!({}))[0], "Alarm \"c\" created");
    }
}
