use super::*;

mod reading {
    use super::*;

    #[test]
    fn its_answer_is_empty() {
        let answer = iam(&furnished(), "UntagRole&RoleName=r&TagKeys.member.1=a");
        insta::assert_snapshot!(answer.ok(), @r#"<UntagRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ResponseMetadata><RequestId>a653bdb7-b084-4e85-a69a-2e3be3081919</RequestId></ResponseMetadata></UntagRoleResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_there() {
        let twin = furnished();
        refused_without(&twin, "UntagRole&TagKeys.member.1=a", true);
        refused(&twin, "UntagRole&RoleName=r", 400, "ValidationError");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn other_tags_stay() {
        let twin = furnished();
        iam(
            &twin,
            "TagRole&RoleName=r&Tags.member.1.Key=a&Tags.member.1.Value=1&Tags.member.2.Key=b&Tags.member.2.Value=2",
        )
        .ok();
        iam(&twin, "UntagRole&RoleName=r&TagKeys.member.1=a&TagKeys.member.2=none").ok();
        assert_eq!(iam(&twin, "ListRoleTags&RoleName=r").all("Key"), ["b"]);
    }
}
