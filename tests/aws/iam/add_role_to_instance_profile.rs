use super::*;

mod reading {
    use super::*;

    #[test]
    fn its_answer_is_empty() {
        let twin = Twin::empty();
        create_role(&twin, "r").ok();
        create_profile(&twin, "p").ok();
        let answer = iam(&twin, "AddRoleToInstanceProfile&InstanceProfileName=p&RoleName=r");
        insta::assert_snapshot!(answer.ok(), @r#"<AddRoleToInstanceProfileResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ResponseMetadata><RequestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</RequestId></ResponseMetadata></AddRoleToInstanceProfileResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn both_are_there_and_there_is_room() {
        let twin = furnished();
        refused_without(&twin, "AddRoleToInstanceProfile&InstanceProfileName=p", true);
        refused_without(&twin, "AddRoleToInstanceProfile&RoleName=r", false);
        let text = refused(&twin, "AddRoleToInstanceProfile&InstanceProfileName=p&RoleName=r", 409, "LimitExceeded");
        assert_eq!(text, "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_role_can_be_in_many_profiles() {
        let twin = furnished();
        create_profile(&twin, "q").ok();
        iam(&twin, "AddRoleToInstanceProfile&InstanceProfileName=q&RoleName=r").ok();
        let call = "ListInstanceProfilesForRole&RoleName=r";
        assert_eq!(iam(&twin, call).all("InstanceProfileName"), ["p", "q"]);
    }
}
