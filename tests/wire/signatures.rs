//! Signatures: the vendors' own examples, and each thing that can be wrong with one.

use crate::support::{Answer, Twin};
use axum::http::Request;
use axum::http::request::Parts;
use jiff::{SignedDuration, Timestamp};
use std::borrow::Cow;
use twinstance::alibaba;
use twinstance::alibaba::nonces::Nonces;
use twinstance::aws;
use twinstance::config::Config;
use twinstance::wire::head::Head;
use twinstance::wire::params::Params;
use twinstance::wire::signing::{self, AuthError};
use twinstance::world::clock;

const CONFIG: &str = r#"
signatures = "check"

[access_keys]
AKIDEXAMPLE = { account = "111122223333", secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" }
AKIAIOSFODNN7EXAMPLE = { account = "111122223333", secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" }
ASIATEMPORARY = { account = "111122223333", secret = "s", session_token = "token" }
AKIDOFF = { account = "111122223333", secret = "s", status = "disabled" }
AKIDNOSECRET = "111122223333"
AKIDDENIED = { account = "111122223333", secret = "s", deny = ["Run*", "DescribeVpcs"] }
testid = { account = "1234567890123456", secret = "testsecret" }
testoff = { account = "1234567890123456", secret = "testsecret", status = "disabled" }
testtemporary = { account = "1234567890123456", secret = "testsecret", session_token = "token" }
testdenied = { account = "1234567890123456", secret = "testsecret", deny = ["*Instance"] }
YourAccessKeyId = { account = "1234567890123456", secret = "YourAccessKeySecret" }
"#;

fn parts(method: &str, target: &str, headers: &[(&str, &str)]) -> Parts {
    let request = Request::builder().method(method).uri(target);
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    request.body(()).expect("a request").into_parts().0
}

fn aws(parts: &Parts, body: &str, now: &str) -> Result<(), AuthError> {
    let config = Config::from_toml(CONFIG).expect("a configuration");
    let head = Head::new(parts, body.as_bytes());
    let params = Params::parse(head.query, head.body);
    let now = now.parse().expect("a time");
    aws::signature::verify(&head, &params, "service", now, |key| config.access_key(key).map(Cow::Borrowed)).map(drop)
}

fn alibaba(parts: &Parts, body: &str, now: &str) -> Result<(), AuthError> {
    let config = Config::from_toml(CONFIG).expect("a configuration");
    let head = Head::new(parts, body.as_bytes());
    let params = Params::parse(head.query, head.body);
    let nonces = Nonces::default();
    let note = |key: &str, nonce: &str, at| nonces.record(key, nonce, at);
    alibaba::signature::verify(&head, &params, now.parse().expect("a time"), note, |key| {
        config.access_key(key).map(Cow::Borrowed)
    })
    .map(drop)
}

/// The request of AWS's "Signature Version 4 test suite", get-vanilla, and post-x-www-form-urlencoded.
#[test]
fn the_examples_of_version_4_stand() {
    let credential = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request";
    let now = "2015-08-30T12:40:00Z";
    let get = |signature: &str| {
        let authorization = format!("{credential}, SignedHeaders=host;x-amz-date, Signature={signature}");
        let headers = [
            ("host", "example.amazonaws.com"),
            ("x-amz-date", "20150830T123600Z"),
            ("authorization", authorization.as_str()),
        ];
        aws(&parts("GET", "/", &headers), "", now)
    };
    assert_eq!(get("5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"), Ok(()));
    let told = "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/service/aws4_request\n\
                bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63";
    let bare = get("5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf32");
    assert_eq!(bare, Err(AuthError::Mismatch(told.to_owned())));
    let authorization = format!(
        "{credential}, SignedHeaders=content-type;host;x-amz-date, \
         Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"
    );
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("host", "example.amazonaws.com"),
        ("x-amz-date", "20150830T123600Z"),
        ("authorization", authorization.as_str()),
    ];
    let post = parts("POST", "/", &headers);
    assert_eq!(aws(&post, "Param1=value1", now), Ok(()));
    assert!(matches!(aws(&post, "Param1=value2", now), Err(AuthError::Mismatch(_))), "the body is signed");
    assert_eq!(aws(&post, "Param1=value1", "2015-08-30T12:51:01Z"), Err(AuthError::Expired));
    assert_eq!(aws(&post, "Param1=value1", "2015-08-30T12:20:59Z"), Err(AuthError::Expired));
}

/// The vendor's example of V1, and that of V3.
#[test]
fn the_examples_of_alibaba_cloud_stand() {
    let query = "/?TimeStamp=&AccessKeyId=testid&Action=DescribeRegions&Format=XML&SignatureMethod=HMAC-SHA1\
                 &SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf&SignatureVersion=1.0\
                 &Timestamp=2016-02-23T12%3A46%3A24Z&Version=2014-05-26&Signature=OLeaidS1JvxuMvnyHOwuJ%2BuX5qY%3D";
    let query = query.replace("TimeStamp=&", "");
    assert_eq!(alibaba(&parts("GET", &query, &[]), "", "2016-02-23T12:50:00Z"), Ok(()));
    assert_eq!(alibaba(&parts("GET", &query, &[]), "", "2016-02-23T13:01:25Z"), Err(AuthError::Expired));
    let text =
        "Specified signature is not matched with our calculation. server string to sign is:POST&%2F&AccessKeyId%3D";
    match alibaba(&parts("POST", &query, &[]), "", "2016-02-23T12:50:00Z") {
        Err(AuthError::Mismatch(told)) => assert!(told.starts_with(text), "{told}"),
        other => panic!("{other:?}"),
    }
    let headers = [
        ("host", "ecs.cn-shanghai.aliyuncs.com"),
        ("x-acs-action", "RunInstances"),
        ("x-acs-version", "2014-05-26"),
        ("x-acs-date", "2023-10-26T10:22:32Z"),
        ("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"),
        ("x-acs-content-sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (
            "authorization",
            "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;\
             x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
        ),
    ];
    let target = "/?ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai";
    assert_eq!(alibaba(&parts("POST", target, &headers), "", "2023-10-26T10:30:00Z"), Ok(()));
    let other = parts("POST", &target.replace("2019", "2016"), &headers);
    match alibaba(&other, "", "2023-10-26T10:30:00Z") {
        Err(AuthError::Mismatch(told)) => {
            assert!(told.contains("server CanonicalRequest is [POST\n/\nImageId=win2016"))
        }
        other => panic!("{other:?}"),
    }
    let changed = alibaba(&parts("POST", target, &headers), "a body", "2023-10-26T10:30:00Z");
    assert!(matches!(changed, Err(AuthError::Mismatch(_))), "{changed:?}");
}

/// A call signed with Version 2 at the machine's time, or so much later.
fn v2(key: &str, secret: &str, later: SignedDuration, more: &str) -> String {
    let at = (clock::machine_time() + later).strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let query = format!(
        "AWSAccessKeyId={key}&SignatureMethod=HmacSHA256&SignatureVersion=2&Timestamp={}&Version=2016-11-15&{more}",
        signing::encode(&at)
    );
    let signed = signing::canonical(signing::pairs(&[query.as_bytes()]).into_iter());
    let text = format!("GET\n127.0.0.1:4780\n/\n{signed}");
    format!("{query}&Signature={}", signing::encode(&base64(&signing::hmac_sha256(secret.as_bytes(), text.as_bytes()))))
}

/// A call signed with V1.
fn v1(key: &str, nonce: &str, later: SignedDuration, more: &str) -> String {
    let at = (clock::machine_time() + later).strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let query = format!(
        "AccessKeyId={key}&SignatureMethod=HMAC-SHA256&SignatureNonce={nonce}&Timestamp={}&Version=2014-05-26&Format=JSON&{more}",
        signing::encode(&at)
    );
    let signed = signing::canonical(signing::pairs(&[query.as_bytes()]).into_iter());
    let text = format!("GET&%2F&{}", signing::encode(&signed));
    format!("{query}&Signature={}", signing::encode(&base64(&signing::hmac_sha256(b"testsecret&", text.as_bytes()))))
}

fn base64(bytes: &[u8]) -> String {
    use ::base64::Engine;
    ::base64::prelude::BASE64_STANDARD.encode(bytes)
}

const NOW: SignedDuration = SignedDuration::ZERO;
const REGIONS: &str = "Action=DescribeRegions";

fn twin() -> Twin {
    Twin::new(CONFIG, "")
}

#[track_caller]
fn refused(answer: &Answer, status: u16, code: &str) -> String {
    let (got, is, text) = answer.error();
    assert_eq!((got, is.as_str()), (status, code), "{text}");
    text
}

#[test]
fn version_2_is_verified_over_the_wire() {
    let twin = twin();
    let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    let call = |query: &str| twin.get(query, &[]);
    let good = v2("AKIAIOSFODNN7EXAMPLE", secret, NOW, REGIONS);
    call(&good).ok();
    let text = refused(&call(&good.replace("DescribeRegions", "DescribeVpcs")), 403, "SignatureDoesNotMatch");
    assert!(text.starts_with("The request signature we calculated does not match"), "{text}");
    refused(&call(&v2("AKIAIOSFODNN7EXAMPLE", "other", NOW, REGIONS)), 403, "SignatureDoesNotMatch");
    let failure = "AWS was not able to validate the provided access credentials";
    for (key, secret) in [("NOBODY", "s"), ("AKIDOFF", "s"), ("AKIDNOSECRET", "s"), ("ASIATEMPORARY", "s")] {
        assert_eq!(refused(&call(&v2(key, secret, NOW, REGIONS)), 401, "AuthFailure"), failure, "{key}");
    }
    call(&v2("ASIATEMPORARY", "s", NOW, &format!("{REGIONS}&SecurityToken=token"))).ok();
    refused(&call(&v2("ASIATEMPORARY", "s", NOW, &format!("{REGIONS}&SecurityToken=x"))), 401, "AuthFailure");
    for minutes in [-16, 16] {
        let late = v2("AKIAIOSFODNN7EXAMPLE", secret, SignedDuration::from_mins(minutes), REGIONS);
        assert_eq!(refused(&call(&late), 400, "RequestExpired"), "Request has expired.");
    }
    refused(&call(&good.replace("SignatureVersion=2", "SignatureVersion=1")), 400, "IncompleteSignature");
    refused(&call(&good.replace("HmacSHA256", "HmacMD5")), 400, "IncompleteSignature");
    let unsigned = "Version=2016-11-15&Action=DescribeRegions";
    refused(&call(unsigned), 403, "MissingAuthenticationToken");
    for part in ["SignatureMethod", "SignatureVersion", "Timestamp"] {
        let without: Vec<_> = good.split('&').filter(|pair| !pair.starts_with(part)).collect();
        let text = refused(&call(&without.join("&")), 400, "MissingParameter");
        assert_eq!(text, format!("The request must contain the parameter {part}"));
    }
}

/// Whoever signs with one key does not act with another that is named beside it.
#[test]
fn the_key_that_signs_is_the_key_that_acts() {
    let twin = twin();
    let query =
        v2("ASIATEMPORARY", "s", NOW, "Action=DescribeRegions&SecurityToken=token&X-Amz-Credential=AKIDEXAMPLE%2F1");
    refused(&twin.get(&query, &[]), 400, "MissingParameter");
    let run = "Action=DescribeInstances&RegionId=cn-hangzhou";
    let other = [("authorization", "None Credential=YourAccessKeyId")];
    twin.get(&v1("testid", "k1", NOW, run), &other).ok();
    let denied = twin.get(&v1("testdenied", "k2", NOW, "Action=StartInstance&InstanceId=i-1"), &other);
    refused(&denied, 403, "Forbidden.RAM");
}

#[test]
fn version_4_headers_must_be_whole() {
    let twin = twin();
    let date = clock::machine_time().strftime("%Y%m%dT%H%M%SZ").to_string();
    let day = &date[..8];
    let whole = format!(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/{day}/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=0"
    );
    let call = |authorization: &str, date: &str| {
        let headers = [("authorization", authorization), ("x-amz-date", date)];
        twin.request("POST", "", &headers, "Version=2016-11-15&Action=DescribeRegions")
    };
    refused(&call(&whole, &date), 403, "SignatureDoesNotMatch");
    refused(&call(&whole.replace("SignedHeaders=host, ", ""), &date), 400, "IncompleteSignature");
    refused(&call(&whole.replace("/ec2/", "/"), &date), 400, "IncompleteSignature");
    refused(&call(&whole.replace("=host", "=host;x-none"), &date), 400, "IncompleteSignature");
    refused(&call(&whole.replace("SHA256", "MD5"), &date), 400, "IncompleteSignature");
    refused(&call(&whole, "yesterday"), 400, "IncompleteSignature");
    refused(&call(&whole.replace("AKIDEXAMPLE", "NOBODY"), &date), 401, "AuthFailure");
}

#[test]
fn v1_is_verified_over_the_wire() {
    let twin = twin();
    let call = |query: &str| twin.get(query, &[]);
    let good = v1("testid", "n1", NOW, REGIONS);
    call(&good).ok();
    let text = "Specified signature nonce was used already.";
    assert_eq!(refused(&call(&good), 400, "SignatureNonceUsed"), text);
    let text = refused(&call(&v1("testid", "n2", NOW, REGIONS).replace("n2", "n3")), 400, "SignatureDoesNotMatch");
    assert!(
        text.contains("server string to sign is:GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeRegions"),
        "{text}"
    );
    refused(&call(&v1("nobody", "n4", NOW, REGIONS)), 404, "InvalidAccessKeyId.NotFound");
    refused(&call(&v1("testoff", "n5", NOW, REGIONS)), 400, "InvalidAccessKeyId.Inactive");
    let text = refused(&call(&v1("testtemporary", "n6", NOW, REGIONS)), 400, "MissingParameter");
    assert_eq!(
        text,
        "The input parameter \"SecurityToken\" that is mandatory for processing this request is not supplied."
    );
    for version in ["2016-04-28", "2015-04-01", "2015-06-12"] {
        let other = v1("testtemporary", "n6", NOW, REGIONS).replace("2014-05-26", version);
        let text = refused(&call(&other), 400, "MissingSecurityToken");
        assert_eq!(text, "SecurityToken is mandatory for this action.");
    }
    let wrong = v1("testtemporary", "n6", NOW, &format!("{REGIONS}&SecurityToken=x"));
    refused(&call(&wrong), 400, "InvalidSecurityToken.MismatchWithAccessKey");
    call(&v1("testtemporary", "n7", NOW, &format!("{REGIONS}&SecurityToken=token"))).ok();
    for minutes in [-16, 16] {
        let late = v1("testid", "n8", SignedDuration::from_mins(minutes), REGIONS);
        refused(&call(&late), 400, "InvalidTimeStamp.Expired");
    }
    for (part, code) in [
        ("AccessKeyId", "MissingAccessKeyId"),
        ("SignatureMethod", "MissingSignatureMethod"),
        ("SignatureNonce", "MissingSignatureNonce"),
        ("Timestamp", "MissingTimestamp"),
        ("Signature=", "MissingSignature"),
    ] {
        let good = v1("testid", "n9", NOW, REGIONS);
        let without: Vec<_> = good.split('&').filter(|pair| !pair.starts_with(part)).collect();
        refused(&call(&without.join("&")), 400, code);
    }
    let timeless = v1("testid", "n10", NOW, REGIONS).replace("Timestamp=2", "Timestamp=x");
    refused(&call(&timeless), 400, "InvalidTimeStamp.Format");
    let method = v1("testid", "n11", NOW, REGIONS).replace("HMAC-SHA256", "HMAC-MD5");
    refused(&call(&method), 400, "InvalidSignatureMethod");
}

#[test]
fn a_key_may_be_denied_some_actions() {
    for config in [CONFIG.to_owned(), CONFIG.replace("\"check\"", "\"off\"")] {
        let twin = Twin::new(&config, "");
        let aws = |call: &str| twin.get(&v2("AKIDDENIED", "s", NOW, call), &[]);
        aws("Action=DescribeRegions").ok();
        let run = "Action=RunInstances&ImageId=ami-0abcdef1234567890&MinCount=1&MaxCount=1";
        for call in ["Action=DescribeVpcs", run, &format!("{run}&DryRun=true")] {
            let text = refused(&aws(call), 403, "UnauthorizedOperation");
            assert_eq!(text, "You are not authorized to perform this operation.");
        }
        let alibaba = |nonce: &str, call: &str| twin.get(&v1("testdenied", nonce, NOW, call), &[]);
        alibaba("d1", "Action=DescribeRegions").ok();
        let start = "Action=StartInstance&InstanceId=i-1&DryRun=true";
        refused(&alibaba("d2", start), 403, "Forbidden.RAM");
        assert_eq!(
            twin.ec2("DescribeInstances").0.code.as_deref(),
            config.contains("check").then_some("MissingAuthenticationToken")
        );
    }
}

#[test]
fn secrets_are_not_shown() {
    let config = Config::from_toml(CONFIG).expect("a configuration");
    let shown = format!("{config:?}");
    assert!(!shown.contains("YourAccessKeySecret") && !shown.contains("\"token\""), "{shown}");
}

#[test]
fn times_are_read_as_callers_write_them() {
    let time: Timestamp = "2026-11-21T08:00:00Z".parse().expect("a time");
    for text in ["2026-11-21T08:00:00Z", "2026-11-21T08:00:00.000Z", "2026-11-21T08:00:00"] {
        assert_eq!(signing::time(text), Some(time), "{text}");
    }
    assert_eq!(signing::time("noon"), None);
}
