//! The page for whoever opens the server in a browser or with a bare curl.

use crate::operation::{Entry, Reply};
use crate::{ec2, ecs, sts};
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;

/// What this is, how to call it, what it has. As HTML for browsers, else as text.
pub fn page(headers: &HeaderMap, host: &str) -> Reply {
    let list =
        |operations: &[Entry]| operations.iter().map(|entry| format!("  {}\n", entry.action)).collect::<String>();
    let text = format!(
        "Twinstance {version}: AWS EC2 and Alibaba Cloud ECS on localhost, over one world with its own clock.\n\n\
         AWS EC2, XML:\n  \
         curl 'http://{host}/?Action=DescribeInstances&Version=2016-11-15'\n\n\
         Alibaba Cloud ECS, JSON:\n  \
         curl 'http://{host}/?Action=DescribeInstances&Version=2014-05-26&RegionId=cn-hangzhou&Format=JSON'\n\n\
         The server itself:\n  \
         curl 'http://{host}/_twin/health'\n  \
         curl -X POST -d '{{\"advance\":\"2m\"}}' 'http://{host}/_twin/clock'\n\n\
         Actions of EC2:\n{ec2}\n\
         Actions of STS:\n{sts}\n\
         Actions of ECS:\n{ecs}\n\
         Actions of Alibaba Cloud's VPC API, STS and location service:\n{vpc}{acs_sts}{location}",
        version = env!("CARGO_PKG_VERSION"),
        ec2 = list(ec2::OPERATIONS),
        sts = list(sts::OPERATIONS),
        ecs = list(ecs::OPERATIONS),
        vpc = list(ecs::vpc::OPERATIONS),
        acs_sts = list(ecs::sts::OPERATIONS),
        location = list(ecs::location::OPERATIONS),
    );
    let html =
        headers.get(ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains("text/html"));
    let (content_type, body) = if html {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        let body = format!(
            "<!doctype html><meta charset=\"utf-8\"><title>Twinstance</title>\
             <body style=\"max-width:60em;margin:2em auto\"><pre style=\"white-space:pre-wrap\">{escaped}</pre>\n"
        );
        ("text/html; charset=utf-8", body)
    } else {
        ("text/plain; charset=utf-8", text)
    };
    Reply { status: 200, content_type, code: None, headers: Vec::new(), body }
}
