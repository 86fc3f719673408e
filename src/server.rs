//! How requests reach the server over HTTP: the routes, and serving until told to stop.

use crate::app::App;
use crate::{control, gateway};
use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::{any, get, post};
use axum::serve::ListenerExt;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Notify;

/// The routes: the emulator's own under `/_twin`, everything else is for the clouds.
pub fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/_twin/health", get(control::health))
        .route("/_twin/clock", get(control::clock).post(control::set_clock))
        .route("/_twin/reset", post(control::reset))
        .route("/_twin/events", get(control::events))
        .route("/_twin/faults", get(control::faults).post(control::add_fault).delete(control::clear_faults))
        .route("/_twin", any(control::not_found))
        .route("/_twin/", any(control::not_found))
        .route("/_twin/{*path}", any(control::not_found))
        .fallback(clouds)
        .with_state(app)
}

async fn clouds(State(app): State<Arc<App>>, request: Request) -> Response {
    gateway::serve(&app, request).await
}

/// How long requests in flight may take once the server is told to stop.
const GRACE: Duration = Duration::from_secs(5);

/// Serves until `stop` is ready; then requests in flight are finished, within five seconds, and that is all.
pub async fn serve(
    listener: TcpListener,
    app: Arc<App>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let listener = listener.tap_io(|stream| {
        // Answers are small and whole: waiting to fill a packet only delays them.
        let _ = stream.set_nodelay(true);
    });
    let stopping = Arc::new(Notify::new());
    let told = {
        let stopping = stopping.clone();
        async move {
            stop.await;
            stopping.notify_one();
        }
    };
    let serving = axum::serve(listener, router(app)).with_graceful_shutdown(told);
    let patience = async {
        stopping.notified().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        ended = serving => ended,
        // Somebody has sent half a request, and no more.
        () = patience => Ok(()),
    }
}
