use super::{alarm, busy, call, put, refusal};
use crate::support::Twin;
use serde_json::json;

mod reading {
    use super::*;

    #[test]
    fn names() {
        let twin = busy();
        put(&twin, "a", json!({ "ActionsEnabled": false })).ok();
        assert_eq!(call(&twin, "EnableAlarmActions", &json!({ "AlarmNames": ["a"] })).ok(), "{}");
        assert_eq!(alarm(&twin, "a")["ActionsEnabled"], true);
    }
}

mod validation {
    use super::*;

    #[test]
    fn names_are_required() {
        assert_eq!(refusal(&call(&Twin::empty(), "EnableAlarmActions", &json!({}))).0, "MissingParameter");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn only_what_changes_is_noted() {
        let twin = busy();
        put(&twin, "a", json!({ "ActionsEnabled": false })).ok();
        twin.advance("1m");
        for _ in 0..2 {
            call(&twin, "EnableAlarmActions", &json!({ "AlarmNames": ["a", "none"] })).ok();
        }
        let history = call(&twin, "DescribeAlarmHistory", &json!({ "AlarmName": "a" })).json();
        assert_eq!(history["AlarmHistoryItems"].as_array().map(Vec::len), Some(2));
    }
}
