use crate::alibaba::ecs::refusal;
use crate::support::Twin;

const CALL: &str = "Action=GetCallerIdentity&Version=2015-04-01&Format=JSON";

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_json() {
        insta::assert_snapshot!(Twin::empty().get(CALL, &[]).ok(), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","IdentityType":"Account","AccountId":"1234567890123456","PrincipalId":"1234567890123456","UserId":"1234567890123456","Arn":"acs:ram::1234567890123456:root"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let answer = Twin::empty().get("Action=GetCallerIdentity&Version=2015-04-01", &[]);
        insta::assert_snapshot!(answer.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><GetCallerIdentityResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><IdentityType>Account</IdentityType><AccountId>1234567890123456</AccountId><PrincipalId>1234567890123456</PrincipalId><UserId>1234567890123456</UserId><Arn>acs:ram::1234567890123456:root</Arn></GetCallerIdentityResponse>"#);
    }

    #[test]
    fn it_is_known_by_version_header_or_host() {
        let twin = Twin::empty();
        let v3 = ("authorization", "ACS3-HMAC-SHA256 Credential=AK,SignedHeaders=host,Signature=0");
        let action = ("x-acs-action", "GetCallerIdentity");
        for (query, headers) in [
            (CALL, vec![("host", "ecs.aliyuncs.com")]),
            ("", vec![v3, action, ("x-acs-version", "2015-04-01")]),
            ("Action=GetCallerIdentity&Format=JSON", vec![("host", "sts.aliyuncs.com")]),
            (
                "Action=GetCallerIdentity&Format=JSON&RegionId=cn-hangzhou",
                vec![("host", "sts.cn-hangzhou.aliyuncs.com")],
            ),
        ] {
            assert_eq!(twin.get(query, &headers).json()["IdentityType"], "Account", "{query} {headers:?}");
        }
    }
}

mod validation {
    use super::*;

    #[test]
    fn other_actions_say_that_they_are_not_here() {
        let twin = Twin::empty();
        let answer = twin.get("Action=AssumeRoleWithOIDC&Version=2015-04-01&Format=JSON", &[]);
        let text = "The action AssumeRoleWithOIDC is not implemented by Twinstance.";
        assert_eq!(answer.error(), refusal(400, "UnsupportedOperation", text));
        let body: serde_json::Value = serde_json::from_str(&answer.0.body).expect("JSON");
        assert_eq!(body["HostId"], "sts.cn-hangzhou.aliyuncs.com");
        let recommended = body["Recommend"].to_string();
        assert!(recommended.contains("product=Sts"), "{recommended}");
        let unknown = twin.get("Action=RunInstances&Version=2015-04-01&Format=JSON", &[]);
        assert_eq!(unknown.error().1, "InvalidAction.NotFound");
        let version = twin.get("Action=GetCallerIdentity&Version=2015-04-02", &[("host", "sts.aliyuncs.com")]);
        assert_eq!(version.error().1, "InvalidVersion");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_the_account_of_the_access_key() {
        let twin = Twin::new("[access_keys]\nLTAIEXAMPLE = \"1111222233334444\"", "");
        for (key, account) in [("LTAIEXAMPLE", "1111222233334444"), ("other", "1234567890123456")] {
            let answer = twin.get(&format!("{CALL}&AccessKeyId={key}"), &[]).json();
            for name in ["AccountId", "UserId", "PrincipalId"] {
                assert_eq!(answer[name], account, "{name}");
            }
            assert_eq!(answer["Arn"], format!("acs:ram::{account}:root"));
        }
    }
}
