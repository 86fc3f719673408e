//! Requests, byte for byte as the vendors' Python SDKs send them.

use twinstance::wire::signing::{hmac_sha256, sha256_hex};
use twinstance::world::clock;

/// What every request says of where it goes: whoever has to, connects to somewhere else.
const HOST: &str = "127.0.0.1:4780";

/// The key that requests to EC2 are signed with; `keys.toml` has it too.
const KEY: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

const FORM: &str = "application/x-www-form-urlencoded; charset=utf-8";

/// A call to EC2 as boto3 1.43 sends it, signed for this moment.
pub fn ec2(action: &str, parameters: &str) -> Vec<u8> {
    aws("ec2", &format!("Action={action}&Version=2016-11-15&{parameters}"))
}

/// A call to CloudWatch in the Query protocol, with the same headers.
pub fn cloudwatch(action: &str, parameters: &str) -> Vec<u8> {
    aws("monitoring", &format!("Action={action}&Version=2010-08-01&{parameters}"))
}

fn aws(service: &str, body: &str) -> Vec<u8> {
    let date = clock::machine_time().strftime("%Y%m%dT%H%M%SZ").to_string();
    let (length, authorization) = (body.len(), authorization(service, body, &date));
    let request = format!(
        "POST / HTTP/1.1
Host: {HOST}
Accept-Encoding: identity
Content-Type: {FORM}
User-Agent: Boto3/1.43.11 md/Botocore#1.43.11 ua/2.1 os/linux#6.12.0 md/arch#x86_64 lang/python#3.11.7 \
md/pyimpl#CPython m/b,e,E,Z,N cfg/retry-mode#standard Botocore/1.43.11
X-Amz-Date: {date}
Authorization: {authorization}
amz-sdk-invocation-id: ee1cb78a-4a29-4b88-9d9f-943c667e1a38
amz-sdk-request: attempt=1
Content-Length: {length}

{body}"
    );
    lines(&request)
}

/// The header of Signature Version 4.
fn authorization(service: &str, body: &str, date: &str) -> String {
    const SIGNED: &str = "content-type;host;x-amz-date";
    let headers = format!("content-type:{FORM}\nhost:{HOST}\nx-amz-date:{date}\n");
    let request = format!("POST\n/\n\n{headers}\n{SIGNED}\n{}", sha256_hex(body.as_bytes()));
    let scope = format!("{}/us-east-1/{service}/aws4_request", &date[..8]);
    let text = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{}", sha256_hex(request.as_bytes()));
    let key = scope
        .split('/')
        .fold(format!("AWS4{SECRET}").into_bytes(), |key, part| hmac_sha256(&key, part.as_bytes()).to_vec());
    let signature = hex::encode(hmac_sha256(&key, text.as_bytes()));
    format!("AWS4-HMAC-SHA256 Credential={KEY}/{scope}, SignedHeaders={SIGNED}, Signature={signature}")
}

/// A call to ECS as alibabacloud_ecs20140526 7.11 sends it. Its signature is one from long ago.
pub fn ecs(action: &str, query: &str) -> Vec<u8> {
    let request = format!(
        "POST /?{query} HTTP/1.1
Accept-Encoding: identity
host: {HOST}
x-acs-version: 2014-05-26
x-acs-action: {action}
user-agent: AlibabaCloud (Linux; x86_64) Python/3.11.7 Core/0.4.3 TeaDSL/2
x-acs-date: 2026-11-21T10:36:02Z
x-acs-signature-nonce: 7792e62671684fe02da8f739d0b3497e
accept: application/json
x-acs-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
x-acs-credentials-provider: static_ak
Authorization: ACS3-HMAC-SHA256 Credential=LTAI5tExampleExampleEx12,\
SignedHeaders=accept;host;user-agent;x-acs-action;x-acs-content-sha256;x-acs-credentials-provider;x-acs-date;\
x-acs-signature-nonce;x-acs-version,\
Signature=9f7d6d50e86b2389eb7c9c7e1f3d1061831940724823c21b992c0ce7cfa738db
Content-Length: 0

"
    );
    lines(&request)
}

/// A call to the emulator's own API.
pub fn control(method: &str, path: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    let mut request = lines(&format!("{method} {path} HTTP/1.1\nHost: {HOST}\nContent-Length: {length}\n\n"));
    request.extend_from_slice(body.as_bytes());
    request
}

/// Each line break ends a line of the head: no call of the clouds has one in its body.
fn lines(request: &str) -> Vec<u8> {
    request.replace('\n', "\r\n").into_bytes()
}
