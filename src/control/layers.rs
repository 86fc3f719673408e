//! The layers around the handlers.

use super::extract::read_body;
use super::reply::Refusal;
use crate::app::App;
use crate::middleware::request_log::Metadata;
use crate::world::clock::Stopwatch;
use axum::Extension;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

/// Refuses changes by web pages of another origin, since browsers send such requests without a preflight.
pub(super) async fn same_origin(request: Request, next: Next) -> Result<Response, Refusal> {
    let is_read = [Method::GET, Method::HEAD].contains(request.method());
    if !is_read && !is_same_origin(request.headers()) {
        return Err(Refusal::new(StatusCode::FORBIDDEN, "a page of another origin may not do this"));
    }
    Ok(next.run(request).await)
}

fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    match headers.get(header::ORIGIN) {
        None => true,
        Some(_) => {
            let origin = text(header::ORIGIN).and_then(|origin| origin.split_once("://")).map(|(_, host)| host);
            origin.is_some() && origin == text(header::HOST)
        }
    }
}

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
    app.request_log.record(&parts, &body, &reply, || Metadata {
        time,
        sequence: app.simulation.lock().next_sequence(),
        duration: watch.elapsed(),
        status: head.status.as_u16(),
        code: None,
        call: None,
    });
    Ok(Response::from_parts(head, reply.into()))
}
