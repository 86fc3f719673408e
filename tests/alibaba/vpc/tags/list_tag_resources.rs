use super::*;

fn list(twin: &Twin, more: &str) -> Answer {
    call(twin, &format!("ListTagResources{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_json() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "&Tag.1.Key=a&Tag.1.Value=1");
        insta::assert_snapshot!(list(&twin, &format!("&ResourceType=VPC&ResourceId.1={vpc}")).ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA","NextToken":"","TagResources":{"TagResource":[{"ResourceId":"vpc-bpgdc5irqtnjwspllcos","ResourceType":"VPC","TagKey":"a","TagValue":"1"}]}}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let twin = Twin::empty();
        let ids: String = (1..=51).map(|n| format!("&ResourceId.{n}=x")).collect();
        let both = "The specified Tags and ResourcesIds are not allow to both empty.";
        for (more, code, text) in [
            ("&ResourceId.1=x", "MissingParam.ResourceType", "The param of ResourceType is missing."),
            ("&ResourceType=VPC", "BothEmpty.TagsAndResources", both),
            ("&ResourceType=x&ResourceId.1=x", "InvalidInstanceType.NotFound", "The instance type is not found"),
            (
                &format!("&ResourceType=VPC{ids}"),
                "SizeLimitExceeded.ResourceId",
                "The maximum number of resource IDs is exceeded.",
            ),
            (
                "&ResourceType=VPC&ResourceId.1=x&MaxResults=51",
                "InvalidParameter",
                "The specified parameter \"MaxResults\" is not valid.",
            ),
        ] {
            assert_eq!(list(&twin, more).error(), refusal(400, code, text), "{more}");
        }
        let none = list(&twin, "&ResourceType=VBR&ResourceId.1=x").json();
        assert_eq!(none["TagResources"]["TagResource"], serde_json::json!([]));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn tags_select_and_pages_follow_each_other() {
        let twin = Twin::empty();
        let (one, two) = (make_vpc(&twin, "&Tag.1.Key=a&Tag.2.Key=b"), make_vpc(&twin, "&Tag.1.Key=b&Tag.1.Value=2"));
        let ids = |more: &str| {
            let answer = list(&twin, &format!("&ResourceType=VPC{more}")).json();
            let listed = answer["TagResources"]["TagResource"].as_array().expect("a list").clone();
            let ids: Vec<_> = listed.iter().map(|tag| tag["ResourceId"].as_str().expect("an id").to_owned()).collect();
            (ids, answer["NextToken"].as_str().expect("a token").to_owned())
        };
        assert_eq!(ids("&Tag.1.Key=a").0, [one.clone(), one.clone()]);
        assert_eq!(ids("&Tag.1.Key=b&Tag.1.Value=2").0, std::slice::from_ref(&two));
        let (mut seen, mut token) = (Vec::new(), String::new());
        loop {
            let (page, next) = ids(&format!("&Tag.1.Key=b&MaxResults=1&NextToken={}", token.replace(' ', "%20")));
            seen.extend(page);
            if next.is_empty() {
                break;
            }
            token = next;
        }
        assert_eq!(seen, [one.clone(), one, two]);
    }
}
