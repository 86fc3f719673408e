//! The routes of the server. The layers around them are in [`layers`].

use super::{ServedApis, layers};
use crate::app::App;
use crate::control;
use crate::server::gateway;
use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use std::sync::Arc;

/// The routes of these APIs, with their layers.
pub fn router(app: &Arc<App>, apis: ServedApis) -> Router {
    let routes = match apis {
        ServedApis::All => control::router(app).fallback(clouds),
        ServedApis::Clouds => Router::new().fallback(clouds),
        ServedApis::Control => control::router(app).fallback(control::not_found),
    };
    layers::add_layers(routes, &app.config.limits).with_state(app.clone())
}

/// The clouds' APIs. The path does not tell which of them is called; the gateway finds out.
async fn clouds(State(app): State<Arc<App>>, request: Request) -> Response {
    gateway::serve(&app, request).await
}
