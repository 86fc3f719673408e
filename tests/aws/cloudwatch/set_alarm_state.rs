use super::{alarm, busy, call, json_call, put, query, refusal, state};
use crate::support::{Answer, Twin};
use serde_json::{Value, json};

fn set(twin: &Twin, value: &str) -> Answer {
    call(twin, "SetAlarmState", &json!({ "AlarmName": "a", "StateValue": value, "StateReason": "a test" }))
}

mod reading {
    use super::*;

    #[test]
    fn state_and_reason() {
        let twin = busy();
        put(&twin, "a", json!({})).ok();
        let body = json!({ "AlarmName": "a", "StateValue": "ALARM", "StateReason": "", "StateReasonData": "{}" });
        assert_eq!(call(&twin, "SetAlarmState", &body).ok(), "{}");
        let shown = alarm(&twin, "a");
        let wanted = [json!("ALARM"), json!(""), json!("{}")];
        assert_eq!(["StateValue", "StateReason", "StateReasonData"].map(|name| shown[name].clone()), wanted);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_texts_are_those_of_aws() {
        let twin = busy();
        put(&twin, "a", json!({})).ok();
        let text = "1 validation error detected: Value 'INVALID' at 'stateValue' failed to satisfy constraint: Member must \
                    satisfy enum value set: [INSUFFICIENT_DATA, ALARM, OK]";
        assert_eq!(refusal(&set(&twin, "INVALID")), ("ValidationError".into(), text.into()));
        let body = json!({ "AlarmName": "a", "StateValue": "OK", "StateReason": "x", "StateReasonData": "{" });
        assert_eq!(refusal(&call(&twin, "SetAlarmState", &body)).0, "InvalidFormat");
    }

    #[test]
    fn there_is_no_such_alarm() {
        let twin = Twin::empty();
        let answer = set(&twin, "OK");
        assert_eq!(refusal(&answer), ("ResourceNotFound".into(), String::new()));
        assert_eq!(
            (answer.0.status, &*answer.0.body),
            (404, r#"{"__type":"com.amazonaws.cloudwatch.v2010_08_01#ResourceNotFound"}"#)
        );
        // Without the header that asks for the codes of the Query protocol.
        let body = json!({ "AlarmName": "a", "StateValue": "OK", "StateReason": "x" }).to_string();
        assert_eq!(json_call(&twin, "SetAlarmState", &body, &[]).0.status, 400);
        let form = query(&twin, "SetAlarmState&AlarmName=a&StateValue=OK&StateReason=x");
        assert_eq!(form.0.status, 404);
        insta::assert_snapshot!(form.anonymous(), @r#"<ErrorResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><Error><Type>Sender</Type><Code>ResourceNotFound</Code></Error><RequestId></RequestId></ErrorResponse>"#);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_lasts_until_the_alarm_is_judged() {
        let twin = busy();
        put(&twin, "a", json!({})).ok();
        twin.advance("6m");
        assert_eq!(state(&twin, "a"), "ALARM");
        set(&twin, "OK").ok();
        twin.advance("3m");
        assert_eq!(state(&twin, "a"), "OK");
        twin.advance("2m");
        assert_eq!(state(&twin, "a"), "ALARM");
        let before = alarm(&twin, "a")["StateTransitionedTimestamp"].clone();
        set(&twin, "ALARM").ok();
        let shown: Value = alarm(&twin, "a");
        assert_eq!(shown["StateTransitionedTimestamp"], before);
        assert_ne!(shown["StateUpdatedTimestamp"], before);
    }
}
