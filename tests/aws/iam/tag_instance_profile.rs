use super::*;

mod reading {
    use super::*;

    #[test]
    fn its_answer_is_empty() {
        let answer =
            iam(&furnished(), "TagInstanceProfile&InstanceProfileName=p&Tags.member.1.Key=a&Tags.member.1.Value=1");
        insta::assert_snapshot!(answer.ok(), @r#"<TagInstanceProfileResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ResponseMetadata><RequestId>a653bdb7-b084-4e85-a69a-2e3be3081919</RequestId></ResponseMetadata></TagInstanceProfileResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_there_and_the_tags_good() {
        let twin = furnished();
        refused_without(
            &twin,
            "TagInstanceProfile&Tags.member.1.Key=a&Tags.member.1.Value=1&Tags.member.2.Key=b&Tags.member.2.Value=2",
            false,
        );
        let call = "TagInstanceProfile&InstanceProfileName=p";
        let long = format!("{call}&Tags.member.1.Key={}&Tags.member.1.Value=1", "k".repeat(129));
        refused(&twin, &long, 400, "ValidationError");
        refused(&twin, call, 400, "ValidationError");
        let many: String = (1..=51).map(|n| format!("&Tags.member.{n}.Key=k{n}&Tags.member.{n}.Value=v")).collect();
        refused(&twin, &format!("{call}{many}"), 409, "LimitExceeded");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_tag_replaces_that_of_its_key() {
        let twin = furnished();
        iam(&twin, "TagInstanceProfile&InstanceProfileName=p&Tags.member.1.Key=a&Tags.member.1.Value=1&Tags.member.2.Key=b&Tags.member.2.Value=2").ok();
        iam(&twin, "TagInstanceProfile&InstanceProfileName=p&Tags.member.1.Key=a&Tags.member.1.Value=3").ok();
        assert_eq!(iam(&twin, "ListInstanceProfileTags&InstanceProfileName=p").all("Value"), ["3", "2"]);
    }
}
