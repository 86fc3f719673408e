use super::*;

mod reading {
    use super::*;

    #[test]
    fn credentials_and_who_has_them() {
        let twin = Twin::empty();
        role(&twin, "web", "");
        let answer = assume(&twin, "web", "&SourceIdentity=alice");
        let shown = |element: &str| answer.one(element);
        assert!(shown("AccessKeyId").starts_with("ASIA") && shown("AccessKeyId").len() == 20);
        assert_eq!((shown("SecretAccessKey").len(), shown("SessionToken").len()), (40, 280));
        assert_eq!(shown("Expiration"), "2026-11-21T09:00:00Z");
        assert_eq!(shown("Arn"), "arn:aws:sts::123456789012:assumed-role/web/one");
        assert!(shown("AssumedRoleId").starts_with("AROA") && shown("AssumedRoleId").ends_with(":one"));
        assert_eq!(shown("SourceIdentity"), "alice");
    }
}

mod validation {
    use super::*;

    #[test]
    fn roles_names_and_times_are_good() {
        let twin = Twin::empty();
        role(&twin, "web", "");
        let code = |more: &str, status: u16, code: &str| {
            let (answered, coded, text) = call(&twin, "AssumeRole", more, &[]).error();
            assert_eq!((answered, coded.as_str()), (status, code), "{more}");
            text
        };
        let named = "&RoleSessionName=one";
        assert_eq!(
            code(&format!("&RoleArn=arn:aws:iam::123456789012:role/none{named}"), 403, "AccessDenied"),
            "User: arn:aws:iam::123456789012:root is not authorized to perform: sts:AssumeRole on resource: \
             arn:aws:iam::123456789012:role/none"
        );
        let arn = "&RoleArn=arn:aws:iam::123456789012:role/web";
        for wrong in [
            format!("&RoleArn=short{named}"),
            format!("&RoleArn=arn:aws:ec2::123456789012:role/web{named}"),
            format!("&RoleArn={}{named}", "a".repeat(2049)),
            format!("{arn}&RoleSessionName=a"),
            format!("{arn}&RoleSessionName=a/b"),
            format!("{arn}&RoleSessionName={}", "a".repeat(65)),
            format!("{arn}{named}&SourceIdentity=x"),
            format!("{arn}{named}&DurationSeconds=899"),
            format!("{arn}{named}&DurationSeconds=43201"),
        ] {
            code(&wrong, 400, "ValidationError");
        }
        let text = code(&format!("{arn}{named}&DurationSeconds=3601"), 400, "ValidationError");
        assert_eq!(text, "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        code(arn, 400, "MissingParameter");
        assert!(twin.app.simulation.lock().world.sessions.is_empty());
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn who_has_them_is_the_role_in_its_account() {
        let twin = Twin::empty();
        role(&twin, "web", "&MaxSessionDuration=7200");
        let session = assume(&twin, "web", "&DurationSeconds=7200");
        let (key, id) = (session.one("AccessKeyId"), session.one("AssumedRoleId"));
        let identity = call(&twin, "GetCallerIdentity", "", &[("authorization", &signed(&key, "sts"))]);
        assert_eq!(identity.one("Arn"), "arn:aws:sts::123456789012:assumed-role/web/one");
        assert_eq!(identity.one("UserId"), id);
        let chained = call(
            &twin,
            "AssumeRole",
            "&RoleArn=arn:aws:iam::123456789012:role/web&RoleSessionName=two&DurationSeconds=3601",
            &[("authorization", &signed(&key, "sts"))],
        );
        assert!(chained.error().2.contains("role chaining"));
    }

    #[test]
    fn a_role_of_another_account_acts_there() {
        let twin = Twin::empty();
        let theirs = signed("111122223333", "iam");
        let create = format!("Version=2010-05-08&Action=CreateRole&RoleName=web&AssumeRolePolicyDocument={TRUST}");
        twin.request("POST", "", &[("authorization", &theirs)], &create).ok();
        let more = "&RoleArn=arn:aws:iam::111122223333:role/web&RoleSessionName=one";
        let key = call(&twin, "AssumeRole", more, &[]).one("AccessKeyId");
        let headers = [("authorization", &*signed(&key, "ec2"))];
        let make = "Version=2016-11-15&Action=CreateVpc&CidrBlock=10.0.0.0/16";
        let vpc = twin.request("POST", "", &headers, make);
        assert_eq!(vpc.one("ownerId"), "111122223333");
    }

    #[test]
    fn they_end() {
        let twin = Twin::empty();
        role(&twin, "web", "");
        let key = assume(&twin, "web", "").one("AccessKeyId");
        let headers = [("authorization", &*signed(&key, "ec2"))];
        let look = || twin.request("POST", "", &headers, "Version=2016-11-15&Action=DescribeVpcs");
        look().ok();
        twin.advance("1h");
        assert_eq!(look().error(), (400, "RequestExpired".into(), "Request has expired.".into()));
    }

    #[test]
    fn they_are_of_one_cloud() {
        let twin = Twin::empty();
        role(&twin, "web", "");
        let key = assume(&twin, "web", "").one("AccessKeyId");
        let call = format!("Version=2015-04-01&Format=JSON&Action=GetCallerIdentity&AccessKeyId={key}");
        assert_eq!(twin.get(&call, &[]).json()["IdentityType"], "Account");
    }
}
