//! The layers around every route.

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

/// Adds the layers to these routes. The first one is the outermost.
///
/// There is no timeout layer, since a fault may delay an answer for any time. The time for reading a body is limited where
/// it is read.
pub fn add_layers<S: Clone + Send + Sync + 'static>(routes: Router<S>, limits: &Limits) -> Router<S> {
    routes.layer(
        ServiceBuilder::new()
            // Adds the request to every log line.
            .layer(
                TraceLayer::new_for_http()
                    .make_span_with(span)
                    .on_request(())
                    .on_response(record_status)
                    .on_failure(()),
            )
            // Answers a request whose handler panics. The gateway itself answers panics in calls, in the caller's protocol.
            .layer(CatchPanicLayer::custom(panicked))
            // Limits the size of bodies. A handler that reads a larger one gets an error.
            .layer(DefaultBodyLimit::max(limits.body)),
    )
}

/// The span of a request. It has the error level, so that no log filter by level hides it. The gateway adds an inner span
/// with the action, the caller and the request id.
fn span(request: &Request<Body>) -> Span {
    tracing::error_span!(
        "request",
        method = %request.method(),
        path = request.uri().path(),
        status = Empty,
    )
}

fn record_status<B>(response: &axum::http::Response<B>, _latency: Duration, span: &Span) {
    span.record("status", response.status().as_u16());
}

fn panicked(_cause: Box<dyn Any + Send>) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, "Twinstance itself failed; why stands in its log.\n").into_response()
}
