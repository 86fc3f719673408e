use super::*;

mod reading {
    use super::*;

    #[test]
    fn its_answer_is_empty() {
        let twin = Twin::empty();
        create_role(&twin, "r").ok();
        let answer = iam(&twin, "DeleteRole&RoleName=r");
        insta::assert_snapshot!(answer.ok(), @r#"<DeleteRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ResponseMetadata><RequestId>29235d21-6872-4b08-afe5-a060c38d61ca</RequestId></ResponseMetadata></DeleteRoleResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_there_and_in_no_profile() {
        let twin = furnished();
        refused_without(&twin, "DeleteRole", true);
        let text = refused(&twin, "DeleteRole&RoleName=r", 409, "DeleteConflict");
        assert_eq!(text, "Cannot delete entity, must remove roles from instance profile first.");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_goes_once_its_profile_has_let_it_go() {
        let twin = furnished();
        iam(&twin, "RemoveRoleFromInstanceProfile&InstanceProfileName=p&RoleName=r").ok();
        iam(&twin, "DeleteRole&RoleName=r").ok();
        assert!(iam(&twin, "ListRoles").all("RoleName").is_empty());
        create_role(&twin, "r").ok();
    }
}
