//! The layers around every route.

use crate::app::App;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{HOST, TRANSFER_ENCODING};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, Version};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use std::any;
use std::sync::Arc;
use std::time::Duration;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{AllowHeaders, AllowOrigin, Any, CorsLayer};
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
            .layer(TraceLayer::new_for_http().make_span_with(span).on_request(()).on_response(answered).on_failure(()))
            // Answers a request whose handler panics. The gateway itself answers panics in calls, in the caller's protocol.
            .layer(CatchPanicLayer::custom(panicked))
            .layer(from_fn(well_formed)),
    )
}

/// Lets web pages of the configured origins read the answers of these routes, and answers what their browsers ask first. It
/// refuses nothing: without the headers of this layer a page cannot read, and the gateway refuses its calls.
pub fn share_with_pages<S: Clone + Send + Sync + 'static>(routes: Router<S>, app: &Arc<App>) -> Router<S> {
    if app.config.cors_origins().next().is_none() {
        return routes;
    }
    let app = app.clone();
    let allows = move |origin: &HeaderValue, _: &Parts| app.config.allows_origin(origin.to_str().ok());
    routes.layer(
        CorsLayer::new()
            .allow_origin(AllowOrigin::predicate(allows))
            .allow_methods([Method::GET, Method::POST])
            .allow_headers(AllowHeaders::mirror_request())
            // A page of the Internet may call a server on this machine.
            .allow_private_network(true)
            .expose_headers(Any),
    )
}

/// The target of the line for each request, which `--log requests` shows.
const REQUEST: &str = "twinstance::request";

/// The span of a request. It has the error level, so that no log filter by level hides it. The gateway adds the action, the
/// caller and the request id of a call.
fn span(request: &Request<Body>) -> Span {
    tracing::error_span!(
        "request",
        method = %request.method(),
        path = request.uri().path(),
        cloud = Empty,
        action = Empty,
        account = Empty,
        region = Empty,
        request_id = Empty,
        status = Empty,
    )
}

/// Logs a line for each request. A stream is answered when it begins.
fn answered<B>(response: &axum::http::Response<B>, latency: Duration, span: &Span) {
    span.record("status", response.status().as_u16());
    tracing::debug!(target: REQUEST, ?latency, "answered");
}

fn panicked(_cause: Box<dyn any::Any + Send>) -> Response {
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
