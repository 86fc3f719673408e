use super::{WORLD, call, no_type, tags};
use crate::alibaba::ecs::{in_every_shape, missing, refusal};
use crate::support::Twin;

const ONE: &str = "&ResourceType=instance&ResourceId=i-1";

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id_in_every_shape() {
        let parameters = format!("RegionId=cn-hangzhou{ONE}&Tag.1.Key=stage&Tag.1.Value=test");
        insta::assert_snapshot!(in_every_shape(WORLD, "RemoveTags", &parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let call = format!("RemoveTags&RegionId=cn-hangzhou{ONE}&Tag.1.Key=stage");
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(&call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><RemoveTagsResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId></RemoveTagsResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_resource_is_named_and_there() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("RemoveTags").error(), missing("RegionId"));
        assert_eq!(call(&twin, "RemoveTags", "&ResourceId=i-1&Tag.1.Key=a").error(), missing("ResourceType"));
        assert_eq!(call(&twin, "RemoveTags", "&ResourceType=disk&Tag.1.Key=a").error(), missing("ResourceId"));
        let answer = call(&twin, "RemoveTags", "&ResourceType=cloud&ResourceId=i-1&Tag.1.Key=a");
        assert_eq!(answer.error(), no_type());
        let text = "The specified ResourceId is not found in our records.";
        let answer = call(&twin, "RemoveTags", "&ResourceType=disk&ResourceId=d-nowhere&Tag.1.Key=a");
        assert_eq!(answer.error(), refusal(404, "InvalidResourceId.NotFound", text));
    }

    #[test]
    fn there_are_tags_and_keys() {
        let twin = Twin::with(WORLD);
        let count = refusal(400, "InvalidTagCount", "The specified tags are beyond the permitted range.");
        assert_eq!(call(&twin, "RemoveTags", ONE).error(), count);
        let answer = call(&twin, "RemoveTags", &format!("{ONE}&Tag.1.Value=x"));
        assert_eq!(answer.error(), missing("Tag.1.Key"));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn tags_go_by_key_or_by_key_and_value() {
        let twin = Twin::with(WORLD);
        call(&twin, "RemoveTags", &format!("{ONE}&Tag.1.Key=stage&Tag.1.Value=live&Tag.2.key=Name")).ok();
        assert_eq!(tags(&twin, "instance", "i-1"), ["stage=test"]);
        call(&twin, "RemoveTags", &format!("{ONE}&Tag.1.Key=stage&Tag.1.Value=test")).ok();
        assert!(tags(&twin, "instance", "i-1").is_empty());
        assert_eq!(tags(&twin, "instance", "i-2"), ["Name=web"]);
    }
}
