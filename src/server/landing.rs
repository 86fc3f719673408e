//! The page that a browser, or `curl` without parameters, gets.

use crate::alibaba;
use crate::alibaba::ecs;
use crate::app::App;
use crate::aws::cloudwatch;
use crate::aws::ec2;
use crate::aws::iam;
use crate::aws::ssm;
use crate::aws::sts;
use crate::operation::{Entry, Reply};
use crate::wire::head::Head;
use quick_xml::escape::escape;

/// The page's text before the lists of actions, with `@` for the host.
const ABOUT: &str = concat!(
    "Twinstance ",
    env!("CARGO_PKG_VERSION"),
    ": AWS EC2 and Alibaba Cloud ECS on localhost, over one world with its own clock.

AWS EC2, XML:
  curl 'http://@/?Action=DescribeInstances&Version=2016-11-15'

Alibaba Cloud ECS, JSON:
  curl 'http://@/?Action=DescribeInstances&Version=2014-05-26&RegionId=cn-hangzhou&Format=JSON'
"
);

/// The lines about the control API.
const CONTROL: &str = "
The server itself:
  curl 'http://@/_twin/health'
  curl 'http://@/_twin/clock'
  curl 'http://@/_twin/requests'
  curl 'http://@/_twin/openapi.json'
  curl -X POST -d '{\"advance\":\"2m\"}' 'http://@/_twin/clock'
";

/// The names of the APIs, with the operations that the server has.
const ACTIONS: &[(&str, &[&[Entry]])] = &[
    ("EC2", &[ec2::OPERATIONS]),
    ("STS", &[sts::OPERATIONS]),
    ("CloudWatch", &[cloudwatch::OPERATIONS]),
    ("Systems Manager", &[ssm::OPERATIONS]),
    ("IAM", &[iam::OPERATIONS]),
    ("ECS", &[ecs::OPERATIONS]),
    (
        "Alibaba Cloud's VPC API, CloudMonitor, STS and location service",
        &[alibaba::vpc::OPERATIONS, alibaba::cms::OPERATIONS, alibaba::sts::OPERATIONS, alibaba::location::OPERATIONS],
    ),
];

fn action_lists() -> String {
    let mut text = String::new();
    for (api, tables) in ACTIONS {
        text.push_str(&format!("\nActions of {api}:\n"));
        for entry in tables.iter().copied().flatten() {
            text.push_str(&format!("  {}\n", entry.action));
        }
    }
    text
}

/// A line of the page as HTML. The URL of a GET, which stands between quotes, is a link.
fn linked(line: &str) -> String {
    let is_get = line.starts_with("  curl 'http://");
    let parts = line.split('\'').enumerate().map(|(n, part)| match escape(part) {
        part if is_get && n == 1 => format!("<a href=\"{part}\">{part}</a>"),
        part => part.into_owned(),
    });
    parts.collect::<Vec<_>>().join("'")
}

/// What the server is, how to call it, and which actions it has. HTML for browsers, plain text for others. Of what is in
/// the world it tells only the ids of the demo, which are no secret.
pub fn page(app: &App, head: &Head<'_>) -> Reply {
    let control = if app.config.control_listen.is_none() { CONTROL } else { "" };
    let demo = app.initial_ids.as_ref().filter(|_| app.config.demo);
    let demo = demo.map(|ids| format!("\nThe demo world:\n  {}\n", ids.replace("; ", "\n  ")));
    let text = [ABOUT, control].concat().replace('@', head.host) + &demo.unwrap_or_default() + &action_lists();
    let (content_type, body) = if head.accept().contains("text/html") {
        let lines: String = text.lines().map(|line| linked(line) + "\n").collect();
        let body = format!(
            "<!doctype html><meta charset=\"utf-8\"><title>Twinstance</title>\
             <body style=\"max-width:60em;margin:2em auto\"><pre style=\"white-space:pre-wrap\">{lines}</pre>\n"
        );
        ("text/html; charset=utf-8", body)
    } else {
        ("text/plain; charset=utf-8", text)
    };
    Reply { status: 200, content_type, code: None, headers: Vec::new(), body, binary: None }
}
