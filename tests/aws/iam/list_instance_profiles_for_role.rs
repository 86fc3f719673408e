use super::*;

mod reading {
    use super::*;

    #[test]
    fn it_has_the_profiles() {
        let answer = iam(&furnished(), "ListInstanceProfilesForRole&RoleName=r");
        insta::assert_snapshot!(answer.ok(), @r#"<ListInstanceProfilesForRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListInstanceProfilesForRoleResult><InstanceProfiles><member><Path>/</Path><InstanceProfileName>p</InstanceProfileName><InstanceProfileId>AIPAY5H4CF3B7IHLOW5ZD</InstanceProfileId><Arn>arn:aws:iam::123456789012:instance-profile/p</Arn><CreateDate>2026-11-21T08:00:00Z</CreateDate><Roles><member><Path>/</Path><RoleName>r</RoleName><RoleId>AROACZSTXAAVX7OCXHQ2N</RoleId><Arn>arn:aws:iam::123456789012:role/r</Arn><CreateDate>2026-11-21T08:00:00Z</CreateDate><AssumeRolePolicyDocument>%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%5D%7D</AssumeRolePolicyDocument></member></Roles></member></InstanceProfiles><IsTruncated>false</IsTruncated></ListInstanceProfilesForRoleResult><ResponseMetadata><RequestId>a653bdb7-b084-4e85-a69a-2e3be3081919</RequestId></ResponseMetadata></ListInstanceProfilesForRoleResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_role_is_there() {
        refused_without(&furnished(), "ListInstanceProfilesForRole", true);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_role_may_be_in_none() {
        let twin = Twin::empty();
        create_role(&twin, "r").ok();
        let answer = iam(&twin, "ListInstanceProfilesForRole&RoleName=r");
        assert_eq!((answer.all("member").len(), answer.one("IsTruncated")), (0, "false".to_owned()));
    }
}
