//! From the bytes of a request to the bytes of its reply: which cloud, who calls, what is asked.

mod calls;
mod choose;
mod ending;

pub use ending::Closed;

use crate::alibaba;
use crate::app::App;
use crate::aws::{ec2, sts};
use crate::middleware::fault::Outcome;
use crate::middleware::request_log::{Called, Facts};
use crate::operation::{Api, Reply};
use crate::server::landing;
use crate::wire::body;
use crate::wire::head::Head;
use crate::wire::params::Params;
use crate::world::clock::Stopwatch;
use axum::RequestExt;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, Response, StatusCode};
use jiff::Timestamp;
use std::borrow::Cow;
use std::time::Duration;

/// An answer, and what the request log and the faults have to do with it.
#[derive(Debug)]
pub struct Answered {
    /// The answer.
    pub reply: Reply,
    /// When the call saw the world: its turn, and the time.
    pub seen: Option<(u64, Timestamp)>,
    /// What was called.
    pub called: Option<Called>,
    /// What becomes of it.
    pub outcome: Outcome,
}

impl From<Reply> for Answered {
    /// An answer that needs no world.
    fn from(reply: Reply) -> Self {
        Self { reply, seen: None, called: None, outcome: Outcome::default() }
    }
}

/// Answers one request.
pub async fn serve(app: &App, request: Request) -> Response<Body> {
    match body::read(request.with_limited_body(), app.config.limits.body, app.config.limits.body_timeout).await {
        Ok((parts, body)) => {
            let (response, outcome) = exchange(app, &parts, &body);
            if outcome == Outcome::default() { response } else { Box::pin(apply(outcome, response)).await }
        }
        Err(error) => respond(plain(app, error.status().as_u16(), &error.to_string())),
    }
}

/// Answers one request whose body has been read, and notes it. With what becomes of the answer.
fn exchange(app: &App, parts: &Parts, body: &[u8]) -> (Response<Body>, Outcome) {
    let watch = Stopwatch::start();
    let Answered { reply, seen, called, outcome } = answer(app, parts, body);
    app.journal.note(parts, body, reply.body.as_bytes(), || Facts {
        time: seen.map_or_else(|| app.now(), |(_, time)| time),
        turn: seen.map_or(0, |(turn, _)| turn),
        duration: watch.elapsed(),
        status: reply.status,
        code: reply.code,
        called,
    });
    (respond(reply), outcome)
}

/// Does to an answer what the faults say.
async fn apply(outcome: Outcome, response: Response<Body>) -> Response<Body> {
    if outcome.delay.is_positive() {
        tokio::time::sleep(Duration::try_from(outcome.delay).unwrap_or_default()).await;
    }
    match outcome.ending {
        None => response,
        Some(ending) => ending::apply(ending, response).await,
    }
}

/// A refusal before it is known which cloud is meant: with the request id of both.
fn plain(app: &App, status: u16, text: &str) -> Reply {
    let id = app.request_ids.next();
    let headers = vec![(ec2::REQUEST_ID, id.lower().into()), (alibaba::protocol::REQUEST_ID, id.upper().into())];
    let body = format!("{text}\nRequest id: {}\n", id.lower());
    Reply { status, content_type: "text/plain; charset=utf-8", code: None, headers, body }
}

fn respond(reply: Reply) -> Response<Body> {
    let mut response = Response::new(Body::from(reply.body));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    // With the content type, and two that hyper adds.
    headers.reserve(reply.headers.len() + 3);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(reply.content_type));
    for (name, value) in reply.headers {
        let value = match value {
            Cow::Borrowed(text) => Ok(HeaderValue::from_static(text)),
            Cow::Owned(text) => HeaderValue::try_from(text),
        };
        if let Ok(value) = value {
            headers.append(HeaderName::from_static(name), value);
        }
    }
    response
}

/// Answers one request whose body has been read.
pub fn answer(app: &App, parts: &Parts, body: &[u8]) -> Answered {
    let head = Head::new(parts, body);
    let query = parts.uri.query().unwrap_or("");
    let params = Params::parse(query, body);
    let broken = params.check(app.config.limits.parameters, app.config.limits.depth).err();
    if parts.method == Method::CONNECT {
        return plain(app, 405, "This server is a proxy for http alone: let the client use http, not https.").into();
    }
    if parts.method != Method::GET && parts.method != Method::POST {
        return plain(app, 405, "Both APIs take GET and POST.").into();
    }
    if params.is_empty() && parts.method == Method::GET && head.acs_action().is_none() {
        return landing::page(&head).into();
    }
    let Some(api) = choose::api(&params, &head) else {
        return plain(app, 400, &choose::which_cloud(&params)).into();
    };
    match api {
        Api::Ec2 => calls::answer::<ec2::Ec2>(app, api, params, &head, broken),
        Api::Ecs => calls::answer::<alibaba::protocol::Rpc>(app, api, params, &head, broken),
        Api::Sts => calls::answer::<sts::Sts>(app, api, params, &head, broken),
    }
}
