use super::{WORLD, call, no_type, tags};
use crate::alibaba::ecs::{in_every_shape, refusal};
use crate::support::Twin;

const ONE: &str = "&ResourceType=instance&ResourceId.1=i-1";

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id_in_every_shape() {
        let parameters = format!("RegionId=cn-hangzhou{ONE}&TagKey.1=stage");
        insta::assert_snapshot!(in_every_shape(WORLD, "UntagResources", &parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let call = format!("UntagResources&RegionId=cn-hangzhou{ONE}&All=true");
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(&call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><UntagResourcesResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId></UntagResourcesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn resources_are_named_and_there() {
        let twin = Twin::with(WORLD);
        let text = "The parameter - ResourceIds.N should not be null";
        let answer = call(&twin, "UntagResources", "&ResourceType=instance&TagKey.1=a");
        assert_eq!(answer.error(), refusal(404, "MissingParameter.ResourceIds", text));
        let text = "The specified ResourceIds are not found in our records.";
        let answer = call(&twin, "UntagResources", "&ResourceType=instance&ResourceId.1=i-nowhere&TagKey.1=a");
        assert_eq!(answer.error(), refusal(404, "InvalidResourceId.NotFound", text));
        let answer = call(&twin, "UntagResources", "&ResourceType=cloud&ResourceId.1=i-1&TagKey.1=a");
        assert_eq!(answer.error(), no_type());
    }

    #[test]
    fn keys_and_all_exclude_each_other() {
        let twin = Twin::with(WORLD);
        let text = "The specified all is true, but the specified TagKey.N is not empty.";
        let answer = call(&twin, "UntagResources", &format!("{ONE}&All=true&TagKey.1=a"));
        assert_eq!(answer.error(), refusal(403, "Param.Conflict", text));
        assert_eq!(tags(&twin, "instance", "i-1").len(), 2);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn named_tags_go() {
        let twin = Twin::with(WORLD);
        call(&twin, "UntagResources", &format!("{ONE}&ResourceId.2=i-2&TagKey.1=Name&TagKey.2=other")).ok();
        assert_eq!(tags(&twin, "instance", "i-1"), ["stage=test"]);
        assert!(tags(&twin, "instance", "i-2").is_empty());
    }

    #[test]
    fn all_go_only_if_asked() {
        let twin = Twin::with(WORLD);
        call(&twin, "UntagResources", ONE).ok();
        assert_eq!(tags(&twin, "instance", "i-1").len(), 2);
        call(&twin, "UntagResources", &format!("{ONE}&All=true")).ok();
        assert!(tags(&twin, "instance", "i-1").is_empty());
        assert_eq!(tags(&twin, "instance", "i-2"), ["Name=web"]);
    }
}
