//! What the server's log says of an exchange.

use crate::app::App;
use crate::control::Redaction;
use crate::middleware::call_log::{Called, Shown};
use crate::middleware::request_log::{CallRecord, Exchange};
use crate::wire::body;
use crate::wire::head::Head;
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;
use std::borrow::Cow;

/// What the client calls itself.
pub(super) fn user_agent<'a>(head: &Head<'a>) -> Cow<'a, str> {
    head.header(USER_AGENT.as_str()).unwrap_or(Cow::Borrowed("no name"))
}

/// Tells which parameters of a call have no effect.
pub(super) fn ignored(app: &App, parts: &Parts, call: &CallRecord) {
    if call.ignored.is_empty() {
        return;
    }
    let user_agent = user_agent(&Head::new(parts, b""));
    for name in call.ignored.split(", ") {
        app.call_log.ignored(Called { api: call.api, action: &call.action, user_agent: &user_agent }, name);
    }
}

/// Tells of an exchange whose answer is an error, or is cut off by a fault.
pub(super) fn failed(app: &App, parts: &Parts, exchange: &Exchange, is_cut_off: bool) {
    let metadata = &exchange.metadata;
    if !(metadata.status >= 400 || is_cut_off) || !app.call_log.admits() {
        return;
    }
    let text = Redaction::new(exchange).error_text();
    let (status, text) = (metadata.status, Shown(&text));
    let Some(call) = &metadata.call else {
        let user_agent = user_agent(&Head::new(parts, b""));
        tracing::info!("a request of {} is answered with {status}: {text}", Shown(&user_agent));
        return;
    };
    let (api, action, code) = (call.api.name(), Shown(&call.action), metadata.code.as_deref().unwrap_or("no code"));
    match &*call.faults {
        [] => tracing::info!("{api} {action} is answered with {status} {code}: {text}"),
        faults if is_cut_off => tracing::info!("{api} {action} is cut off by the fault {}", faults.join(", ")),
        faults => {
            tracing::info!("{api} {action} is answered with {status} {code} by the fault {}: {text}", faults.join(", "))
        }
    }
}

/// Tells of a request whose body cannot be read.
pub(super) fn unread(app: &App, error: &body::Error) {
    if !app.call_log.admits() {
        return;
    }
    let status = error.status().as_u16();
    match error {
        body::Error::TooLarge(_) => {
            tracing::warn!("a request is answered with {status}: {error} --limits-body lets it be larger.");
        }
        body::Error::Late(_) => {
            tracing::warn!("a request is answered with {status}: {error} --limits-body-timeout lets it take longer.");
        }
        _ => tracing::info!("a request is answered with {status}: {error}"),
    }
}
