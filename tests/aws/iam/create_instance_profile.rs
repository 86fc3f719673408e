use super::*;

mod reading {
    use super::*;

    #[test]
    fn it_has_no_role_yet() {
        let tags = "&Tags.member.1.Key=suite&Tags.member.1.Value=one";
        let answer = iam(&Twin::empty(), &format!("CreateInstanceProfile&InstanceProfileName=p{tags}"));
        insta::assert_snapshot!(answer.ok(), @r#"<CreateInstanceProfileResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><CreateInstanceProfileResult><InstanceProfile><Path>/</Path><InstanceProfileName>p</InstanceProfileName><InstanceProfileId>AIPACZSTXAAVX7OCXHQ2N</InstanceProfileId><Arn>arn:aws:iam::123456789012:instance-profile/p</Arn><CreateDate>2026-11-21T08:00:00Z</CreateDate><Roles/><Tags><member><Key>suite</Key><Value>one</Value></member></Tags></InstanceProfile></CreateInstanceProfileResult><ResponseMetadata><RequestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</RequestId></ResponseMetadata></CreateInstanceProfileResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn names_are_good_and_taken_once() {
        let twin = furnished();
        let call = "CreateInstanceProfile&InstanceProfileName=";
        assert_eq!(
            refused(&twin, &format!("{call}P"), 409, "EntityAlreadyExists"),
            "Instance Profile P already exists."
        );
        refused(&twin, &format!("{call}{}", "n".repeat(129)), 400, "ValidationError");
        refused(&twin, &format!("{call}x&Path=/a"), 400, "ValidationError");
        refused(&twin, "CreateInstanceProfile", 400, "ValidationError");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_found_under_its_path() {
        let twin = Twin::empty();
        iam(&twin, "CreateInstanceProfile&InstanceProfileName=p&Path=/web/").ok();
        create_profile(&twin, "q").ok();
        assert_eq!(iam(&twin, "ListInstanceProfiles&PathPrefix=/web/").all("InstanceProfileName"), ["p"]);
        let arn = iam(&twin, "GetInstanceProfile&InstanceProfileName=p").one("Arn");
        assert_eq!(arn, "arn:aws:iam::123456789012:instance-profile/web/p");
    }
}
