use super::*;

mod reading {
    use super::*;

    #[test]
    fn they_have_no_tags() {
        let answer = iam(&furnished(), "ListInstanceProfiles");
        insta::assert_snapshot!(answer.ok(), @r#"<ListInstanceProfilesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListInstanceProfilesResult><InstanceProfiles><member><Path>/</Path><InstanceProfileName>p</InstanceProfileName><InstanceProfileId>AIPAY5H4CF3B7IHLOW5ZD</InstanceProfileId><Arn>arn:aws:iam::123456789012:instance-profile/p</Arn><CreateDate>2026-11-21T08:00:00Z</CreateDate><Roles><member><Path>/</Path><RoleName>r</RoleName><RoleId>AROACZSTXAAVX7OCXHQ2N</RoleId><Arn>arn:aws:iam::123456789012:role/r</Arn><CreateDate>2026-11-21T08:00:00Z</CreateDate><AssumeRolePolicyDocument>%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%5D%7D</AssumeRolePolicyDocument></member></Roles></member></InstanceProfiles><IsTruncated>false</IsTruncated></ListInstanceProfilesResult><ResponseMetadata><RequestId>a653bdb7-b084-4e85-a69a-2e3be3081919</RequestId></ResponseMetadata></ListInstanceProfilesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn pages_are_good() {
        let twin = furnished();
        for bad in ["MaxItems=0", "MaxItems=1001", "Marker=x!"] {
            refused(&twin, &format!("ListInstanceProfiles&{bad}"), 400, "ValidationError");
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_come_in_pages() {
        let twin = Twin::empty();
        for name in ["c", "a", "b"] {
            create_profile(&twin, name).ok();
        }
        let first = iam(&twin, "ListInstanceProfiles&MaxItems=2");
        assert_eq!(
            (first.all("InstanceProfileName"), first.one("IsTruncated")),
            (vec!["a".to_owned(), "b".to_owned()], "true".to_owned())
        );
        let next = iam(&twin, &format!("ListInstanceProfiles&MaxItems=2&Marker={}", first.one("Marker")));
        assert_eq!(
            (next.all("InstanceProfileName"), next.one("IsTruncated")),
            (vec!["c".to_owned()], "false".to_owned())
        );
        assert!(next.all("Marker").is_empty());
    }
}
