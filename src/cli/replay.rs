//! Replays recorded exchanges, and compares the answers.
//!
//! The world begins at the instant that the recording's first line tells. Before each exchange the world's clock is set to
//! the recorded time. With the same configuration, the same calls then have the same answers.

use super::recording::{Recorded, Recording};
use crate::app::App;
use crate::control;
use crate::control::client::{self, Http};
use crate::server::{self, ServedApis};
use crate::wire::access_key::Secret;
use crate::wire::redaction;
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderValue, Request, Uri, Version, header};
use http_body_util::Full;
use std::sync::Arc;
use tower::ServiceExt;

/// How a replay ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All answers that can be compared are the same.
    Same {
        count: usize,
        /// How many failed calls are not repeated, since the recording does not have the secrets in them.
        redacted: usize,
    },
    /// An answer differs. The text says how.
    Differs(String),
}

/// What a recording is replayed against.
pub enum Target<'a> {
    /// A world in this process.
    App(&'a Arc<App>),
    /// A server: its host and port, and its control token.
    Server(&'a str, Option<&'a Secret>),
}

/// An opened [`Target`].
enum Connection<'a> {
    App(&'a App, Router),
    Server(Server<'a>),
}

struct Server<'a> {
    host: &'a str,
    token: Option<&'a Secret>,
    http: Http,
}

type Failure = Box<dyn std::error::Error>;

/// Replays the exchanges up to the first answer that differs. Skips those that were not executed because
/// of a fault, and failed ones whose secrets are left out.
pub fn replay(recording: &Recording, target: Target<'_>) -> Result<Outcome, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run(recording, target))
}

async fn run(recording: &Recording, target: Target<'_>) -> Result<Outcome, Failure> {
    let connection = match target {
        Target::App(app) => Connection::App(app, server::router(app, ServedApis::All)),
        Target::Server(host, token) => Connection::Server(Server { host, token, http: client::new() }),
    };
    let (mut count, mut redacted) = (0, 0);
    for recorded in &recording.exchanges {
        if !recorded.faults.is_empty() && recorded.turn == 0 {
            continue;
        }
        // It may have failed because of what is left out, and has changed nothing.
        if recorded.redacted && recorded.status >= 400 {
            redacted += 1;
            continue;
        }
        let (status, reply) = match &connection {
            Connection::App(app, router) => send_to_app(app, router.clone(), recorded).await?,
            Connection::Server(server) => server.repeat(recorded).await?,
        };
        if let Some(difference) = recorded.difference(status, &reply) {
            return Ok(Outcome::Differs(difference));
        }
        count += 1;
    }
    if count + redacted == 0 {
        return Err("there is no exchange to replay".into());
    }
    Ok(Outcome::Same { count, redacted })
}

impl Recorded {
    fn request(&self) -> Result<Request<Full<Bytes>>, Failure> {
        let query = if self.query.is_empty() { String::new() } else { format!("?{}", self.query) };
        let mut uri: Uri = format!("{}{query}", self.path).parse()?;
        // The name and the token with which the control API was called are those of the recorded server.
        let is_control = control::has_path(uri.path());
        if let Some(path) = uri.path_and_query().filter(|_| is_control) {
            uri = path.clone().into();
        }
        let mut request = Request::builder().method(self.method.as_str()).uri(uri);
        let kept = |name: &str| !is_control || !["host", "authorization"].contains(&name);
        for (name, value) in self.headers.iter().filter(|(name, _)| kept(name)) {
            request = request.header(name, value);
        }
        Ok(request.body(Full::new(Bytes::from(self.body.clone())))?)
    }

    /// Describes how an answer differs, apart from its request id. `None` if it does not.
    fn difference(&self, status: u16, reply: &str) -> Option<String> {
        let (was, is) = (without_request_ids(&self.reply), without_request_ids(reply));
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

/// The length of a request id, which is a UUID.
const ID_LENGTH: usize = 36;

/// An answer without its request ids and secrets.
fn without_request_ids(reply: &str) -> String {
    let reply = redaction::reply(reply);
    let mut rest = &*reply;
    let mut result = String::with_capacity(rest.len());
    while let Some(at) = find_id(rest) {
        result.push_str(&rest[..at]);
        rest = &rest[at + ID_LENGTH..];
    }
    result + rest
}

/// The offset of the first request id.
fn find_id(text: &str) -> Option<usize> {
    ["<requestId>", "<RequestID>", "<RequestId>", "\"RequestId\":\"", "requestId="].iter().find_map(|before| {
        let at = text.find(before)? + before.len();
        let id = text.get(at..at + ID_LENGTH)?;
        id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-').then_some(at)
    })
}

/// Sends a recorded request to the world in this process, at the recorded time.
async fn send_to_app(app: &App, router: Router, recorded: &Recorded) -> Result<(u16, String), Failure> {
    // An exchange that did not lock the world comes first, whenever that was.
    if recorded.turn > 0 {
        let mut simulation = app.simulation.lock();
        if recorded.time > simulation.clock.now() {
            simulation.advance_to(recorded.time)?;
        } else if control::has_path(&recorded.path) {
            // A reset sets back a clock that was ahead of the machine's.
            simulation.clock.reset_to(recorded.time);
        }
    }
    let mut request = recorded.request()?;
    if !request.headers().contains_key(header::HOST) {
        // Later versions need one.
        *request.version_mut() = Version::HTTP_10;
    }
    let response = router.oneshot(request).await.unwrap_or_else(|never| match never {});
    let status = response.status().as_u16();
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await?;
    Ok((status, String::from_utf8_lossy(&body).into_owned()))
}

impl Server<'_> {
    /// Sends a recorded request. If the server's clock is manual, sets it to the recorded time first.
    async fn repeat(&self, recorded: &Recorded) -> Result<(u16, String), Failure> {
        let clock = self.send(Request::get("/_twin/clock").body(Full::default())?).await?.1;
        if recorded.turn > 0 && clock.contains("\"mode\":\"manual\"") {
            let body = format!("{{\"now\":\"{}\"}}", recorded.time);
            self.send(Request::post("/_twin/clock").body(Full::from(body))?).await?;
        }
        self.send(recorded.request()?).await
    }

    async fn send(&self, mut request: Request<Full<Bytes>>) -> Result<(u16, String), Failure> {
        let host = self.host;
        request.headers_mut().entry(header::HOST).or_insert_with(|| HeaderValue::from_static("localhost"));
        if let Some(token) = self.token.filter(|_| control::has_path(request.uri().path())) {
            let mut value = HeaderValue::try_from(format!("Bearer {}", token.reveal()))?;
            value.set_sensitive(true);
            request.headers_mut().insert(header::AUTHORIZATION, value);
        }
        let sent = if request.uri().authority().is_some() {
            client::send_via_proxy(host, request).await
        } else {
            *request.uri_mut() = format!("http://{host}{}", request.uri()).parse()?;
            client::send(&self.http, request).await
        };
        let answer = sent.map_err(|error| format!("{host}: {error}"))?;
        Ok((answer.status().as_u16(), String::from_utf8_lossy(answer.body()).into_owned()))
    }
}
