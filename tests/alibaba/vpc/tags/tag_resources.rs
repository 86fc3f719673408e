use super::*;

mod reading {
    use super::*;

    #[test]
    fn every_type_has_tags() {
        let twin = Twin::empty();
        for (kind, id) in resources(&twin) {
            let more = "&Tag.1.Key=a&Tag.1.Value=1&Tag.2.Key=b";
            call(&twin, &format!("TagResources&ResourceType={kind}&ResourceId.1={id}{more}")).ok();
            assert_eq!(tags(&twin, kind, &id), pairs([("a", "1"), ("b", "")]), "{kind}");
        }
    }
}

mod validation {
    use super::*;

    #[test]
    #[rustfmt::skip]
    fn every_refusal() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let many = |name: &str, count: usize| (1..=count).map(|n| format!("&{name}{n}=k{n}")).collect::<String>();
        let keys: String = (1..=21).map(|n| format!("&Tag.{n}.Key=k{n}")).collect();
        let one = "&Tag.1.Key=a";
        for (more, code, text) in [
            (format!("&ResourceId.1={vpc}{one}"), "MissingParam.ResourceType", "The param of ResourceType is missing."),
            (format!("&ResourceType=VPC{one}"), "MissingParam", "The param of ResourceId is missing."),
            (format!("&ResourceType=VPC&ResourceId.1={vpc}"), "MissingParam.Tags", "You must specify the Tags parameter."),
            (format!("&ResourceType=VPC&ResourceId.1={vpc}&Tag.1.Value=x"), "MissingParameter.TagKey", "The input parameter TagKey that is mandatory for processing this request is not supplied."),
            (format!("&ResourceType=x&ResourceId.1={vpc}{one}"), "InvalidInstanceType.NotFound", "The instance type is not found"),
            (format!("&ResourceType=VPC&ResourceId.1=vpc-nowhere{one}"), "InvalidInstanceIds.NotFound", "The instanceIds are not found"),
            (format!("&ResourceType=VBR&ResourceId.1=vbr-1{one}"), "InvalidInstanceIds.NotFound", "The instanceIds are not found"),
            (format!("&ResourceType=VPC{}{one}", many("ResourceId.", 51)), "SizeLimitExceeded.ResourceId", "The maximum number of resource IDs is exceeded."),
            (format!("&ResourceType=VPC&ResourceId.1={vpc}{keys}"), "SizeLimitExceeded.TagNum", "The maximum number of tags is exceeded."),
            (format!("&ResourceType=VPC&ResourceId.1={vpc}&Tag.1.Key=acs:x"), "InvalidTagKey", "The tag keys are not valid."),
        ] {
            assert_eq!(call(&twin, &format!("TagResources{more}")).error(), refusal(400, code, text), "{more}");
        }
        assert_eq!(tags(&twin, "VPC", &vpc), []);
    }

    #[test]
    fn a_resource_has_twenty() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let tag = |key: &str| call(&twin, &format!("TagResources&ResourceType=VPC&ResourceId.1={vpc}&Tag.1.Key={key}"));
        for n in 0..20 {
            tag(&format!("k{n}")).ok();
        }
        assert_eq!(tag("more").error(), refusal(400, "QuotaExceeded.TagNum", "Custom Tags quota exceeded"));
        tag("k3").ok();
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_describe_shows_them() {
        let twin = Twin::empty();
        let [(_, vpc), ..] = resources(&twin);
        call(&twin, &format!("TagResources&ResourceType=vpc&ResourceId.1={vpc}&Tag.1.Key=a&Tag.1.Value=1")).ok();
        call(&twin, &format!("TagResources&ResourceType=VPC&ResourceId.1={vpc}&Tag.1.Key=a&Tag.1.Value=2")).ok();
        let shown = super::super::super::vpcs(&twin, "&Tag.1.Key=a&Tag.1.Value=2");
        assert_eq!(shown[0]["VpcId"], vpc);
    }
}
