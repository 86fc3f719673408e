//! Doing recorded exchanges again, and telling where an answer differs.
//!
//! A recording is what `GET /_twin/requests?format=jsonl` answers. With the configuration it was made with it says
//! everything: the world is set to each exchange's time, and the same calls give the same answers.

use crate::app::App;
use crate::control;
use crate::control::client::{self, Http};
use crate::server::{self, ServedApis};
use axum::Router;
use axum::body::Bytes;
use axum::http::Request;
use http_body_util::Full;
use jiff::Timestamp;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use tower::ServiceExt;

/// What is needed of an exchange to do it again.
#[derive(Debug, Deserialize)]
struct Recorded {
    number: u64,
    turn: u64,
    time: Timestamp,
    method: String,
    path: String,
    query: String,
    headers: BTreeMap<String, String>,
    body: String,
    status: u16,
    reply: String,
    #[serde(default)]
    action: String,
    #[serde(default)]
    faults: Vec<String>,
}

/// How a replay ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All of so many answers were the same.
    Same(usize),
    /// This one was not; how.
    Differs(String),
}

/// Whom the exchanges are done with.
pub enum Against<'a> {
    /// A world of our own.
    App(&'a Arc<App>),
    /// A server, by its host and port.
    Server(&'a str),
}

/// The same, ready to answer.
enum Answering<'a> {
    App(&'a App, Router),
    Server(&'a str, Http),
}

type Failure = Box<dyn std::error::Error>;

/// Does recorded exchanges again, up to the first answer that differs. Those that a fault has kept from the world are
/// left out.
pub fn replay(recording: &str, against: Against<'_>) -> Result<Outcome, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run(recording, against))
}

async fn run(recording: &str, against: Against<'_>) -> Result<Outcome, Failure> {
    let answering = match against {
        Against::App(app) => Answering::App(app, server::router(app, ServedApis::All)),
        Against::Server(host) => Answering::Server(host, client::new()),
    };
    let mut count = 0;
    for (line, text) in (1..).zip(recording.lines()).filter(|(_, text)| !text.trim().is_empty()) {
        let recorded: Recorded = serde_json::from_str(text).map_err(|error| format!("line {line}: {error}"))?;
        if !recorded.faults.is_empty() && recorded.turn == 0 {
            continue;
        }
        let (status, reply) = match &answering {
            Answering::App(app, router) => here(app, router.clone(), &recorded).await?,
            Answering::Server(host, http) => there(http, host, &recorded).await?,
        };
        if let Some(difference) = recorded.difference(status, &reply) {
            return Ok(Outcome::Differs(difference));
        }
        count += 1;
    }
    Ok(Outcome::Same(count))
}

impl Recorded {
    fn request(&self) -> Result<Request<Full<Bytes>>, Failure> {
        let query = if self.query.is_empty() { String::new() } else { format!("?{}", self.query) };
        let mut request = Request::builder().method(self.method.as_str()).uri(format!("{}{query}", self.path));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        Ok(request.body(Full::new(Bytes::from(self.body.clone())))?)
    }

    /// How an answer differs, but for its own id.
    fn difference(&self, status: u16, reply: &str) -> Option<String> {
        let (was, is) = (anonymous(&self.reply), anonymous(reply));
        if status == self.status && was == is {
            return None;
        }
        let at = was.chars().zip(is.chars()).take_while(|(a, b)| a == b).count();
        let around = |text: &str| text.chars().skip(at.saturating_sub(60)).take(160).collect::<String>();
        Some(format!(
            "exchange {} ({}) differs:\n  was {} ...{}...\n  is  {status} ...{}...",
            self.number,
            self.action,
            self.status,
            around(&was),
            around(&is)
        ))
    }
}

/// The length of an answer's id: a UUID's.
const ID: usize = 36;

/// An answer without its id.
fn anonymous(reply: &str) -> String {
    let reply = control::without_key(reply);
    let mut rest = reply.as_str();
    let mut anonymous = String::with_capacity(rest.len());
    while let Some(at) = find_id(rest) {
        anonymous.push_str(&rest[..at]);
        rest = &rest[at + ID..];
    }
    anonymous + rest
}

/// Where the id of an answer stands.
fn find_id(text: &str) -> Option<usize> {
    ["<requestId>", "<RequestID>", "<RequestId>", "\"RequestId\":\"", "requestId="].iter().find_map(|before| {
        let at = text.find(before)? + before.len();
        let id = text.get(at..at + ID)?;
        id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-').then_some(at)
    })
}

/// Does an exchange in a world of our own, at its time.
async fn here(app: &App, router: Router, recorded: &Recorded) -> Result<(u16, String), Failure> {
    {
        let mut simulation = app.simulation.lock();
        if recorded.time > simulation.clock.now() {
            simulation.advance_to(recorded.time)?;
        }
    }
    let response = router.oneshot(recorded.request()?).await.unwrap_or_else(|never| match never {});
    let status = response.status().as_u16();
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await?;
    Ok((status, String::from_utf8_lossy(&body).into_owned()))
}

/// Does an exchange with a server. Its clock is set if it is one that stands.
async fn there(http: &Http, host: &str, recorded: &Recorded) -> Result<(u16, String), Failure> {
    let clock = send(http, host, Request::get("/_twin/clock").body(Full::default())?).await?.1;
    if clock.contains("\"mode\":\"manual\"") {
        let body = format!("{{\"now\":\"{}\"}}", recorded.time);
        send(http, host, Request::post("/_twin/clock").body(Full::from(body))?).await?;
    }
    send(http, host, recorded.request()?).await
}

async fn send(http: &Http, host: &str, mut request: Request<Full<Bytes>>) -> Result<(u16, String), Failure> {
    request.headers_mut().entry("host").or_insert_with(|| axum::http::HeaderValue::from_static("localhost"));
    let sent = if request.uri().authority().is_some() {
        client::send_as_to_proxy(host, request).await
    } else {
        *request.uri_mut() = format!("http://{host}{}", request.uri()).parse()?;
        client::send(http, request).await
    };
    let answer = sent.map_err(|error| format!("{host}: {error}"))?;
    Ok((answer.status().as_u16(), String::from_utf8_lossy(answer.body()).into_owned()))
}
