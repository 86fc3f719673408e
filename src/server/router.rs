//! The routes of the server. The layers around them are in [`layers`].

use super::{ServedApis, layers};
use crate::app::App;
use crate::control;
use crate::server::gateway;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONNECTION;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The routes of these APIs, with their layers.
pub fn router(app: &Arc<App>, apis: ServedApis) -> Router {
    let routes = match apis {
        ServedApis::All => control::router(app).merge(clouds(app)),
        ServedApis::Clouds => clouds(app),
        ServedApis::Control => control::router(app).fallback(control::not_found),
        ServedApis::Health => control::health().fallback(no_place),
    };
    layers::add_layers(routes).with_state(app.clone())
}

/// The clouds' APIs. The path does not tell which of them is called; the gateway finds out.
fn clouds(app: &Arc<App>) -> Router<Arc<App>> {
    layers::share_with_pages(Router::new().fallback(call), app)
}

async fn call(State(app): State<Arc<App>>, request: Request) -> Response {
    gateway::serve(&app, request).await
}

/// The answer to a request on a connection beyond the limit. The client is to try again on another connection.
async fn no_place() -> Response {
    let text =
        "There are as many connections as limits.connections lets there be; on this one, only /_twin/health answers.\n";
    (StatusCode::SERVICE_UNAVAILABLE, [(CONNECTION, "close")], text).into_response()
}
