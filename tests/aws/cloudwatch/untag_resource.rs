use super::{arn, busy, call, names, put, refusal};
use serde_json::json;

mod reading {
    use super::*;

    #[test]
    fn keys() {
        let twin = busy();
        put(&twin, "a", json!({ "Tags": [{ "Key": "k", "Value": "1" }, { "Key": "l", "Value": "2" }] })).ok();
        assert_eq!(call(&twin, "UntagResource", &json!({ "ResourceARN": arn("a"), "TagKeys": ["k"] })).ok(), "{}");
        let listed = call(&twin, "ListTagsForResource", &json!({ "ResourceARN": arn("a") }));
        assert_eq!(names(&listed, "Tags", "Key"), ["l"]);
    }
}

mod validation {
    use super::*;

    #[test]
    fn keys_are_required() {
        let twin = busy();
        assert_eq!(refusal(&call(&twin, "UntagResource", &json!({ "ResourceARN": arn("a") }))).0, "MissingParameter");
        let body = json!({ "ResourceARN": arn("a"), "TagKeys": ["k"] });
        assert_eq!(refusal(&call(&twin, "UntagResource", &body)).0, "ResourceNotFoundException");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn keys_that_there_are_not_change_nothing() {
        let twin = busy();
        put(&twin, "a", json!({ "Tags": [{ "Key": "k", "Value": "1" }] })).ok();
        call(&twin, "UntagResource", &json!({ "ResourceARN": arn("a"), "TagKeys": ["other"] })).ok();
        let listed = call(&twin, "ListTagsForResource", &json!({ "ResourceARN": arn("a") }));
        assert_eq!(names(&listed, "Tags", "Key"), ["k"]);
    }
}
