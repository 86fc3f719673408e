use super::*;

mod reading {
    use super::*;

    #[test]
    fn its_answer_is_empty() {
        let answer = iam(&furnished(), "RemoveRoleFromInstanceProfile&InstanceProfileName=p&RoleName=r");
        insta::assert_snapshot!(answer.ok(), @r#"<RemoveRoleFromInstanceProfileResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ResponseMetadata><RequestId>a653bdb7-b084-4e85-a69a-2e3be3081919</RequestId></ResponseMetadata></RemoveRoleFromInstanceProfileResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_role_is_in_the_profile() {
        let twin = furnished();
        create_role(&twin, "s").ok();
        refused_without(&twin, "RemoveRoleFromInstanceProfile&InstanceProfileName=p", true);
        refused_without(&twin, "RemoveRoleFromInstanceProfile&RoleName=r", false);
        refused(&twin, "RemoveRoleFromInstanceProfile&InstanceProfileName=p&RoleName=s", 404, "NoSuchEntity");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn another_can_take_its_place() {
        let twin = furnished();
        create_role(&twin, "s").ok();
        iam(&twin, "RemoveRoleFromInstanceProfile&InstanceProfileName=p&RoleName=r").ok();
        iam(&twin, "AddRoleToInstanceProfile&InstanceProfileName=p&RoleName=s").ok();
        assert_eq!(iam(&twin, "GetInstanceProfile&InstanceProfileName=p").one("RoleName"), "s");
    }
}
