//! Bodies with a content coding.

use super::EC2;
use crate::support::{Answer, Twin};
use axum::http::Request;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use twinstance::server::gateway;
use twinstance::wire::signing::{hmac_sha256, sha256_hex};
use twinstance::world::clock;

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).expect("memory");
    encoder.finish().expect("memory")
}

fn post(twin: &Twin, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let request = Request::builder().method("POST").uri("/").header("host", "127.0.0.1:4780");
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let (parts, ()) = request.body(()).expect("a request").into_parts();
    Answer(gateway::answer(&twin.app, &parts, body).reply)
}

fn coded(coding: &str) -> [(&str, &str); 1] {
    [("content-encoding", coding)]
}

#[test]
fn gzip_is_read() {
    let twin = Twin::demo();
    let call = format!("Action=DescribeInstances&{EC2}");
    let (plain, zipped) = (call.as_bytes(), gzip(call.as_bytes()));
    // Two members are one body. See RFC 1952, section 2.2.
    let members = [gzip(&plain[..9]), gzip(&plain[9..])].concat();
    let wanted = post(&twin, &[], plain);
    assert!(wanted.ok().contains("i-1234567890abcdef0"));
    for (coding, body) in [
        ("gzip", &*zipped),
        ("GZIP", &zipped),
        ("x-gzip", &zipped),
        ("identity, gzip", &zipped),
        ("gzip", &members),
        ("identity", plain),
        ("", plain),
    ] {
        assert_eq!(post(&twin, &coded(coding), body).anonymous(), wanted.anonymous(), "{coding}");
    }
}

#[test]
fn other_codings_and_broken_bodies_are_refused() {
    let twin = Twin::demo();
    let call = format!("Action=TerminateInstances&InstanceId.1=i-1234567890abcdef0&{EC2}");
    let zipped = gzip(call.as_bytes());
    for (coding, body, status, text) in [
        ("br", &*zipped, 415, "The body has the content coding \"br\"; gzip is the only one that is read here."),
        ("gzip, gzip", &zipped, 415, "The body has the content coding \"gzip\""),
        ("gzip", call.as_bytes(), 400, "The body is not gzip, or it ends early."),
        ("gzip", &zipped[..zipped.len() - 1], 400, "The body is not gzip, or it ends early."),
        ("gzip", b"", 400, "The body is not gzip, or it ends early."),
    ] {
        let answer = post(&twin, &coded(coding), body);
        assert_eq!(answer.0.status, status, "{coding}: {}", answer.0.body);
        assert!(answer.0.body.starts_with(text), "{}", answer.0.body);
    }
    assert!(twin.ec2("DescribeInstances&InstanceId.1=i-1234567890abcdef0").ok().contains("<name>running</name>"));
}

#[test]
fn the_limit_holds_for_what_comes_out() {
    let twin = Twin::new("[limits]\nbody = 1000", "");
    let call = |length: usize| format!("Action=DescribeRegions&{EC2}&Filter.1.Name={}", "x".repeat(length));
    let base = call(0).len();
    let answer = post(&twin, &coded("gzip"), &gzip(call(1000 - base).as_bytes()));
    assert_eq!(answer.error().1, "InvalidParameterValue", "it fits");
    let zipped = gzip(call(1001 - base).as_bytes());
    assert!(zipped.len() < 1000);
    let answer = post(&twin, &coded("gzip"), &zipped);
    assert_eq!(answer.0.status, 413);
    assert!(answer.0.body.starts_with("The body is larger than 1000 bytes."), "{}", answer.0.body);
}

/// Clients compress before they sign.
#[test]
fn signatures_cover_what_is_sent() {
    let twin =
        Twin::new("signatures = 'check'\n[access_keys]\nMINE = { account = '111111111111', secret = 'mine' }", "");
    let body = gzip(format!("Action=DescribeRegions&{EC2}").as_bytes());
    let at = clock::machine_time().strftime("%Y%m%dT%H%M%SZ").to_string();
    let scope = format!("{}/us-east-1/ec2/aws4_request", &at[..8]);
    let authorization = |signed: &[u8]| {
        let headers = format!("host:127.0.0.1:4780\nx-amz-date:{at}\n\nhost;x-amz-date");
        let canonical = format!("POST\n/\n\n{headers}\n{}", sha256_hex(signed));
        let text = format!("AWS4-HMAC-SHA256\n{at}\n{scope}\n{}", sha256_hex(canonical.as_bytes()));
        let parts = scope.split('/');
        let key = parts.fold(b"AWS4mine".to_vec(), |key, part| hmac_sha256(&key, part.as_bytes()).to_vec());
        let signature = hex::encode(hmac_sha256(&key, text.as_bytes()));
        format!("AWS4-HMAC-SHA256 Credential=MINE/{scope}, SignedHeaders=host;x-amz-date, Signature={signature}")
    };
    let send = |authorization: &str| {
        let headers = [("content-encoding", "gzip"), ("x-amz-date", &*at), ("authorization", authorization)];
        post(&twin, &headers, &body)
    };
    send(&authorization(&body)).ok();
    let wrong = authorization(format!("Action=DescribeRegions&{EC2}").as_bytes());
    assert_eq!(send(&wrong).error().1, "SignatureDoesNotMatch");
}
