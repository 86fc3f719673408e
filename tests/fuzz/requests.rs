//! Whole requests to the demo world, one after another, with lines of `###` between them.

use super::wire;
use crate::invariants::moment;
use crate::invariants::seen::Seen;
use crate::support::{Answer, START, Twin};
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Request};
use std::borrow::Cow;
use std::sync::{Arc, LazyLock};
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;
use twinstance::app::App;
use twinstance::config::Config;
use twinstance::server::gateway;
use twinstance::server::{self, ServedApis};

/// How many requests of one input are made.
const MOST: usize = 8;

/// What stands between two requests.
const SEPARATOR: &[u8] = b"\n###\n";

/// What never ends, or tells the time of the machine.
pub const APART: &[&str] =
    &["/_twin/events/stream", "/_twin/requests", "/_twin/health", "/_twin/coverage", "/_twin/metrics"];

/// What the API shows of everything.
const LOOKS: &[&str] = &[
    "DescribeAddresses",
    "DescribeCapacityReservations",
    "DescribeImages&Owner.1=self",
    "DescribeInstances",
    "DescribeInstanceCreditSpecifications",
    "DescribeKeyPairs",
    "DescribeNetworkInterfaces",
    "DescribeSecurityGroups",
    "DescribeSubnets",
    "DescribeTags",
    "DescribeVolumes",
    "DescribeVpcs",
];

/// The same of ECS.
const ECS_LOOKS: &[&str] = &[
    "DescribeCapacityReservations",
    "DescribeDisks",
    "DescribeImages&ImageOwnerAlias=self",
    "DescribeInstances",
    "DescribeInstancesFullStatus",
    "DescribeKeyPairs",
    "DescribeNetworkInterfaces",
    "DescribeSecurityGroups",
    "DescribeTags&ResourceType=instance",
    "DescribeVSwitches",
];

pub static CONFIG: LazyLock<Config> =
    LazyLock::new(|| Config::from_toml(&format!("clock = \"{START}\"\ndemo = true")).expect("a configuration"));

/// What was answered.
#[derive(Debug, PartialEq)]
struct Outcome {
    status: u16,
    content_type: String,
    headers: Vec<(&'static str, Cow<'static, str>)>,
    body: String,
}

/// Everything that the API shows, but for the ids of the answers.
pub fn everything(twin: &Twin) -> Vec<String> {
    let ec2 = LOOKS.iter().map(|look| twin.ec2(look));
    let ecs = ECS_LOOKS.iter().map(|look| twin.ecs_xml(&format!("{look}&RegionId=cn-hangzhou")));
    let anonymous = |answer: Answer| {
        answer.ok();
        answer.anonymous()
    };
    ec2.chain(ecs).map(anonymous).collect()
}

/// Makes one request of the clouds, or of the emulator's own API.
fn request(twin: &Twin, parts: &Parts, body: &[u8]) -> Outcome {
    if is_for_control(parts.uri.path()) {
        return of_control(twin, parts, body);
    }
    let reply = gateway::answer(&twin.app, parts, body).reply;
    for (name, value) in &reply.headers {
        assert!(HeaderValue::from_str(value).is_ok(), "{name}: {value:?}");
    }
    let is_plain = reply.content_type.starts_with("text/plain");
    assert_eq!(reply.code.as_deref().is_some(), reply.status != 200 && !is_plain, "{reply:?}");
    Outcome { status: reply.status, content_type: reply.content_type.into(), headers: reply.headers, body: reply.body }
}

/// Whether a path is one of the emulator's own API.
fn is_for_control(path: &str) -> bool {
    path.starts_with("/_twin") || path == "/moto-api/reset" || path.starts_with("/_localstack/")
}

fn of_control(twin: &Twin, parts: &Parts, body: &[u8]) -> Outcome {
    let mut asked = Request::from_parts(parts.clone(), Body::from(body.to_vec()));
    asked.headers_mut().entry(HOST).or_insert_with(|| HeaderValue::from_static("localhost"));
    let router = server::router(&twin.app, ServedApis::Control);
    let answer = wait_for(router.oneshot(asked)).unwrap_or_else(|never| match never {});
    let content_type = answer.headers().get(CONTENT_TYPE).expect("a type").to_str().expect("a text").to_owned();
    let status = answer.status().as_u16();
    let body = wait_for(to_bytes(answer.into_body(), usize::MAX)).expect("a body");
    let body = String::from_utf8(body.into()).expect("a text");
    Outcome { status, content_type, headers: Vec::new(), body }
}

fn wait_for<T>(future: impl Future<Output = T>) -> T {
    static RUNTIME: LazyLock<Runtime> =
        LazyLock::new(|| Builder::new_current_thread().enable_time().build().expect("a runtime"));
    RUNTIME.block_on(future)
}

/// The requests of an input; those that never end, or tell the time of the machine, are left out.
fn requests(data: &[u8]) -> Vec<(Parts, &[u8])> {
    let mut requests = Vec::new();
    let mut rest = data;
    while let Some(at) = (!rest.is_empty()).then(|| find(rest, SEPARATOR)) {
        let (one, after) = rest.split_at(at);
        rest = after.get(SEPARATOR.len()..).unwrap_or_default();
        requests.extend(wire::read(one));
    }
    requests.retain(|(parts, _)| !APART.iter().any(|path| parts.uri.path().starts_with(path)));
    requests.truncate(MOST);
    requests
}

/// Where a text is, or else the end.
fn find(data: &[u8], text: &[u8]) -> usize {
    data.windows(text.len()).position(|window| window == text).unwrap_or(data.len())
}

pub fn check(data: &[u8]) {
    let requests = requests(data);
    let Some((last, first)) = requests.split_last() else { return };
    let [one, other] = [(); 2].map(|()| Twin { app: Arc::new(App::new(CONFIG.clone()).expect("a world")) });
    for (parts, body) in first {
        let outcome = request(&one, parts, body);
        assert_eq!(outcome, request(&other, parts, body), "the same seed, the same bytes: {parts:?}");
    }
    // From here on nothing fails that need not.
    [&one, &other].iter().for_each(|twin| twin.app.faults.clear());
    let (parts, body) = last;
    let outcome = request(&one, parts, body);
    check_form(&outcome);
    let broken = ["<Code>InternalError<", "\"Code\":\"InternalError\""].iter().any(|text| outcome.body.contains(text));
    assert!(!broken, "{outcome:?}");
    one.app.faults.clear();
    if outcome.status != 200 {
        let answers = other.app.request_ids.count();
        assert_eq!(everything(&other), everything(&one), "a refusal changes nothing: {outcome:?}");
        other.app.request_ids.resume(answers);
    }
    assert_eq!(outcome, request(&other, parts, body), "the same seed, the same bytes: {parts:?}");
    moment::check(&one, &Seen::of(&one));
}

/// Whether it is a whole answer of the kind that it says.
fn check_form(outcome: &Outcome) {
    assert!((200..600).contains(&outcome.status), "{outcome:?}");
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).is_ok();
    let whole = match outcome.content_type.split(';').next() {
        Some("text/xml" | "application/xml") => wire::is_xml(&outcome.body),
        Some("application/json" | "application/x-amz-json-1.1") => json(&outcome.body),
        Some("application/jsonl" | "application/x-ndjson") => outcome.body.lines().all(json),
        Some("text/plain" | "text/html") => !outcome.body.is_empty(),
        _ => false,
    };
    assert!(whole, "{outcome:?}");
}
