//! The three core operations, byte for byte as the vendors' Python SDKs send them.
//!
//! Each has two requests that undo each other and are sent in turn, so that every call succeeds and changes something.

/// An operation under load.
pub struct Operation {
    pub name: &'static str,
    pub requests: [Vec<u8>; 2],
}

pub fn all() -> [Operation; 3] {
    let credits = |mode| {
        boto3(&format!(
            "Action=ModifyInstanceCreditSpecification&Version=2016-11-15\
             &InstanceCreditSpecification.1.InstanceId=i-1234567890abcdef0\
             &InstanceCreditSpecification.1.CpuCredits={mode}"
        ))
    };
    let allocation = |count| {
        boto3(&format!(
            "Action=UpdateInterruptibleCapacityReservationAllocation&Version=2016-11-15\
             &CapacityReservationId=cr-1234abcd56EXAMPLE&TargetInstanceCount={count}"
        ))
    };
    [
        Operation { name: "ModifyInstanceCreditSpecification", requests: ["unlimited", "standard"].map(credits) },
        Operation { name: "UpdateInterruptibleCapacityReservationAllocation", requests: [5, 4].map(allocation) },
        Operation { name: "ModifyInstanceSpec", requests: [20, 10].map(bandwidth) },
    ]
}

/// As boto3 1.43 sends a call.
fn boto3(body: &str) -> Vec<u8> {
    let length = body.len();
    let request = format!(
        "POST / HTTP/1.1
Host: 127.0.0.1:4780
Accept-Encoding: identity
Content-Type: application/x-www-form-urlencoded; charset=utf-8
User-Agent: Boto3/1.43.11 md/Botocore#1.43.11 ua/2.1 os/linux#6.12.0 md/arch#x86_64 lang/python#3.11.7 \
md/pyimpl#CPython m/b,e,E,Z,N cfg/retry-mode#standard Botocore/1.43.11
X-Amz-Date: 20261121T103601Z
Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261121/us-east-1/ec2/aws4_request, \
SignedHeaders=content-type;host;x-amz-date, \
Signature=8025aeb3706a7b90640bb5ec26315d44718462034f39b85c2fd3f494bba7e8c6
amz-sdk-invocation-id: ee1cb78a-4a29-4b88-9d9f-943c667e1a38
amz-sdk-request: attempt=1
Content-Length: {length}

{body}"
    );
    wire(&request)
}

/// As alibabacloud_ecs20140526 7.11 sends ModifyInstanceSpec.
fn bandwidth(out: u32) -> Vec<u8> {
    let request = format!(
        "POST /?InstanceId=i-bp67acfmxazb4ph12345&InternetMaxBandwidthOut={out} HTTP/1.1
Accept-Encoding: identity
host: 127.0.0.1:4780
x-acs-version: 2014-05-26
x-acs-action: ModifyInstanceSpec
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
    wire(&request)
}

/// Neither body has a line break, so every one here ends a line of the head.
fn wire(request: &str) -> Vec<u8> {
    request.replace('\n', "\r\n").into_bytes()
}
