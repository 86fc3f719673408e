use super::{alarm, busy, call, put, query, refusal};
use crate::support::Twin;
use serde_json::{Value, json};

mod reading {
    use super::*;

    #[test]
    fn names() {
        let twin = busy();
        put(&twin, "a", json!({})).ok();
        assert_eq!(call(&twin, "DeleteAlarms", &json!({ "AlarmNames": ["a"] })).ok(), "{}");
        assert_eq!(alarm(&twin, "a"), Value::Null);
        insta::assert_snapshot!(query(&twin, "DeleteAlarms&AlarmNames.member.1=a").anonymous(), @r#"<DeleteAlarmsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><ResponseMetadata><RequestId></RequestId></ResponseMetadata></DeleteAlarmsResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn names_are_1_to_100() {
        let twin = Twin::empty();
        let refused = |body: Value| refusal(&call(&twin, "DeleteAlarms", &body)).0;
        assert_eq!(refused(json!({})), "MissingParameter");
        assert_eq!(refused(json!({ "AlarmNames": vec!["a"; 101] })), "ValidationError");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn wrong_names_do_not_stop_the_others() {
        let twin = busy();
        put(&twin, "a", json!({})).ok();
        put(&twin, "b", json!({})).ok();
        call(&twin, "DeleteAlarms", &json!({ "AlarmNames": ["none", "a"] })).ok();
        assert_eq!((alarm(&twin, "a"), alarm(&twin, "b")["AlarmName"].clone()), (Value::Null, json!("b")));
        assert_eq!(twin.app.simulation.lock().world.pending_event_count(), 1);
    }
}
