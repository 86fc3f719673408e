use super::*;

mod reading {
    use super::*;

    #[test]
    fn its_answer_is_empty() {
        let twin = Twin::empty();
        create_profile(&twin, "p").ok();
        let answer = iam(&twin, "DeleteInstanceProfile&InstanceProfileName=p");
        insta::assert_snapshot!(answer.ok(), @r#"<DeleteInstanceProfileResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ResponseMetadata><RequestId>29235d21-6872-4b08-afe5-a060c38d61ca</RequestId></ResponseMetadata></DeleteInstanceProfileResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_there_and_has_no_role() {
        let twin = furnished();
        refused_without(&twin, "DeleteInstanceProfile", false);
        refused(&twin, "DeleteInstanceProfile&InstanceProfileName=p", 409, "DeleteConflict");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_goes_without_its_role() {
        let twin = furnished();
        iam(&twin, "RemoveRoleFromInstanceProfile&InstanceProfileName=p&RoleName=r").ok();
        iam(&twin, "DeleteInstanceProfile&InstanceProfileName=p").ok();
        assert!(iam(&twin, "ListInstanceProfiles").all("InstanceProfileName").is_empty());
        assert_eq!(iam(&twin, "ListRoles").all("RoleName"), ["r"]);
    }
}
