use super::*;

mod reading {
    use super::*;

    #[test]
    fn it_has_the_tags() {
        let twin = furnished();
        iam(&twin, "TagInstanceProfile&InstanceProfileName=p&Tags.member.1.Key=a&Tags.member.1.Value=1&Tags.member.2.Key=b&Tags.member.2.Value=2").ok();
        let answer = iam(&twin, "ListInstanceProfileTags&InstanceProfileName=p");
        insta::assert_snapshot!(answer.ok(), @r#"<ListInstanceProfileTagsResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListInstanceProfileTagsResult><Tags><member><Key>a</Key><Value>1</Value></member><member><Key>b</Key><Value>2</Value></member></Tags><IsTruncated>false</IsTruncated></ListInstanceProfileTagsResult><ResponseMetadata><RequestId>0df7b107-67f0-4f15-ab60-29ca26cdeb87</RequestId></ResponseMetadata></ListInstanceProfileTagsResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_there() {
        refused_without(&furnished(), "ListInstanceProfileTags", false);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_come_in_pages() {
        let twin = furnished();
        iam(&twin, "TagInstanceProfile&InstanceProfileName=p&Tags.member.1.Key=a&Tags.member.1.Value=1&Tags.member.2.Key=b&Tags.member.2.Value=2").ok();
        let first = iam(&twin, "ListInstanceProfileTags&InstanceProfileName=p&MaxItems=1");
        assert_eq!((first.one("Key"), first.one("IsTruncated")), ("a".to_owned(), "true".to_owned()));
        let next = iam(&twin, &format!("ListInstanceProfileTags&InstanceProfileName=p&Marker={}", first.one("Marker")));
        assert_eq!(next.all("Key"), ["b"]);
    }
}
