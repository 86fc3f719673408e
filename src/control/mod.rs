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
use crate::body;
use crate::clock::Stopwatch;
use crate::domain::scope::Cloud;
use crate::journal::Facts;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::sync::Arc;

/// What a route is asked.
struct Asked<'a> {
    app: &'a Arc<App>,
    /// The part of the path that the route leaves open, or nothing.
    name: &'a str,
    query: &'a str,
    body: &'a [u8],
}

/// A method, a path that may end with a part in braces, which is left open, and what answers it. The first that fits
/// answers.
type Route = (Method, &'static str, fn(&Asked) -> Response);

const ROUTES: &[Route] = &[
    (Method::GET, "/_twin/health", health),
    (Method::GET, "/_twin/clock", clock::show),
    (Method::POST, "/_twin/clock", clock::set),
    (Method::POST, "/_twin/reset", state::reset),
    (Method::GET, "/_twin/scenario", state::save),
    (Method::POST, "/_twin/scenario", state::load),
    (Method::GET, "/_twin/snapshots", snapshots::list),
    (Method::GET, "/_twin/snapshots/{name}", snapshots::show),
    (Method::PUT, "/_twin/snapshots/{name}", snapshots::take),
    (Method::POST, "/_twin/snapshots/{name}", snapshots::restore),
    (Method::DELETE, "/_twin/snapshots/{name}", snapshots::forget),
    (Method::GET, "/_twin/faults", faults::list),
    (Method::POST, "/_twin/faults", faults::add),
    (Method::DELETE, "/_twin/faults", faults::clear),
    (Method::GET, "/_twin/faults/{id}", faults::show),
    (Method::DELETE, "/_twin/faults/{id}", faults::remove),
    (Method::GET, "/_twin/events", events::list),
    (Method::GET, "/_twin/events/stream", events::stream),
    (Method::GET, "/_twin/requests", requests::list),
    (Method::DELETE, "/_twin/requests", requests::clear),
    (Method::GET, "/_twin/requests/stream", requests::stream),
    (Method::GET, "/_twin/requests/{number}", requests::show),
    (Method::GET, "/_twin/coverage", coverage::show),
    (Method::DELETE, "/_twin/coverage", coverage::clear),
    (Method::GET, "/_twin/metrics", metrics::show),
    (Method::GET, "/_twin/openapi.json", openapi),
    // Where those who come from other emulators look.
    (Method::POST, "/moto-api/reset", state::moto_reset),
    (Method::GET, "/_localstack/health", state::localstack_health),
    (Method::POST, "/_localstack/state/reset", state::localstack_reset),
];

/// Path and method of every route.
pub fn routes() -> impl Iterator<Item = (&'static str, &'static str)> {
    ROUTES.iter().map(|(method, path, _)| (*path, method.as_str()))
}

/// Whether a path is one of this API.
pub fn is_for(path: &str) -> bool {
    path == "/_twin" || path.starts_with("/_twin/") || path == "/moto-api/reset" || path.starts_with("/_localstack/")
}

/// Answers one request. What puts the world into another state is noted in the request log, so that a recording has it.
pub async fn serve(app: &Arc<App>, request: Request) -> Response {
    // A browser sends it without asking.
    if !is_read(request.method()) && !is_same_origin(request.headers()) {
        return refuse(StatusCode::FORBIDDEN, "a page of another origin may not do this");
    }
    let (parts, body) = match body::read(request, &app.config.limits).await {
        Ok(read) => read,
        Err(error) => return refuse(error.status(), error),
    };
    if !is_noted(&parts) {
        return answer(app, &parts, &body);
    }
    let (watch, time) = (Stopwatch::start(), app.now());
    let (head, answered) = answer(app, &parts, &body).into_parts();
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

fn is_noted(parts: &Parts) -> bool {
    let state = ["/_twin/reset", "/_twin/scenario", "/_twin/snapshots/", "/moto-api/", "/_localstack/"];
    !is_read(&parts.method) && state.iter().any(|prefix| parts.uri.path().starts_with(prefix))
}

fn is_read(method: &Method) -> bool {
    *method == Method::GET || *method == Method::HEAD
}

/// Answers one request whose body has been read.
pub fn answer(app: &Arc<App>, parts: &Parts, body: &[u8]) -> Response {
    let (path, query) = (parts.uri.path(), parts.uri.query().unwrap_or(""));
    // Of an answer to HEAD, hyper sends the head alone.
    let wanted = if parts.method == Method::HEAD { &Method::GET } else { &parts.method };
    let mut methods = Vec::new();
    for (method, route, answer) in ROUTES {
        let Some(name) = open_part(route, path) else { continue };
        if method == wanted {
            return match percent_decode_str(name).decode_utf8() {
                Ok(name) => answer(&Asked { app, name: &name, query, body }),
                Err(error) => bad_request(error),
            };
        }
        methods.push(method.as_str());
    }
    if methods.is_empty() { not_found() } else { not_allowed(&methods.join(",")) }
}

/// The part of a path that a route leaves open, or nothing if it leaves none open. `None` if the path is not the route's.
fn open_part<'p>(route: &str, path: &'p str) -> Option<&'p str> {
    match route.split_once('{') {
        None => (path == route).then_some(""),
        Some((begin, _)) => path.strip_prefix(begin).filter(|rest| !rest.is_empty() && !rest.contains('/')),
    }
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

fn write(status: StatusCode, value: &Value) -> Response {
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
    write(StatusCode::OK, value)
}

fn refuse(status: StatusCode, message: impl ToString) -> Response {
    write(status, &json!({ "error": message.to_string() }))
}

fn bad_request(message: impl ToString) -> Response {
    refuse(StatusCode::BAD_REQUEST, message)
}

/// Reads the query of a request.
#[expect(clippy::result_large_err, reason = "it is answered at once")]
fn read_query<T: DeserializeOwned>(query: &str) -> Result<T, Response> {
    serde_urlencoded::from_str(query).map_err(bad_request)
}

/// `GET /_twin/health`: 503 if the world is broken, else name, version, uptime in seconds, the clock, instances per cloud.
fn health(&Asked { app, .. }: &Asked) -> Response {
    if app.running.is_broken() {
        let why = "a call panicked in the middle of a change: POST /_twin/reset puts the world back to its start";
        return refuse(StatusCode::SERVICE_UNAVAILABLE, why);
    }
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
fn openapi(_: &Asked) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], OPENAPI).into_response()
}

