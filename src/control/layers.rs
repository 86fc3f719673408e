//! The layers around the handlers.

use super::extract::read_body;
use super::reply::{Refusal, Refused};
use crate::app::App;
use crate::config::Config;
use crate::middleware::call_log::Shown;
use crate::middleware::request_log::{Exchange, Metadata};
use crate::wire::access_key::Secret;
use crate::wire::head::Head;
use crate::wire::{page, signing};
use crate::world::clock::Stopwatch;
use axum::Extension;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use std::sync::Arc;

/// The paths that ask for no token, and may be read by any page: whether the server answers is no secret, nor is what its
/// clients are to trust.
const OPEN: [&str; 3] = ["/_twin/health", "/_localstack/health", "/_twin/ca.pem"];

/// Refuses requests by host names that may be a web page's own, by pages of another origin, and without the control token
/// if there is one. Reads too, since they tell of the world.
pub(super) async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    match refusal(&app.config, &parts) {
        None => next.run(Request::from_parts(parts, body)).await,
        Some(refusal) => refusal,
    }
}

/// Tells the log of requests that are refused.
pub(super) async fn tell_refused(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let response = next.run(request).await;
    if let Some(Refused(why)) = response.extensions().get()
        && app.call_log.admits()
    {
        let (path, status) = (Shown(&path), response.status().as_u16());
        tracing::info!("{method} {path} is answered with {status}: {}", Shown(&without_values(why)));
    }
    response
}

/// The first line of an error, without what it quotes of a request, which may be a secret.
fn without_values(error: &str) -> String {
    let parts = error.lines().next().unwrap_or("").split('"').enumerate();
    parts.map(|(n, part)| if n % 2 == 0 { part } else { "\"...\"" }).collect()
}

fn refusal(config: &Config, parts: &Parts) -> Option<Response> {
    let forbidden = |why: &str| Some(Refusal::new(StatusCode::FORBIDDEN, why).into_response());
    let head = Head::new(parts, b"");
    if !config.is_own_host(head.host) {
        let host = head.host;
        return forbidden(&format!(
            "the control API does not answer for the host {host:?}: control_host names those it does"
        ));
    }
    if OPEN.contains(&parts.uri.path()) && [Method::GET, Method::HEAD].contains(&parts.method) {
        return None;
    }
    if page::is_foreign(&head, || true) {
        return forbidden("a web page of another origin sends this request, which none may");
    }
    if config.control_token.as_ref().is_none_or(|token| has_token(&head, token)) {
        return None;
    }
    let why = "the control API asks for its token, the value of control_token: Authorization: Bearer TOKEN";
    let refusal = Refusal::new(StatusCode::UNAUTHORIZED, why);
    Some(([(header::WWW_AUTHENTICATE, "Bearer")], refusal).into_response())
}

/// Whether the Authorization header has this token. See [RFC 6750](https://www.rfc-editor.org/rfc/rfc6750#section-2.1).
fn has_token(head: &Head<'_>, token: &Secret) -> bool {
    let (scheme, sent) = head.authorization.split_once(' ').unwrap_or_default();
    scheme.eq_ignore_ascii_case("bearer") && signing::same(sent.trim_start(), token.reveal())
}

/// An extension of a response: the time on the world's clock at which the request was executed.
#[derive(Clone, Copy, Debug)]
pub(super) struct ExecutedAt(pub Timestamp);

/// Adds the exchange to the request log. For requests that replace the state of the world, so that a recording has them.
pub(super) async fn log_request(
    Extension(app): Extension<Arc<App>>,
    request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    let (parts, body) = read_body(request, app.config.limits.upload, &app).await?;
    let (watch, time) = (Stopwatch::start(), app.now());
    let answer = next.run(Request::from_parts(parts.clone(), body.clone().into())).await;
    let (head, reply_body) = answer.into_parts();
    let reply = to_bytes(reply_body, usize::MAX).await.unwrap_or_default();
    if app.request_log.is_kept() {
        let metadata = Metadata {
            // With a wall clock, only this time makes the same world again.
            time: head.extensions.get::<ExecutedAt>().map_or(time, |at| at.0),
            sequence: app.simulation.lock().next_sequence(),
            duration: watch.elapsed(),
            status: head.status.as_u16(),
            code: None,
            call: None,
        };
        app.request_log.add(Exchange::new(&parts, &body, &reply, metadata));
    }
    Ok(Response::from_parts(head, reply.into()))
}
