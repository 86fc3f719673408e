use crate::support::{Answer, Twin};

const VERSION: &str = "Version=2011-06-15";
const TARGET: (&str, &str) = ("x-amz-target", "AWSSecurityTokenServiceV20110615.GetCallerIdentity");

fn ask(twin: &Twin, headers: &[(&str, &str)]) -> Answer {
    twin.request("POST", "", headers, &format!("Action=GetCallerIdentity&{VERSION}"))
}

fn json(answer: &Answer) -> serde_json::Value {
    serde_json::from_str(&answer.0.body).expect("JSON")
}

mod reading {
    use super::*;

    #[test]
    fn the_query_protocol_answers_in_xml() {
        let answer = ask(&Twin::empty(), &[]);
        assert_eq!(answer.0.content_type, "text/xml");
        insta::assert_snapshot!(answer.ok(), @r#"
        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:root</Arn><UserId>123456789012</UserId><Account>123456789012</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</RequestId></ResponseMetadata></GetCallerIdentityResponse>
        "#);
        assert_eq!(answer.header("x-amzn-requestid"), Some(answer.one("RequestId").as_str()));
    }

    #[test]
    fn or_in_json_for_those_who_accept_it() {
        let answer = ask(&Twin::empty(), &[("accept", "application/json")]);
        assert_eq!(answer.0.content_type, "application/json");
        insta::assert_snapshot!(answer.ok(), @r#"
        {"GetCallerIdentityResponse":{"GetCallerIdentityResult":{"Account":"123456789012","Arn":"arn:aws:iam::123456789012:root","UserId":"123456789012"},"ResponseMetadata":{"RequestId":"20779a5d-4016-42bb-b40f-90f64a9f79d1"}}}
        "#);
    }

    #[test]
    fn the_json_protocol_names_the_action_in_a_header() {
        let twin = Twin::empty();
        for body in ["{}", ""] {
            let answer = twin.request("POST", "", &[TARGET, ("content-type", "application/x-amz-json-1.1")], body);
            assert_eq!(answer.0.content_type, "application/x-amz-json-1.1");
            let expected =
                r#"{"Arn":"arn:aws:iam::123456789012:root","UserId":"123456789012","Account":"123456789012"}"#;
            assert_eq!(answer.ok(), expected);
            assert_eq!(answer.header("x-amzn-requestid").map(str::len), Some(36));
        }
    }

    #[test]
    fn it_is_known_by_version_host_or_signature() {
        let twin = Twin::empty();
        let call = "Action=GetCallerIdentity";
        let signed =
            "AWS4-HMAC-SHA256 Credential=K/20261121/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0";
        for (query, headers) in [
            (format!("{call}&{VERSION}"), vec![("host", "ec2.us-east-1.amazonaws.com")]),
            (call.to_owned(), vec![("host", "sts.us-west-2.amazonaws.com")]),
            (call.to_owned(), vec![("host", "sts.amazonaws.com:443")]),
            (call.to_owned(), vec![("authorization", signed)]),
        ] {
            assert_eq!(twin.get(&query, &headers).one("Account"), "123456789012", "{query} {headers:?}");
        }
    }
}

mod validation {
    use super::*;

    #[test]
    fn other_actions_say_that_they_are_not_here() {
        let twin = Twin::empty();
        let answer = twin.get(&format!("Action=AssumeRoot&TargetPrincipal=x&{VERSION}"), &[]);
        let text = "The action AssumeRoot is not implemented by Twinstance.";
        assert_eq!(answer.error(), (400, "UnsupportedOperation".into(), text.into()));
        assert!(answer.0.body.starts_with("<ErrorResponse xmlns="), "{}", answer.0.body);
        assert_eq!(answer.one("Type"), "Sender");
        let unknown = twin.get(&format!("Action=DescribeInstances&{VERSION}"), &[]);
        assert_eq!(unknown.error().1, "InvalidAction");
        assert_eq!(twin.get(VERSION, &[]).error().1, "MissingAction");
        let version = twin.get("Action=GetCallerIdentity&Version=2011-06-16", &[("host", "sts.amazonaws.com")]);
        assert_eq!(version.error().1, "NoSuchVersion");
    }

    #[test]
    fn errors_have_the_form_of_the_call() {
        let twin = Twin::empty();
        let answer = twin.get(&format!("Action=AssumeRoot&{VERSION}"), &[("accept", "application/json")]);
        let body = json(&answer);
        assert_eq!(
            (&body["Error"]["Code"], &body["Error"]["Type"]),
            (&"UnsupportedOperation".into(), &"Sender".into())
        );
        assert_eq!(body["RequestId"].as_str(), answer.header("x-amzn-requestid"));
        let target = ("x-amz-target", "AWSSecurityTokenServiceV20110615.AssumeRoot");
        let answer = twin.request("POST", "", &[target], r#"{"TargetPrincipal":"x"}"#);
        assert_eq!((answer.0.status, answer.header("x-amzn-errortype")), (400, Some("UnsupportedOperation")));
        assert_eq!(json(&answer)["__type"], "UnsupportedOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_the_account_of_the_access_key() {
        let twin = Twin::new("[access_keys]\nAKIDEXAMPLE = \"111122223333\"", "");
        let signed =
            |key| format!("AWS4-HMAC-SHA256 Credential={key}/20261121/us-east-1/sts/aws4_request, Signature=0");
        for (key, account) in
            [("AKIDEXAMPLE", "111122223333"), ("999988887777", "999988887777"), ("other", "123456789012")]
        {
            let answer = ask(&twin, &[("authorization", &signed(key))]);
            assert_eq!(answer.one("Account"), account);
            assert_eq!(answer.one("UserId"), account);
            assert_eq!(answer.one("Arn"), format!("arn:aws:iam::{account}:root"));
        }
    }
}
