//! The emulator's own API, under `/_twin/`: JSON in, JSON out. `openapi.json` describes it.

mod clock;
mod coverage;
mod events;
mod faults;
mod metrics;
mod requests;
mod snapshots;
mod state;
mod stream;

pub use events::after as events_after;
pub use requests::without_key;
pub use stream::LOOK;

use crate::app::App;
use crate::clock::Stopwatch;
use crate::domain::scope::Cloud;
use crate::journal::Facts;
use axum::Router;
use axum::body::to_bytes;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::sync::Arc;

/// The routes: path and methods, each with what answers it.
type Routes = Vec<(&'static str, &'static [&'static str], MethodRouter<Arc<App>>)>;

fn routes() -> Routes {
    vec![
        ("/_twin/health", &["get"], get(health)),
        ("/_twin/clock", &["get", "post"], get(clock::show).post(clock::set)),
        ("/_twin/reset", &["post"], post(state::reset)),
        ("/_twin/scenario", &["get", "post"], get(state::save).post(state::load)),
        ("/_twin/snapshots", &["get"], get(snapshots::list)),
        (
            "/_twin/snapshots/{name}",
            &["get", "put", "post", "delete"],
            get(snapshots::show).put(snapshots::take).post(snapshots::restore).delete(snapshots::forget),
        ),
        ("/_twin/faults", &["get", "post", "delete"], get(faults::list).post(faults::add).delete(faults::clear)),
        ("/_twin/faults/{id}", &["get", "delete"], get(faults::show).delete(faults::remove)),
        ("/_twin/events", &["get"], get(events::list)),
        ("/_twin/events/stream", &["get"], get(events::stream)),
        ("/_twin/requests", &["get", "delete"], get(requests::list).delete(requests::clear)),
        ("/_twin/requests/stream", &["get"], get(requests::stream)),
        ("/_twin/requests/{number}", &["get"], get(requests::show)),
        ("/_twin/coverage", &["get", "delete"], get(coverage::show).delete(coverage::clear)),
        ("/_twin/metrics", &["get"], get(metrics::show)),
        ("/_twin/openapi.json", &["get"], get(openapi)),
        // Where those who come from other emulators look.
        ("/moto-api/reset", &["post"], post(state::moto_reset)),
        ("/_localstack/health", &["get"], get(state::localstack_health)),
        ("/_localstack/state/reset", &["post"], post(state::localstack_reset)),
    ]
}

/// Path and method of every route.
pub fn route_list() -> Vec<(&'static str, &'static str)> {
    routes().into_iter().flat_map(|(path, methods, _)| methods.iter().map(move |method| (path, *method))).collect()
}

/// Whether a path is one of this API.
pub fn is_for(path: &str) -> bool {
    path == "/_twin" || path.starts_with("/_twin/") || path == "/moto-api/reset" || path.starts_with("/_localstack/")
}

/// The routes as a service.
pub fn router(app: Arc<App>) -> Router {
    let router = routes().into_iter().fold(Router::new(), |router, (path, _, answers)| router.route(path, answers));
    router
        .method_not_allowed_fallback(not_allowed)
        .fallback(not_found)
        // axum's own is 2 MB.
        .layer(DefaultBodyLimit::max(app.config.limits.body))
        .layer(from_fn_with_state(app.clone(), note))
        .layer(from_fn(same_origin))
        .with_state(app)
}

/// Notes in the request log what puts the world into another state, so that a recording has it.
async fn note(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let state = ["/_twin/reset", "/_twin/scenario", "/_twin/snapshots/", "/moto-api/", "/_localstack/"];
    if request.method() == Method::GET || !state.iter().any(|prefix| path.starts_with(prefix)) {
        return next.run(request).await;
    }
    let watch = Stopwatch::start();
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, app.config.limits.body).await else {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE, "the body is too large");
    };
    let time = app.now();
    let (head, answered) = next.run(Request::from_parts(parts.clone(), body.clone().into())).await.into_parts();
    let reply = to_bytes(answered, usize::MAX).await.unwrap_or_default();
    app.journal.note(&parts, &body, &reply, || Facts {
        time,
        turn: app.running.lock().next_turn(),
        duration: watch.elapsed(),
        status: head.status.as_u16(),
        code: None,
        called: None,
    });
    Response::from_parts(head, reply.into())
}

/// Refuses what changes something and comes from a page of another site: a browser sends it without asking.
async fn same_origin(request: Request, next: Next) -> Response {
    if request.method() != Method::GET && !is_same_origin(request.headers()) {
        return refuse(StatusCode::FORBIDDEN, "a page of another origin may not do this");
    }
    next.run(request).await
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

fn answer(status: StatusCode, value: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], format!("{value}\n")).into_response()
}

/// A text of this type, or why it could not be written.
fn text(content_type: &'static str, written: Result<String, impl ToString>) -> Response {
    match written {
        Ok(text) => ([(header::CONTENT_TYPE, content_type)], text).into_response(),
        Err(error) => refuse(StatusCode::INTERNAL_SERVER_ERROR, error),
    }
}

fn ok(value: &Value) -> Response {
    answer(StatusCode::OK, value)
}

fn refuse(status: StatusCode, message: impl ToString) -> Response {
    answer(status, &json!({ "error": message.to_string() }))
}

fn bad_request(message: impl ToString) -> Response {
    refuse(StatusCode::BAD_REQUEST, message)
}

/// Reads the query of a request.
#[expect(clippy::result_large_err, reason = "it is answered at once")]
fn query<T: DeserializeOwned>(uri: &Uri) -> Result<T, Response> {
    serde_urlencoded::from_str(uri.query().unwrap_or("")).map_err(bad_request)
}

/// `GET /_twin/health`: name, version, uptime in seconds, the clock, instances per cloud.
async fn health(State(app): State<Arc<App>>) -> Response {
    let mut running = app.running.lock();
    let (_, now) = running.settled();
    ok(&json!({
        "name": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "uptime_seconds": app.uptime.elapsed().as_secs_f64(),
        "clock": { "mode": running.clock.mode(), "now": now.to_string() },
        "instances": { "ec2": running.world.instances(Cloud::Aws), "ecs": running.world.instances(Cloud::Alibaba) },
    }))
}

/// The description of this API.
pub const OPENAPI: &str = include_str!("openapi.json");

/// `GET /_twin/openapi.json`
async fn openapi() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], OPENAPI).into_response()
}

async fn not_allowed() -> Response {
    refuse(StatusCode::METHOD_NOT_ALLOWED, "this path has other methods; /_twin/openapi.json lists them")
}

/// Anything else.
async fn not_found() -> Response {
    let mut paths: Vec<_> = routes().into_iter().map(|(path, _, _)| path).filter(|path| !path.contains('{')).collect();
    paths.retain(|path| path.starts_with("/_twin/"));
    refuse(StatusCode::NOT_FOUND, format!("Twinstance has {}", paths.join(", ")))
}
