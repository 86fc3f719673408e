//! Every way in, on one page. What stands around all of them is in [`layers`].

use super::{Serves, layers};
use crate::app::App;
use crate::control;
use crate::server::gateway;
use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use std::sync::Arc;

/// What a listener serves, as one service.
pub fn router(app: &Arc<App>, serves: Serves) -> Router {
    let routes = match serves {
        Serves::Everything => control::router(app).fallback(clouds),
        Serves::Clouds => Router::new().fallback(clouds),
        Serves::Control => control::router(app).fallback(control::not_found),
    };
    layers::around(routes, &app.config.limits).with_state(app.clone())
}

/// The clouds' APIs: which of them is meant stands in the request, and not in its path.
async fn clouds(State(app): State<Arc<App>>, request: Request) -> Response {
    gateway::serve(&app, request).await
}
