use super::*;

mod reading {
    use super::*;

    #[test]
    fn it_has_the_tags() {
        let twin = furnished();
        iam(
            &twin,
            "TagRole&RoleName=r&Tags.member.1.Key=a&Tags.member.1.Value=1&Tags.member.2.Key=b&Tags.member.2.Value=2",
        )
        .ok();
        let answer = iam(&twin, "ListRoleTags&RoleName=r");
        insta::assert_snapshot!(answer.ok(), @r#"<ListRoleTagsResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListRoleTagsResult><Tags><member><Key>a</Key><Value>1</Value></member><member><Key>b</Key><Value>2</Value></member></Tags><IsTruncated>false</IsTruncated></ListRoleTagsResult><ResponseMetadata><RequestId>0df7b107-67f0-4f15-ab60-29ca26cdeb87</RequestId></ResponseMetadata></ListRoleTagsResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_there() {
        refused_without(&furnished(), "ListRoleTags", true);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_come_in_pages() {
        let twin = furnished();
        iam(
            &twin,
            "TagRole&RoleName=r&Tags.member.1.Key=a&Tags.member.1.Value=1&Tags.member.2.Key=b&Tags.member.2.Value=2",
        )
        .ok();
        let first = iam(&twin, "ListRoleTags&RoleName=r&MaxItems=1");
        assert_eq!((first.one("Key"), first.one("IsTruncated")), ("a".to_owned(), "true".to_owned()));
        let next = iam(&twin, &format!("ListRoleTags&RoleName=r&Marker={}", first.one("Marker")));
        assert_eq!(next.all("Key"), ["b"]);
    }
}
