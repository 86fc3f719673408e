//! Every way in, on one page. What stands around all of them is in [`layers`].

use super::{Serves, layers};
use crate::app::App;
use crate::{control, gateway};
use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::{MethodRouter, any};
use std::sync::Arc;

/// What a listener serves, as one service.
pub fn router(app: &Arc<App>, serves: Serves) -> Router {
    let routes = match serves {
        Serves::Everything => emulator().fallback(clouds),
        Serves::Clouds => Router::new().fallback(clouds),
        Serves::Control => emulator().fallback(own),
    };
    layers::around(routes, &app.config.limits).with_state(app.clone())
}

/// The emulator's own API, and the routes of other emulators that scripts made for them know.
fn emulator() -> Router<Arc<App>> {
    let own = || -> MethodRouter<Arc<App>> { any(own) };
    Router::new()
        .route("/_twin", own())
        .route("/_twin/", own())
        .route("/_twin/{*rest}", own())
        .route("/moto-api/reset", own())
        .route("/_localstack/{*rest}", own())
}

async fn own(State(app): State<Arc<App>>, request: Request) -> Response {
    control::serve(&app, request).await
}

/// The clouds' APIs: which of them is meant stands in the request, and not in its path.
async fn clouds(State(app): State<Arc<App>>, request: Request) -> Response {
    gateway::serve(&app, request).await
}
