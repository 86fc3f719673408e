use super::{WORLD, call, no_type};
use crate::alibaba::ecs::{in_every_shape, refusal};
use crate::support::{Answer, Twin};

fn list(twin: &Twin, more: &str) -> Answer {
    call(twin, "ListTagResources", &format!("&ResourceType=instance{more}"))
}

/// The ids of the resources on a page, each once.
#[track_caller]
fn ids(answer: &Answer) -> Vec<String> {
    let json = answer.json();
    let tags = json["TagResources"]["TagResource"].as_array().expect("a list").iter();
    let mut ids: Vec<_> = tags.map(|tag| tag["ResourceId"].as_str().expect("an id").to_owned()).collect();
    ids.dedup();
    ids
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&ResourceType=instance&ResourceId.1=i-1&ResourceId.2=i-2&Tag.1.Key=Name";
        insta::assert_snapshot!(in_every_shape(WORLD, "ListTagResources", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","NextToken":"","TagResources":{"TagResource":[{"ResourceId":"i-1","ResourceType":"instance","TagKey":"Name","TagValue":"web"},{"ResourceId":"i-1","ResourceType":"instance","TagKey":"stage","TagValue":"test"},{"ResourceId":"i-2","ResourceType":"instance","TagKey":"Name","TagValue":"web"}]}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let call = "ListTagResources&RegionId=cn-hangzhou&ResourceType=instance&ResourceId.1=i-2";
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><ListTagResourcesResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><NextToken/><TagResources><TagResource><ResourceId>i-2</ResourceId><ResourceType>instance</ResourceType><TagKey>Name</TagKey><TagValue>web</TagValue></TagResource></TagResources></ListTagResourcesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn something_is_asked_for() {
        let twin = Twin::with(WORLD);
        let text = "The parameter - ResourceType should not be null.";
        let answer = call(&twin, "ListTagResources", "&ResourceId.1=i-1");
        assert_eq!(answer.error(), refusal(404, "MissingParameter.ResourceType", text));
        let text = "The specified Tags and ResourcesIds are not allow to both empty.";
        assert_eq!(list(&twin, "").error(), refusal(403, "BothEmpty.TagsAndResources", text));
        let text = "The tags must be empty, when the tagFilters is not empty.";
        let answer = list(&twin, "&Tag.1.Key=Name&TagFilter.1.TagKey=Name");
        assert_eq!(answer.error(), refusal(400, "InvalidTags.MalFormed", text));
        let answer = call(&twin, "ListTagResources", "&ResourceType=cloud&ResourceId.1=i-1");
        assert_eq!(answer.error(), no_type());
        let token = refusal(403, "Invalid.NextToken", "The specified NextToken is not valid.");
        assert_eq!(list(&twin, "&ResourceId.1=i-1&NextToken=2").error(), token);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters_are_all_passed() {
        let twin = Twin::with(WORLD);
        for (more, expected) in [
            ("&ResourceId.1=i-1&ResourceId.2=i-nowhere", vec!["i-1"]),
            ("&Tag.1.Key=Name", vec!["i-1", "i-2"]),
            ("&Tag.1.Key=Name&Tag.1.Value=web&Tag.2.Key=stage", vec!["i-1"]),
            ("&Tag.1.Key=Name&Tag.1.Value=db", vec![]),
            ("&TagFilter.1.TagKey=stage&TagFilter.1.TagValues.1=live&TagFilter.1.TagValues.2=te*", vec!["i-1"]),
            ("&TagFilter.1.TagKey=stage&TagFilter.1.TagValues.1=live", vec![]),
        ] {
            assert_eq!(ids(&list(&twin, more)), expected, "{more}");
        }
        let nothing = call(&twin, "ListTagResources", "&ResourceType=snapshot&ResourceId.1=s-1");
        assert!(ids(&nothing).is_empty());
    }

    #[test]
    fn fifty_tags_are_on_a_page() {
        let twin = Twin::empty();
        let call = "RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&Amount=30\
            &ImageId=aliyun_3_x64_20G_alibase_20240819.vhd&Tag.1.Key=a&Tag.2.Key=b";
        twin.ecs(call).ok();
        let first = list(&twin, "&Tag.1.Key=a").json();
        assert_eq!(first["TagResources"]["TagResource"].as_array().map(Vec::len), Some(50));
        let token = first["NextToken"].as_str().expect("a token").replace(' ', "%20");
        let rest = list(&twin, &format!("&Tag.1.Key=a&NextToken={token}")).json();
        assert_eq!(rest["TagResources"]["TagResource"].as_array().map(Vec::len), Some(10));
        assert_eq!(rest["NextToken"], "");
    }
}
