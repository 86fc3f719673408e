//! STS: a file per operation, in it three groups of tests: reading, validation, behaviour.

mod assume_role;
mod get_caller_identity;
mod get_session_token;

use crate::support::{Answer, Twin};

/// Who a role trusts, as a form has it.
const TRUST: &str = "%7B%7D";

fn call(twin: &Twin, action: &str, more: &str, headers: &[(&str, &str)]) -> Answer {
    twin.request("POST", "", headers, &format!("Version=2011-06-15&Action={action}{more}"))
}

/// The header of a call with this access key to this service, whose signature nobody verifies.
fn signed(key: &str, service: &str) -> String {
    format!(
        "AWS4-HMAC-SHA256 Credential={key}/20261121/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=0"
    )
}

fn role(twin: &Twin, name: &str, more: &str) {
    let create = format!("Version=2010-05-08&Action=CreateRole&RoleName={name}&AssumeRolePolicyDocument={TRUST}{more}");
    twin.request("POST", "", &[("authorization", &signed("K", "iam"))], &create).ok();
}

fn assume(twin: &Twin, name: &str, more: &str) -> Answer {
    let arn = format!("&RoleArn=arn:aws:iam::123456789012:role/{name}");
    call(twin, "AssumeRole", &format!("{arn}&RoleSessionName=one{more}"), &[])
}
