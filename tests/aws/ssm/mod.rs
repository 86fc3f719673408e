mod get_parameter;
mod get_parameters;
mod get_parameters_by_path;

use crate::support::{Answer, Twin};
use serde_json::{Value, json};

const AL2023: &str = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
const UBUNTU: &str = "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id";
const WINDOWS: &str = "/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base";

/// A call as SDKs make it.
fn ssm(twin: &Twin, action: &str, body: &Value) -> Answer {
    signed(twin, "us-east-1", action, &body.to_string())
}

fn signed(twin: &Twin, region: &str, action: &str, body: &str) -> Answer {
    let target = format!("AmazonSSM.{action}");
    let authorization =
        format!("AWS4-HMAC-SHA256 Credential=K/20261121/{region}/ssm/aws4_request, SignedHeaders=host, Signature=0");
    let json = ("content-type", "application/x-amz-json-1.1");
    twin.request("POST", "", &[("x-amz-target", &target), ("authorization", &authorization), json], body)
}

/// The code and the text of a refusal.
#[track_caller]
fn refusal(answer: &Answer) -> (String, String) {
    let body: Value = serde_json::from_str(&answer.0.body).expect("JSON");
    let code = body["__type"].as_str().expect("a code").to_owned();
    assert_eq!((answer.0.status, answer.0.content_type), (400, "application/x-amz-json-1.1"));
    assert_eq!((answer.header("x-amzn-errortype"), answer.0.code.as_deref()), (Some(&*code), Some(&*code)));
    (code, body["message"].as_str().expect("a text").to_owned())
}

/// What AWS's check of a request says.
fn check(what: &str, must: &str) -> (String, String) {
    let text = format!("1 validation error detected: {what} failed to satisfy constraint: Member must {must}");
    ("ValidationException".to_owned(), text)
}

/// The names of the parameters of an answer.
fn names(answer: &Answer) -> Vec<String> {
    let parameters = answer.json()["Parameters"].as_array().expect("a list").clone();
    parameters.iter().map(|parameter| parameter["Name"].as_str().expect("a name").to_owned()).collect()
}

#[test]
fn what_is_no_json_is_refused() {
    let twin = Twin::empty();
    for body in ["{", "[]", "Name=x"] {
        let answer = signed(&twin, "us-east-1", "GetParameter", body);
        assert_eq!(refusal(&answer).0, "SerializationException", "{body}");
    }
    let deep = format!("{}1{}", "{\"A\":".repeat(100), "}".repeat(100));
    assert_eq!(refusal(&signed(&twin, "us-east-1", "GetParameter", &deep)).0, "ValidationException");
    let control = ssm(&twin, "GetParameter", &json!({ "Name": "a\u{0}b" }));
    assert_eq!(refusal(&control).0, "ValidationException");
}

#[test]
fn other_actions_say_that_they_are_not_here() {
    let twin = Twin::empty();
    let (code, text) = refusal(&ssm(&twin, "PutParameter", &json!({ "Name": "a", "Value": "b" })));
    let wanted = "The action PutParameter is not implemented by Twinstance.";
    assert_eq!((&*code, &*text), ("UnsupportedOperation", wanted));
    assert_eq!(refusal(&ssm(&twin, "MakeCoffee", &json!({}))).0, "UnknownOperationException");
    // Its scope is that of the service, but nothing says which action.
    let scope = "AWS4-HMAC-SHA256 Credential=K/20261121/us-east-1/ssm/aws4_request, SignedHeaders=host, Signature=0";
    assert_eq!(refusal(&twin.request("POST", "", &[("authorization", scope)], "")).0, "UnknownOperationException");
}

#[test]
fn a_region_that_there_is_not_is_refused() {
    let answer = signed(&Twin::empty(), "mars-1", "GetParameter", &json!({ "Name": AL2023 }).to_string());
    assert_eq!((answer.0.status, answer.0.code.as_deref()), (401, Some("AuthFailure")));
}
