//! Answers requests for the clouds' APIs.

mod calls;
mod choose;
mod ending;
mod others;
mod told;
mod unserved;

pub use ending::CloseConnection;

use crate::alibaba;
use crate::app::App;
use crate::aws::{cloudwatch, ec2, iam, ssm, sts};
use crate::middleware::fault::Outcome;
use crate::middleware::request_log::{CallRecord, Exchange, Metadata};
use crate::operation::{Api, Error, Reply};
use crate::wire::body;
use crate::wire::cbor;
use crate::wire::head::Head;
use crate::wire::params::Params;
use crate::wire::signing::AuthError;
use crate::world::clock::Stopwatch;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, Response, StatusCode};
use choose::Choice;
use jiff::Timestamp;
use std::borrow::Cow;
use std::time::Duration;

/// A reply, with what the request log stores of the call and what the faults do to the reply.
#[derive(Debug)]
pub struct GatewayReply {
    pub reply: Reply,
    /// The call's sequence number and time. `None` if it has not locked the world.
    pub executed: Option<(u64, Timestamp)>,
    /// `None` if it is not known which API was called.
    pub call: Option<CallRecord>,
    pub outcome: Outcome,
}

impl From<Reply> for GatewayReply {
    /// A reply to a request that is not a call.
    fn from(reply: Reply) -> Self {
        Self { reply, executed: None, call: None, outcome: Outcome::default() }
    }
}

/// Reads a request's body, and answers the request.
pub async fn serve(app: &App, request: Request) -> Response<Body> {
    let (parts, body) = body::read(request, app.config.limits.body, app.config.limits.body_timeout).await;
    match body {
        Ok(body) => {
            let (response, outcome) = exchange(app, &parts, &body);
            if outcome == Outcome::default() { response } else { Box::pin(apply_outcome(outcome, response)).await }
        }
        Err(error) => {
            told::unread(app, &error);
            // A service that there is not is told so in its protocol, whatever is sent to it.
            let GatewayReply { mut reply, .. } = answer_inflated(app, &parts, &[], &Err(error));
            let encoded = encoded(&mut reply);
            to_response(reply, encoded)
        }
    }
}

/// Answers a request and logs it. Also returns what the faults do to the answer.
fn exchange(app: &App, parts: &Parts, sent: &[u8]) -> (Response<Body>, Outcome) {
    let watch = Stopwatch::start();
    let inflated = body::inflate(&parts.headers, sent, app.config.limits.body);
    let GatewayReply { mut reply, executed, call, outcome } = answer_inflated(app, parts, sent, &inflated);
    let encoded = encoded(&mut reply);
    if let Some(call) = &call {
        told::ignored(app, parts, call);
    }
    if app.request_log.is_kept() || reply.status >= 400 || outcome.ending.is_some() {
        let metadata = Metadata {
            time: executed.map_or_else(|| app.now(), |(_, time)| time),
            sequence: executed.map_or(0, |(sequence, _)| sequence),
            duration: watch.elapsed(),
            status: reply.status,
            code: reply.code.clone(),
            call,
        };
        let body = inflated.as_deref().unwrap_or(sent);
        // The answer to a HEAD has no body on the wire.
        let is_bodiless = parts.method == Method::HEAD;
        let sent_back = if is_bodiless { &[] } else { encoded.as_deref().unwrap_or(reply.body.as_bytes()) };
        let exchange = Exchange::new(parts, body, sent_back, metadata);
        told::failed(app, parts, &exchange, outcome.ending.is_some());
        app.request_log.add(exchange);
    }
    (to_response(reply, encoded), outcome)
}

/// Delays an answer, and breaks it off, as the faults say.
async fn apply_outcome(outcome: Outcome, response: Response<Body>) -> Response<Body> {
    if outcome.delay.is_positive() {
        tokio::time::sleep(Duration::try_from(outcome.delay).unwrap_or_default()).await;
    }
    match outcome.ending {
        None => response,
        Some(ending) => ending::apply(ending, response).await,
    }
}

/// An error in plain text, for requests of an unknown API. It has the request id headers of both clouds.
fn plain_error(app: &App, status: u16, text: &str) -> Reply {
    let id = app.request_ids.next();
    let headers = vec![(ec2::REQUEST_ID, id.lower().into()), (alibaba::protocol::REQUEST_ID, id.upper().into())];
    let body = format!("{text}\nRequest id: {}\n", id.lower());
    Reply { status, content_type: "text/plain; charset=utf-8", code: None, headers, body, binary: None }
}

/// The body of a reply, if it is not sent as text.
fn encoded(reply: &mut Reply) -> Option<Vec<u8>> {
    let is_cbor = reply.content_type == cbor::CONTENT_TYPE;
    reply.binary.take().or_else(|| is_cbor.then(|| cbor::of_json(&reply.body)))
}

/// A reply as axum sends it, with its body in another form than text if there is one.
fn to_response(reply: Reply, encoded: Option<Vec<u8>>) -> Response<Body> {
    let mut response = Response::new(encoded.map_or_else(|| Body::from(reply.body), Body::from));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    // One more for the content type, and two that hyper adds.
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

/// Answers a request whose body has been read.
pub fn answer(app: &App, parts: &Parts, body: &[u8]) -> GatewayReply {
    answer_inflated(app, parts, body, &body::inflate(&parts.headers, body, app.config.limits.body))
}

/// Answers a request, with its body as it was sent, which signatures cover, and without its content coding.
fn answer_inflated(
    app: &App,
    parts: &Parts,
    sent: &[u8],
    inflated: &Result<Cow<'_, [u8]>, body::Error>,
) -> GatewayReply {
    let head = Head::new(parts, sent);
    let query = parts.uri.query().unwrap_or("");
    let params = Params::parse(query, inflated.as_deref().unwrap_or_default());
    let choice = choose::choose(&params, &head);
    let foreign = app.config.refuses_page(&head).then_some(Error::Auth(AuthError::ForeignPage));
    let api = match (choice, inflated) {
        (Choice::Unserved(service), _) if foreign.is_none() && parts.method != Method::CONNECT => {
            app.call_log.unserved_service(&service.name, &told::user_agent(&head));
            return service.refuse(&head, app.request_ids.next()).into();
        }
        // A page that may not call is told so in the protocol that it calls.
        (Choice::Served(api), Ok(_)) if METHODS.contains(&parts.method) => api,
        (choice, inflated) => {
            return others::answer(app, parts, &head, &params, &choice, inflated.as_ref().err()).into();
        }
    };
    let param_error = params.check(app.config.limits.parameters, app.config.limits.depth).err().map(Error::Param);
    let refusal = foreign.or(param_error);
    let request = calls::Request { api, params, head: &head, body: inflated.as_deref().unwrap_or_default(), refusal };
    match api {
        Api::CloudWatch => calls::answer::<cloudwatch::CloudWatch>(app, request),
        Api::Ec2 => calls::answer::<ec2::Ec2>(app, request),
        Api::Ecs => calls::answer::<alibaba::protocol::Rpc>(app, request),
        Api::Iam => calls::answer::<iam::Iam>(app, request),
        Api::Ssm => calls::answer::<ssm::Ssm>(app, request),
        Api::Sts => calls::answer::<sts::Sts>(app, request),
    }
}

/// The methods of the clouds' APIs and of the start page. HEAD is GET without the body of the answer.
const METHODS: [Method; 3] = [Method::GET, Method::HEAD, Method::POST];
