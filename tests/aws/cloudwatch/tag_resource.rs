use super::{arn, busy, call, names, put, query, refusal};
use serde_json::json;

mod reading {
    use super::*;

    #[test]
    fn it_answers_an_empty_result() {
        let twin = busy();
        put(&twin, "a", json!({})).ok();
        let tag = json!({ "ResourceARN": arn("a"), "Tags": [{ "Key": "k", "Value": "" }] });
        assert_eq!(call(&twin, "TagResource", &tag).ok(), "{}");
        let form =
            query(&twin, &format!("TagResource&ResourceARN={}&Tags.member.1.Key=l&Tags.member.1.Value=v", arn("a")));
        insta::assert_snapshot!(form.anonymous(), @r#"<TagResourceResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><TagResourceResult/><ResponseMetadata><RequestId></RequestId></ResponseMetadata></TagResourceResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn tags_are_1_to_50() {
        let twin = busy();
        put(&twin, "a", json!({})).ok();
        let refused = |tags: serde_json::Value| {
            refusal(&call(&twin, "TagResource", &json!({ "ResourceARN": arn("a"), "Tags": tags }))).0
        };
        assert_eq!(refused(json!([])), "MissingParameter");
        assert_eq!(refused(json!([{ "Key": "k".repeat(129), "Value": "" }])), "ValidationError");
        let many: Vec<_> = (0..51).map(|n| json!({ "Key": n.to_string(), "Value": "v" })).collect();
        assert_eq!(refused(json!(many)), "InvalidParameterValue");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_same_key_is_replaced() {
        let twin = busy();
        put(&twin, "a", json!({ "Tags": [{ "Key": "k", "Value": "1" }] })).ok();
        let tags = json!([{ "Key": "k", "Value": "2" }, { "Key": "l", "Value": "3" }]);
        call(&twin, "TagResource", &json!({ "ResourceARN": arn("a"), "Tags": tags })).ok();
        let listed = call(&twin, "ListTagsForResource", &json!({ "ResourceARN": arn("a") }));
        assert_eq!(names(&listed, "Tags", "Value"), ["2", "3"]);
    }
}
