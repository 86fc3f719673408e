use super::*;

mod reading {
    use super::*;

    #[test]
    fn it_is_as_aws_shows_it() {
        let tags = "&Tags.member.1.Key=suite&Tags.member.1.Value=one";
        let call = format!("CreateRole&RoleName=r&Path=/a/&Description=d&AssumeRolePolicyDocument={TRUST}{tags}");
        let answer = iam(&Twin::empty(), &call);
        insta::assert_snapshot!(answer.ok(), @r#"<CreateRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><CreateRoleResult><Role><Path>/a/</Path><RoleName>r</RoleName><RoleId>AROACZSTXAAVX7OCXHQ2N</RoleId><Arn>arn:aws:iam::123456789012:role/a/r</Arn><CreateDate>2026-11-21T08:00:00Z</CreateDate><AssumeRolePolicyDocument>%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%5D%7D</AssumeRolePolicyDocument><Description>d</Description><Tags><member><Key>suite</Key><Value>one</Value></member></Tags></Role></CreateRoleResult><ResponseMetadata><RequestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</RequestId></ResponseMetadata></CreateRoleResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn names_documents_and_times_are_good() {
        let twin = furnished();
        let call = |more: &str| format!("CreateRole&AssumeRolePolicyDocument={TRUST}{more}");
        assert_eq!(
            refused(&twin, &call("&RoleName=R"), 409, "EntityAlreadyExists"),
            "Role with name R already exists."
        );
        refused(&twin, &call(&format!("&RoleName={}", "n".repeat(65))), 400, "ValidationError");
        refused(&twin, &call("&RoleName=a:b"), 400, "ValidationError");
        refused(&twin, &call("&RoleName=x&Path=a"), 400, "ValidationError");
        for seconds in ["0", "3599", "43201", "-1"] {
            refused(&twin, &call(&format!("&RoleName=x&MaxSessionDuration={seconds}")), 400, "ValidationError");
        }
        let twice = "&RoleName=x&Tags.member.1.Key=a&Tags.member.1.Value=1&Tags.member.2.Key=A&Tags.member.2.Value=2";
        refused(&twin, &call(twice), 400, "InvalidInput");
        refused(&twin, "CreateRole&RoleName=x&AssumeRolePolicyDocument=x", 400, "MalformedPolicyDocument");
        refused(&twin, "CreateRole&RoleName=x&AssumeRolePolicyDocument=[]", 400, "MalformedPolicyDocument");
        refused(&twin, "CreateRole&RoleName=x", 400, "ValidationError");
        let boundary = call("&RoleName=x&PermissionsBoundary=arn:aws:iam::aws:policy/x");
        refused(&twin, &boundary, 400, "UnsupportedOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_the_same_in_all_regions_and_of_one_account() {
        let twin = Twin::empty();
        create_role(&twin, "r").ok();
        assert_eq!(iam(&twin, "GetRole&RoleName=r").one("MaxSessionDuration"), "3600");
        assert!(iam_of(&twin, "111122223333", "ListRoles").all("RoleName").is_empty());
        let elsewhere = "AWS4-HMAC-SHA256 Credential=123456789012/20261121/eu-west-1/iam/aws4_request, SignedHeaders=host, Signature=0";
        let body = "Version=2010-05-08&Action=ListRoles";
        assert_eq!(twin.request("POST", "", &[("authorization", elsewhere)], body).all("RoleName"), ["r"]);
        let host = [("host", "iam.amazonaws.com")];
        assert_eq!(twin.request("POST", "", &host, "Action=ListRoles").all("RoleName"), ["r"]);
    }

    #[test]
    fn what_would_give_it_a_policy_is_refused() {
        let twin = furnished();
        for call in
            ["PutRolePolicy&RoleName=r&PolicyName=p&PolicyDocument={}", "AttachRolePolicy&RoleName=r&PolicyArn=arn:x"]
        {
            let text = refused(&twin, call, 400, "UnsupportedOperation");
            assert!(text.ends_with("is not implemented by Twinstance."), "{text}");
        }
        refused(&twin, "PutRolePolicies", 400, "InvalidAction");
    }
}
