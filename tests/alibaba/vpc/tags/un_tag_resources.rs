use super::*;

fn tagged(twin: &Twin) -> String {
    let vpc = make_vpc(twin, "");
    let more = "&Tag.1.Key=a&Tag.1.Value=1&Tag.2.Key=b&Tag.3.Key=c";
    call(twin, &format!("TagResources&ResourceType=VPC&ResourceId.1={vpc}{more}")).ok();
    vpc
}

fn untag(twin: &Twin, vpc: &str, more: &str) -> Answer {
    call(twin, &format!("UnTagResources&ResourceType=VPC&ResourceId.1={vpc}{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn without_keys_nothing_changes() {
        let twin = Twin::empty();
        let vpc = tagged(&twin);
        untag(&twin, &vpc, "").ok();
        untag(&twin, &vpc, "&All=false").ok();
        assert_eq!(tags(&twin, "VPC", &vpc).len(), 3);
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let twin = Twin::empty();
        let keys: String = (1..=21).map(|n| format!("&TagKey.{n}=k{n}")).collect();
        for (more, code, text) in [
            ("&ResourceId.1=vpc-1", "MissingParam.ResourceType", "The param of ResourceType is missing."),
            ("&ResourceType=VPC", "MissingParam", "The param of ResourceId is missing."),
            ("&ResourceType=x&ResourceId.1=x", "InvalidInstanceType.NotFound", "The instance type is not found"),
            ("&ResourceType=VPC&ResourceId.1=x", "InvalidInstanceIds.NotFound", "The instanceIds are not found"),
            (
                &format!("&ResourceType=VPC&ResourceId.1=x{keys}"),
                "SizeLimitExceeded.TagNum",
                "The maximum number of tags is exceeded.",
            ),
        ] {
            assert_eq!(call(&twin, &format!("UnTagResources{more}")).error(), refusal(400, code, text), "{more}");
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn named_keys_or_all_of_them() {
        let twin = Twin::empty();
        let vpc = tagged(&twin);
        untag(&twin, &vpc, "&TagKey.1=b&TagKey.2=none&All=true").ok();
        assert_eq!(tags(&twin, "VPC", &vpc), pairs([("a", "1"), ("c", "")]));
        untag(&twin, &vpc, "&All=true").ok();
        assert_eq!(tags(&twin, "VPC", &vpc), []);
    }
}
