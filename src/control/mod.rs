//! The control API of the emulator, under `/_twin/`. It takes and returns JSON. Each resource is a file with its routes and
//! their OpenAPI description, which `GET /_twin/openapi.json` returns.

mod ca;
pub mod client;
mod clock;
mod coverage;
mod credits;
mod describe;
mod events;
mod extract;
mod faults;
mod health;
mod jobs;
mod layers;
mod load;
mod metrics;
mod others;
pub mod recording;
mod redaction;
mod reply;
mod requests;
mod snapshots;
mod state;
mod stream;
mod targets;
pub mod webhook;

pub use events::Batch as Events;
pub use redaction::Redaction;
pub use stream::POLL_INTERVAL;

use crate::app::App;
use axum::extract::MatchedPath;
use axum::http::{StatusCode, Uri, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use axum::{Extension, Router};
use describe::Preface;
use reply::Refusal;
use std::sync::{Arc, LazyLock};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

/// The routes, and their description.
static API: LazyLock<(Router<Arc<App>>, utoipa::openapi::OpenApi)> = LazyLock::new(|| {
    let (router, mut description) = OpenApiRouter::with_openapi(Preface::openapi())
        .merge(health::router())
        .merge(clock::router())
        .merge(state::router())
        .merge(load::router())
        .merge(credits::router())
        .merge(snapshots::router())
        .merge(faults::router())
        .merge(events::router())
        .merge(requests::router())
        .merge(coverage::router())
        .merge(metrics::router())
        .merge(ca::router())
        .merge(describe::router())
        .merge(others::router())
        .split_for_parts();
    describe::allow_additional_fault_properties(&mut description);
    (router, description)
});

/// All routes of this API, including the errors for unknown paths under its prefixes. There is no fallback for other paths.
pub fn router(app: &Arc<App>) -> Router<Arc<App>> {
    let mut router = API.0.clone().method_not_allowed_fallback(not_allowed);
    for rest in ["/_twin", "/_twin/", "/_twin/{*rest}", "/_localstack/{*rest}", "/moto-api/{*rest}"] {
        router = router.route(rest, any(not_found));
    }
    // `layers::log_request` uses this extension.
    router
        .layer(Extension(app.clone()))
        .layer(from_fn_with_state(app.clone(), layers::guard))
        .layer(from_fn_with_state(app.clone(), layers::tell_refused))
}

/// The health check alone.
pub fn health() -> Router<Arc<App>> {
    health::router().into()
}

/// The OpenAPI description of this API, as `GET /_twin/openapi.json` has it.
pub fn description() -> serde_json::Value {
    serde_json::json!(API.1)
}

/// The path and method of every route.
pub fn routes() -> impl Iterator<Item = (&'static str, &'static str)> {
    API.1.paths.paths.iter().flat_map(|(path, item)| {
        let methods = [("GET", &item.get), ("PUT", &item.put), ("POST", &item.post), ("DELETE", &item.delete)];
        methods.into_iter().filter(|(_, operation)| operation.is_some()).map(|(method, _)| (path.as_str(), method))
    })
}

/// Whether a request's target is one of this API's: a path, or an absolute URL.
pub fn has_path(target: &str) -> bool {
    let first = |uri: Uri| uri.path().split('/').nth(1).map(str::to_owned);
    let first = target.parse().ok().and_then(first);
    first.is_some_and(|first| ["_twin", "_localstack", "moto-api"].contains(&&*first))
}

async fn not_allowed(route: MatchedPath) -> Response {
    let methods: Vec<_> = routes().filter(|(path, _)| *path == route.as_str()).map(|(_, method)| method).collect();
    let methods = methods.join(",");
    let refusal = format!("this path has {methods} alone; /_twin/openapi.json lists all there is");
    ([(header::ALLOW, methods)], Refusal::new(StatusCode::METHOD_NOT_ALLOWED, refusal)).into_response()
}

/// The answer for an unknown path. It lists the known ones.
pub async fn not_found() -> Response {
    let mut paths: Vec<_> = routes().map(|(path, _)| path).collect();
    paths.retain(|path| path.starts_with("/_twin/") && !path.contains('{'));
    paths.dedup();
    Refusal::unknown(format!("Twinstance has {}", paths.join(", "))).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use axum::body::Body;
    use axum::http::{Method, Request};
    use tower::ServiceExt;

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
            let request = Request::builder().method(&method).uri(path).body(Body::empty()).unwrap();
            let router = router(&app).fallback(not_found).with_state(app.clone());
            let response = router.oneshot(request).await.unwrap();
            let allowed = response.headers().get(header::ALLOW).map(|value| value.to_str().unwrap());
            assert_eq!((response.status().as_u16(), allowed), (status, allow), "{method} {path}");
        }
    }
}
