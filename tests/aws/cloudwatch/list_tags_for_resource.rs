use super::{arn, busy, call, put, query, refusal};
use crate::support::Twin;
use serde_json::json;

mod reading {
    use super::*;

    #[test]
    fn in_the_order_of_their_keys() {
        let twin = busy();
        put(&twin, "a:b", json!({ "Tags": [{ "Key": "z", "Value": "1" }, { "Key": "a", "Value": "" }] })).ok();
        let tags = call(&twin, "ListTagsForResource", &json!({ "ResourceARN": arn("a:b") }));
        assert_eq!(tags.ok(), r#"{"Tags":[{"Key":"a","Value":""},{"Key":"z","Value":"1"}]}"#);
        put(&twin, "c", json!({})).ok();
        let form = query(&twin, &format!("ListTagsForResource&ResourceARN={}", arn("c")));
        insta::assert_snapshot!(form.anonymous(), @r#"<ListTagsForResourceResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><ListTagsForResourceResult><Tags/></ListTagsForResourceResult><ResponseMetadata><RequestId></RequestId></ResponseMetadata></ListTagsForResourceResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn arns_that_are_none_or_of_nothing() {
        let twin = busy();
        put(&twin, "a", json!({})).ok();
        let refused = |arn: &str| {
            let answer = call(&twin, "ListTagsForResource", &json!({ "ResourceARN": arn }));
            (answer.0.status, refusal(&answer).0)
        };
        assert_eq!(refused("a"), (400, "InvalidParameterValue".into()));
        assert_eq!(refused(&arn("b")), (404, "ResourceNotFoundException".into()));
        assert_eq!(refused(&arn("a").replace("us-east-1", "eu-west-1")), (404, "ResourceNotFoundException".into()));
        assert_eq!(
            refusal(&call(&twin, "ListTagsForResource", &json!({}))).1,
            "The parameter ResourceARN is required."
        );
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn tags_go_with_the_alarm() {
        let twin = busy();
        put(&twin, "a", json!({ "Tags": [{ "Key": "k", "Value": "v" }] })).ok();
        call(&twin, "DeleteAlarms", &json!({ "AlarmNames": ["a"] })).ok();
        put(&twin, "a", json!({})).ok();
        let tags = call(&twin, "ListTagsForResource", &json!({ "ResourceARN": arn("a") }));
        assert_eq!(tags.ok(), r#"{"Tags":[]}"#);
        assert_eq!(Twin::empty().app.simulation.lock().world.pending_event_count(), 0);
    }
}
