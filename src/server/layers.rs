//! The layers around every route, the outermost first, each with its reason.

use crate::config::Limits;
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use std::any::Any;
use std::time::Duration;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::trace::TraceLayer;
use tracing::Span;
use tracing::field::Empty;

/// Puts the layers around these routes.
///
/// There is none for time: how long a body may take is up to its reader, since the latency that a fault asks for may be
/// longer than any call should take.
pub fn around<S: Clone + Send + Sync + 'static>(routes: Router<S>, limits: &Limits) -> Router<S> {
    routes.layer(
        ServiceBuilder::new()
            // Every line that is logged for a request names it.
            .layer(
                TraceLayer::new_for_http().make_span_with(span).on_request(()).on_response(note_status).on_failure(()),
            )
            // A panic is answered. Those within a call are answered further in, in the caller's protocol.
            .layer(CatchPanicLayer::custom(panicked))
            // Nobody is made to keep more than this; whoever reads a body is told.
            .layer(DefaultBodyLimit::max(limits.body)),
    )
}

/// The span of a request, at a level that no log leaves out. What is called, by whom and under which request id is known
/// further in, where a span in this one says so.
fn span(request: &Request<Body>) -> Span {
    tracing::error_span!(
        "request",
        method = %request.method(),
        path = request.uri().path(),
        status = Empty,
    )
}

fn note_status<B>(response: &axum::http::Response<B>, _latency: Duration, span: &Span) {
    span.record("status", response.status().as_u16());
}

fn panicked(_cause: Box<dyn Any + Send>) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, "Twinstance itself failed; why stands in its log.\n").into_response()
}