fn not_allowed(methods: &str) -> Response {
    let refusal = format!("this path has {methods} alone; /_twin/openapi.json lists all there is");
    ([(header::ALLOW, methods)], refuse(StatusCode::METHOD_NOT_ALLOWED, refusal)).into_response()
}

/// Anything else.
fn not_found() -> Response {
    let mut paths: Vec<_> = ROUTES.iter().map(|(_, path, _)| *path).collect();
    paths.retain(|path| path.starts_with("/_twin/") && !path.contains('{'));
    paths.dedup();
    refuse(StatusCode::NOT_FOUND, format!("Twinstance has {}", paths.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[tokio::test]
    async fn the_first_route_that_fits_answers() {
        let app = Arc::new(App::new(Config::example().unwrap()).unwrap());
        for (method, path, status, allow) in [
            (Method::HEAD, "/_twin/health", 200, None),
            (Method::PATCH, "/_twin/health", 405, Some("GET")),
            (Method::PUT, "/_twin/faults", 405, Some("GET,POST,DELETE")),
            (Method::GET, "/_twin/requests/stream", 200, None),
            (Method::GET, "/_twin/requests/first", 404, None),
            (Method::PUT, "/_twin/requests/1", 405, Some("GET")),
            (Method::PUT, "/_twin/snapshots/a%20b", 200, None),
            (Method::GET, "/_twin/snapshots/%61%20b", 200, None),
            (Method::GET, "/_twin/snapshots/a+b", 404, None),
            (Method::GET, "/_twin/snapshots/%FF", 400, None),
            (Method::GET, "/_twin/snapshots/", 404, None),
            (Method::GET, "/_twin/snapshots/a/b", 404, None),
            (Method::GET, "/_twin", 404, None),
        ] {
            let (parts, ()) = Request::builder().method(&method).uri(path).body(()).unwrap().into_parts();
            let response = answer(&app, &parts, b"");
            let told = response.headers().get(header::ALLOW).map(|value| value.to_str().unwrap());
            assert_eq!((response.status().as_u16(), told), (status, allow), "{method} {path}");
        }
    }
}
