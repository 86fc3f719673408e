use super::{WORLD, call, no_type, tags};
use crate::alibaba::ecs::{in_every_shape, missing, refusal};
use crate::support::Twin;

const ONE: &str = "&ResourceType=instance&ResourceId=i-1";

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id_in_every_shape() {
        let parameters = format!("RegionId=cn-hangzhou{ONE}&Tag.1.Key=stage&Tag.1.Value=test");
        insta::assert_snapshot!(in_every_shape(WORLD, "AddTags", &parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let call = format!("AddTags&RegionId=cn-hangzhou{ONE}&Tag.1.Key=stage");
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(&call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><AddTagsResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId></AddTagsResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_resource_is_named_and_there() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("AddTags").error(), missing("RegionId"));
        assert_eq!(call(&twin, "AddTags", "&ResourceId=i-1&Tag.1.Key=a").error(), missing("ResourceType"));
        assert_eq!(call(&twin, "AddTags", "&ResourceType=disk&Tag.1.Key=a").error(), missing("ResourceId"));
        let answer = call(&twin, "AddTags", "&ResourceType=cloud&ResourceId=i-1&Tag.1.Key=a");
        assert_eq!(answer.error(), no_type());
        let text = "The specified ResourceId is not found in our records.";
        let answer = call(&twin, "AddTags", "&ResourceType=disk&ResourceId=d-nowhere&Tag.1.Key=a");
        assert_eq!(answer.error(), refusal(404, "InvalidResourceId.NotFound", text));
    }

    #[test]
    fn there_are_tags_and_not_too_many() {
        let twin = Twin::with(WORLD);
        let count = refusal(400, "InvalidTagCount", "The specified tags are beyond the permitted range.");
        assert_eq!(call(&twin, "AddTags", ONE).error(), count);
        let more: String = (1..=21).map(|n| format!("&Tag.{n}.Key=k{n}")).collect();
        assert_eq!(call(&twin, "AddTags", &format!("{ONE}{more}")).error(), count);
        let more: String = (1..=19).map(|n| format!("&Tag.{n}.Key=k{n}")).collect();
        let text = "The quota of tags on resource is beyond permitted range.";
        let answer = call(&twin, "AddTags", &format!("{ONE}{more}"));
        assert_eq!(answer.error(), refusal(400, "OperationDenied.QuotaExceed", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn tags_come_in_either_spelling() {
        let twin = Twin::with(WORLD);
        call(&twin, "AddTags", &format!("{ONE}&Tag.1.Key=a&Tag.1.Value=b&Tag.2.key=stage&Tag.2.value=live")).ok();
        assert_eq!(tags(&twin, "instance", "i-1"), ["Name=web", "a=b", "stage=live"]);
        assert_eq!(tags(&twin, "instance", "i-2"), ["Name=web"]);
    }
}
