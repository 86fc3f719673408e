use super::*;

mod reading {
    use super::*;

    #[test]
    fn it_has_its_tags() {
        let answer = iam(&furnished(), "GetRole&RoleName=r");
        insta::assert_snapshot!(answer.ok(), @r#"<GetRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetRoleResult><Role><Path>/</Path><RoleName>r</RoleName><RoleId>AROACZSTXAAVX7OCXHQ2N</RoleId><Arn>arn:aws:iam::123456789012:role/r</Arn><CreateDate>2026-11-21T08:00:00Z</CreateDate><AssumeRolePolicyDocument>%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%5D%7D</AssumeRolePolicyDocument><MaxSessionDuration>3600</MaxSessionDuration></Role></GetRoleResult><ResponseMetadata><RequestId>a653bdb7-b084-4e85-a69a-2e3be3081919</RequestId></ResponseMetadata></GetRoleResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_there() {
        refused_without(&furnished(), "GetRole", true);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone_when_it_is_deleted() {
        let twin = Twin::empty();
        create_role(&twin, "r").ok();
        iam(&twin, "DeleteRole&RoleName=r").ok();
        refused(&twin, "GetRole&RoleName=r", 404, "NoSuchEntity");
    }
}
