use super::{BUSY, busy, call, names, put, refusal};
use crate::support::Twin;
use serde_json::{Value, json};

fn list(twin: &Twin, changes: &Value) -> Vec<String> {
    let mut body = json!({
        "Namespace": "AWS/EC2", "MetricName": "CPUCreditBalance", "Dimensions": [{ "Name": "InstanceId", "Value": BUSY }],
    });
    for (name, value) in changes.as_object().expect("changes") {
        body[name] = value.clone();
    }
    names(&call(twin, "DescribeAlarmsForMetric", &body), "MetricAlarms", "AlarmName")
}

mod reading {
    use super::*;

    #[test]
    fn those_on_the_metric() {
        let twin = busy();
        put(&twin, "a", json!({})).ok();
        put(&twin, "b", json!({ "Statistic": "Sum", "Period": 600 })).ok();
        put(&twin, "c", json!({ "MetricName": "CPUUtilization" })).ok();
        assert_eq!(list(&twin, &json!({})), ["a", "b"]);
        assert_eq!(list(&twin, &json!({ "Statistic": "Sum" })), ["b"]);
        assert_eq!(list(&twin, &json!({ "Period": 300 })), ["a"]);
        assert_eq!(list(&twin, &json!({ "Dimensions": [] })), [""; 0]);
        assert_eq!(list(&twin, &json!({ "Unit": "Count" })), [""; 0]);
    }
}

mod validation {
    use super::*;

    #[test]
    fn names_are_required() {
        let answer = call(&Twin::empty(), "DescribeAlarmsForMetric", &json!({ "Namespace": "AWS/EC2" }));
        assert_eq!(refusal(&answer), ("MissingParameter".into(), "The parameter MetricName is required.".into()));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn deleted_ones_are_gone() {
        let twin = busy();
        put(&twin, "a", json!({})).ok();
        call(&twin, "DeleteAlarms", &json!({ "AlarmNames": ["a"] })).ok();
        assert_eq!(list(&twin, &json!({})), [""; 0]);
    }
}
