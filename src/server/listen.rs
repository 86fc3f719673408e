//! Connections: their limits, and serving until told to stop.

use super::router;
use crate::app::App;
use crate::server::gateway::Closed;
use axum::Router;
use axum::http::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::ServiceExt;

/// What a listener serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Serves {
    /// The clouds' APIs and the control API.
    Everything,
    /// The clouds' APIs.
    Clouds,
    /// The control API.
    Control,
}

/// Answers a request, or says that the connection is to be closed instead.
async fn answer(router: Router, request: Request<Incoming>) -> Result<Response, Closed> {
    let response = router.oneshot(request).await.unwrap_or_else(|never| match never {});
    match response.extensions().get::<Closed>() {
        Some(closed) => Err(*closed),
        None => Ok(response),
    }
}

/// How long requests in flight may take once the server is told to stop.
pub const GRACE: Duration = Duration::from_secs(5);

/// How long to wait where a connection cannot be accepted, as when there are too many open files.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves until `stop` is ready; then requests in flight are finished, within five seconds, and that is all.
pub async fn serve(listener: TcpListener, app: Arc<App>, serves: Serves, stop: impl Future<Output = ()>) {
    let limits = app.config.limits;
    let room = Arc::new(Semaphore::new(limits.connections));
    let connections = GracefulShutdown::new();
    let router = router(&app, serves);
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.header_timeout).max_buf_size(limits.headers);
    let mut stop = std::pin::pin!(stop);
    loop {
        let (stream, place) = tokio::select! {
            accepted = accept(&listener, &room) => accepted,
            () = &mut stop => break,
        };
        // Answers are small and whole: waiting to fill a packet only delays them.
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let service = service_fn(move |request| answer(router.clone(), request));
        let connection = connections.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // What goes wrong on a connection is its caller's business: it has gone, is slow, or speaks no HTTP.
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ends");
            }
            drop(place);
        });
    }
    drop(listener);
    tokio::select! {
        () = connections.shutdown() => {}
        // Somebody has sent half a request, and no more.
        () = tokio::time::sleep(GRACE) => {}
    }
}

/// The next connection, and its place among those that there may be.
async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> (TcpStream, Option<tokio::sync::OwnedSemaphorePermit>) {
    // It is never closed.
    let place = room.clone().acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return (stream, place),
            Err(error) => {
                tracing::warn!(%error, "a connection cannot be accepted");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}
