use super::*;

mod reading {
    use super::*;

    #[test]
    fn it_has_its_role() {
        let answer = iam(&furnished(), "GetInstanceProfile&InstanceProfileName=p");
        insta::assert_snapshot!(answer.ok(), @r#"<GetInstanceProfileResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetInstanceProfileResult><InstanceProfile><Path>/</Path><InstanceProfileName>p</InstanceProfileName><InstanceProfileId>AIPAY5H4CF3B7IHLOW5ZD</InstanceProfileId><Arn>arn:aws:iam::123456789012:instance-profile/p</Arn><CreateDate>2026-11-21T08:00:00Z</CreateDate><Roles><member><Path>/</Path><RoleName>r</RoleName><RoleId>AROACZSTXAAVX7OCXHQ2N</RoleId><Arn>arn:aws:iam::123456789012:role/r</Arn><CreateDate>2026-11-21T08:00:00Z</CreateDate><AssumeRolePolicyDocument>%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%5D%7D</AssumeRolePolicyDocument></member></Roles></InstanceProfile></GetInstanceProfileResult><ResponseMetadata><RequestId>a653bdb7-b084-4e85-a69a-2e3be3081919</RequestId></ResponseMetadata></GetInstanceProfileResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_there() {
        refused_without(&furnished(), "GetInstanceProfile", false);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_shows_tags_and_who_is_in_it() {
        let twin = furnished();
        iam(&twin, "TagInstanceProfile&InstanceProfileName=p&Tags.member.1.Key=k&Tags.member.1.Value=v").ok();
        let shown = iam(&twin, "GetInstanceProfile&InstanceProfileName=p");
        assert_eq!((shown.one("RoleName"), shown.one("Key"), shown.one("Value")), ("r".into(), "k".into(), "v".into()));
    }
}
