//! The layers around every route.

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{HOST, TRANSFER_ENCODING};
use axum::http::{StatusCode, Version};
use axum::middleware::{Next, from_fn};
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
/// There is no timeout layer, since a fault may delay an answer for any time. The time for reading a body, and its size, are
/// limited where it is read.
pub fn add_layers<S: Clone + Send + Sync + 'static>(routes: Router<S>) -> Router<S> {
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
            .layer(from_fn(well_formed)),
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

/// Refuses a request without a host or with two, and one with a transfer coding that is not known.
///
/// See [RFC 9112, sections 3.2](https://www.rfc-editor.org/rfc/rfc9112#section-3.2) and
/// [6.1](https://www.rfc-editor.org/rfc/rfc9112#section-6.1).
async fn well_formed(request: Request, next: Next) -> Response {
    let hosts = request.headers().get_all(HOST).iter().count();
    if hosts > 1 || (hosts == 0 && request.version() > Version::HTTP_10) {
        return (StatusCode::BAD_REQUEST, "A request has one Host header.\n").into_response();
    }
    let codings = request.headers().get_all(TRANSFER_ENCODING).iter();
    let mut codings = codings.flat_map(|value| value.as_bytes().split(|byte| *byte == b','));
    if codings.any(|coding| !coding.trim_ascii().eq_ignore_ascii_case(b"chunked")) {
        return (StatusCode::NOT_IMPLEMENTED, "The only transfer coding here is chunked.\n").into_response();
    }
    next.run(request).await
}
