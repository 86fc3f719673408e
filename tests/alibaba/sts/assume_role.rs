use crate::alibaba::ecs::{missing, refusal};
use crate::support::{Answer, Twin};
use serde_json::Value;

const ROLE: &str = "RoleArn=acs:ram::1234567890123456:role/reader&RoleSessionName=alice";

fn call(twin: &Twin, parameters: &str) -> Answer {
    twin.get(&format!("Version=2015-04-01&Format=JSON&Action=AssumeRole&{parameters}"), &[])
}

#[track_caller]
fn credentials(twin: &Twin, parameters: &str) -> Value {
    call(twin, parameters).json()["Credentials"].clone()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_credentials() {
        let twin = Twin::empty();
        insta::assert_snapshot!(call(&twin, &format!("{ROLE}&SourceIdentity=me")).ok(), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","AssumedRoleUser":{"Arn":"acs:ram::1234567890123456:role/reader/alice","AssumedRoleId":"396953667679635629:alice"},"Credentials":{"AccessKeyId":"STS.NU6d70c2cbe369f696","AccessKeySecret":"c680656fd0d2385f5675a6881bd1dde3","SecurityToken":"CAISa2d0828bdc4fa65cb460af4a4971708d41a19c3db92abb065544768dfeefb397","Expiration":"2026-11-21T09:00:00Z"},"SourceIdentity":"me"}"#);
        let xml = twin.get(&format!("Version=2015-04-01&Format=XML&Action=AssumeRole&{ROLE}"), &[]);
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><AssumeRoleResponse><RequestId>29235D21-6872-4B08-AFE5-A060C38D61CA</RequestId><AssumedRoleUser><Arn>acs:ram::1234567890123456:role/reader/alice</Arn><AssumedRoleId>396953667679635629:alice</AssumedRoleId></AssumedRoleUser><Credentials><AccessKeyId>STS.NU26f5961b7ce1d377</AccessKeyId><AccessKeySecret>30a3da12cd1165c893b50cf93d71f3d2</AccessKeySecret><SecurityToken>CAIS408aba5be23ed5036ea6bf3263fe800aa6dc321d3418746ee938d10635ff518d</SecurityToken><Expiration>2026-11-21T09:00:00Z</Expiration></Credentials></AssumeRoleResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn roles_and_sessions_have_forms() {
        let twin = Twin::empty();
        assert_eq!(call(&twin, "RoleSessionName=alice").error(), missing("RoleArn"));
        let text = "The parameter RoleArn is wrongly formed.";
        let answer = call(&twin, "RoleArn=arn:aws:iam::1:role/x&RoleSessionName=alice");
        assert_eq!(answer.error(), refusal(400, "InvalidParameter.RoleArn", text));
        let answer = call(&twin, "RoleArn=acs:ram::1:role/x&RoleSessionName=a");
        assert_eq!(answer.error().1, "InvalidParameter.RoleSessionName");
        let answer = call(&twin, &format!("{ROLE}&DurationSeconds=899"));
        assert_eq!(answer.error().1, "InvalidParameter.DurationSeconds");
    }
}

mod behaviour {
    use super::*;

    /// The account of a caller.
    fn caller(twin: &Twin, credentials: &Value) -> Answer {
        let text = |name: &str| credentials[name].as_str().expect("a text").to_owned();
        let (key, token) = (text("AccessKeyId"), text("SecurityToken"));
        let call = "Version=2015-04-01&Format=JSON&Action=GetCallerIdentity";
        twin.get(&format!("{call}&AccessKeyId={key}&SecurityToken={token}"), &[])
    }

    #[test]
    fn they_are_of_the_account_of_the_role_until_they_end() {
        let twin = Twin::empty();
        let other = "RoleArn=acs:ram::9876543210987654:role/reader&RoleSessionName=alice&DurationSeconds=900";
        let credentials = credentials(&twin, other);
        assert_eq!(caller(&twin, &credentials).json()["AccountId"], "9876543210987654");
        twin.advance("15m");
        let text = "Specified SecurityToken is expired.";
        assert_eq!(caller(&twin, &credentials).error(), refusal(400, "InvalidSecurityToken.Expired", text));
    }

    #[test]
    fn no_two_are_the_same() {
        let twin = Twin::empty();
        assert_ne!(credentials(&twin, ROLE), credentials(&twin, ROLE));
    }
}
