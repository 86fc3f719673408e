//! Accepts connections within their limits, and serves them until shutdown.

use super::router;
use crate::app::App;
use crate::server::gateway::CloseConnection;
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

/// The APIs that a listener serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServedApis {
    /// The clouds' APIs and the control API.
    All,
    /// The clouds' APIs.
    Clouds,
    /// The control API.
    Control,
}

/// Answers a request. The error makes hyper close the connection instead.
async fn answer(router: Router, request: Request<Incoming>) -> Result<Response, CloseConnection> {
    let response = router.oneshot(request).await.unwrap_or_else(|never| match never {});
    match response.extensions().get::<CloseConnection>() {
        Some(close) => Err(*close),
        None => Ok(response),
    }
}

/// How long requests in flight may take after the start of the shutdown.
pub const SHUTDOWN_GRACE: Duration = Duration::from_secs(5);

/// The wait after a connection cannot be accepted, for example because too many files are open.
const ACCEPT_RETRY_DELAY: Duration = Duration::from_millis(100);

/// Serves until `stop` is ready. Then waits for the requests in flight, up to [`SHUTDOWN_GRACE`].
pub async fn serve(listener: TcpListener, app: Arc<App>, apis: ServedApis, stop: impl Future<Output = ()>) {
    let limits = app.config.limits;
    let permits = Arc::new(Semaphore::new(limits.connections));
    let connections = GracefulShutdown::new();
    let router = router(&app, apis);
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.header_timeout).max_buf_size(limits.headers);
    let mut stop = std::pin::pin!(stop);
    loop {
        let (stream, permit) = tokio::select! {
            accepted = accept(&listener, &permits) => accepted,
            () = &mut stop => break,
        };
        // An answer is written at once, so waiting for more data only delays it.
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let service = service_fn(move |request| answer(router.clone(), request));
        let connection = connections.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // Not an error of the server: the client has gone, is too slow, or does not speak HTTP.
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ends");
            }
            drop(permit);
        });
    }
    drop(listener);
    tokio::select! {
        () = connections.shutdown() => {}
        // For example, a client has sent only a part of its request.
        () = tokio::time::sleep(SHUTDOWN_GRACE) => {}
    }
}

/// Waits for a permit, then for the next connection.
async fn accept(
    listener: &TcpListener,
    permits: &Arc<Semaphore>,
) -> (TcpStream, Option<tokio::sync::OwnedSemaphorePermit>) {
    // Always `Some`: the semaphore is never closed.
    let permit = permits.clone().acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return (stream, permit),
            Err(error) => {
                tracing::warn!(%error, "a connection cannot be accepted");
                tokio::time::sleep(ACCEPT_RETRY_DELAY).await;
            }
        }
    }
}
