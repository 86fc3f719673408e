use super::*;

mod reading {
    use super::*;

    #[test]
    fn there_are_none() {
        let answer = iam(&furnished(), "ListRolePolicies&RoleName=r");
        insta::assert_snapshot!(answer.ok(), @r#"<ListRolePoliciesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListRolePoliciesResult><PolicyNames/><IsTruncated>false</IsTruncated></ListRolePoliciesResult><ResponseMetadata><RequestId>a653bdb7-b084-4e85-a69a-2e3be3081919</RequestId></ResponseMetadata></ListRolePoliciesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_role_is_there() {
        let twin = furnished();
        refused_without(&twin, "ListRolePolicies", true);
        refused(&twin, "ListRolePolicies&RoleName=r&MaxItems=0", 400, "ValidationError");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_those_of_a_role_that_is_there() {
        let twin = Twin::empty();
        refused(&twin, "ListRolePolicies&RoleName=r", 404, "NoSuchEntity");
        create_role(&twin, "r").ok();
        assert_eq!(iam(&twin, "ListRolePolicies&RoleName=r").one("IsTruncated"), "false");
    }
}
