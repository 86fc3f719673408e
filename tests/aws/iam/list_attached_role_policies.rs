use super::*;

mod reading {
    use super::*;

    #[test]
    fn there_are_none() {
        let answer = iam(&furnished(), "ListAttachedRolePolicies&RoleName=r");
        insta::assert_snapshot!(answer.ok(), @r#"<ListAttachedRolePoliciesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListAttachedRolePoliciesResult><AttachedPolicies/><IsTruncated>false</IsTruncated></ListAttachedRolePoliciesResult><ResponseMetadata><RequestId>a653bdb7-b084-4e85-a69a-2e3be3081919</RequestId></ResponseMetadata></ListAttachedRolePoliciesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_role_is_there() {
        let twin = furnished();
        refused_without(&twin, "ListAttachedRolePolicies", true);
        refused(&twin, "ListAttachedRolePolicies&RoleName=r&MaxItems=0", 400, "ValidationError");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_those_of_a_role_that_is_there() {
        let twin = Twin::empty();
        refused(&twin, "ListAttachedRolePolicies&RoleName=r", 404, "NoSuchEntity");
        create_role(&twin, "r").ok();
        assert_eq!(iam(&twin, "ListAttachedRolePolicies&RoleName=r").one("IsTruncated"), "false");
    }
}
