//! What both protocols share on the wire: which cloud, which account, which region; formats, headers, ids.

mod broken;
mod callers;
mod choice;
mod coded;
mod formats;
mod impersonation;
mod lengths;
mod parameters;
mod proxied;
mod signatures;
mod throttling;
mod unserved;

use crate::support::{Answer, Twin};
use axum::http::Request;
use twinstance::server::gateway;

const EC2: &str = "Version=2016-11-15";
const ECS: &str = "Version=2014-05-26&Format=JSON";
const V4: &str =
    "AWS4-HMAC-SHA256 Credential=AKID/20261121/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=0";
const V3: &str = "ACS3-HMAC-SHA256 Credential=AK,SignedHeaders=host;x-acs-action,Signature=0";

/// A request whose target is not only a path, or which has no Host.
fn raw(twin: &Twin, method: &str, target: &str, headers: &[(&str, &str)]) -> Answer {
    let request = Request::builder().method(method).uri(target);
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let (parts, ()) = request.body(()).expect("a request").into_parts();
    Answer(gateway::answer(&twin.app, &parts, b"").reply)
}

/// Which cloud answered, by the form of its answer; none where the gateway itself did.
fn cloud(answer: &Answer) -> &'static str {
    match (answer.header("x-amzn-requestid"), answer.header("x-acs-request-id")) {
        (Some(_), None) => "ec2",
        (None, Some(_)) => "ecs",
        // The gateway's own refusals have the request id in the form of both.
        (Some(_), Some(_)) => "none",
        (None, None) => panic!("an answer without a request id: {answer:?}"),
    }
}
