//! Accepts connections within their limits, and serves them until shutdown.

use super::router;
use crate::app::App;
use crate::app::stop::Stop;
use crate::config::Limits;
use crate::server::gateway::CloseConnection;
use axum::Router;
use axum::http::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;
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
    /// The health check. For connections beyond the limit.
    Health,
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How long requests in flight may take after the start of the shutdown.
pub const SHUTDOWN_GRACE: Duration = Duration::from_secs(5);

/// How long connections are still accepted, and requests read, after the start of the shutdown: those that clients sent
/// before it may not have been read yet.
const DRAIN: Duration = Duration::from_millis(100);

/// How many connections beyond the limit are accepted, for health checks: a server that has much to do is not to be taken
/// for one that hangs.
const HEALTH_CONNECTIONS: usize = 16;

/// The wait after a connection cannot be accepted, for example because too many files are open.
const ACCEPT_RETRY_DELAY: Duration = Duration::from_millis(100);

/// How a connection with TLS begins: a record of a handshake. See
/// [RFC 8446, section 5.1](https://www.rfc-editor.org/rfc/rfc8446#section-5.1).
const TLS_HANDSHAKE: u8 = 0x16;

/// How an HTTP/2 connection begins. See [RFC 9113, section 3.4](https://www.rfc-editor.org/rfc/rfc9113#section-3.4).
const HTTP2_PREFACE: &[u8] = b"PRI * HTTP/2";

const NO_HTTP2: &str = "HTTP/1.1 505 HTTP Version Not Supported\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n\
    Twinstance speaks HTTP/1.1, not HTTP/2 with prior knowledge.\n";

/// Serves until the stop is requested. Then waits for the requests in flight, up to [`SHUTDOWN_GRACE`].
pub async fn serve(listener: TcpListener, app: Arc<App>, apis: ServedApis) {
    let limits = app.config.limits;
    let places = Arc::new(Semaphore::new(limits.connections + HEALTH_CONNECTIONS));
    let connections = GracefulShutdown::new();
    let (all, health) = (router(&app, apis), router(&app, ServedApis::Health));
    let mut drained = std::pin::pin!(drained(&app.stop));
    loop {
        let (mut stream, place) = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = &mut drained => break,
        };
        let is_beyond_limit = places.available_permits() < HEALTH_CONNECTIONS;
        let router = if is_beyond_limit { &health } else { &all }.clone();
        let (watcher, app) = (connections.watcher(), app.clone());
        tokio::spawn(async move {
            let connection = async {
                if begins(&mut stream, &app).await? { converse(stream, router, limits, watcher).await } else { Ok(()) }
            };
            // Not an error of the server: the client has gone, is too slow, or does not speak HTTP.
            if let Err(error) = connection.await {
                tracing::debug!(error, "a connection ends");
            }
            drop(place);
        });
    }
    drop(listener);
    // A client that has sent only a part of its request is not waited for any longer.
    let _ = timeout(SHUTDOWN_GRACE, connections.shutdown()).await;
}

/// Waits for a place, then for the next connection.
async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> (TcpStream, Option<OwnedSemaphorePermit>) {
    // Always `Some`: the semaphore is never closed.
    let place = places.clone().acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return (stream, place),
            Err(error) => {
                tracing::warn!(%error, "a connection cannot be accepted");
                sleep(ACCEPT_RETRY_DELAY).await;
            }
        }
    }
}

/// Completes a little later than the stop is requested.
async fn drained(stop: &Stop) {
    stop.requested().await;
    sleep(DRAIN).await;
}

/// Waits for the first bytes of a connection. Returns `false` if it is not to be served.
async fn begins(stream: &mut TcpStream, app: &App) -> Result<bool, Failure> {
    let mut first = [0; HTTP2_PREFACE.len()];
    // Nothing is taken from the stream.
    let length = tokio::select! {
        length = timeout(app.config.limits.header_timeout, stream.peek(&mut first)) => length??,
        () = drained(&app.stop) => return Ok(false),
    };
    if first[0] == TLS_HANDSHAKE && length > 0 && app.call_log.admits() {
        // hyper answers with an error, which no client shows.
        tracing::warn!("a client speaks TLS, and this is plain HTTP: let it use http:// instead of https://");
    }
    let is_http2 = first[..length] == *HTTP2_PREFACE;
    if is_http2 {
        if app.call_log.admits() {
            tracing::warn!("a client speaks HTTP/2 with prior knowledge: let it use HTTP/1.1");
        }
        // What is left unread when a connection is closed makes the client lose the answer.
        let _ = stream.read(&mut [0; 4096]).await?;
        stream.write_all(NO_HTTP2.as_bytes()).await?;
    }
    Ok(!is_http2)
}

/// Answers the requests of a connection.
async fn converse(stream: TcpStream, router: Router, limits: Limits, watcher: Watcher) -> Result<(), Failure> {
    // An answer is written at once, so waiting for more data only delays it.
    stream.set_nodelay(true)?;
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.write_timeout));
    let service = service_fn(move |request| answer(router.clone(), request));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.header_timeout).max_buf_size(limits.headers);
    // A client may close its half of the connection once it has sent its request.
    http.half_close(true);
    Ok(watcher.watch(http.serve_connection(TokioIo::new(Box::pin(stream)), service)).await?)
}

/// Answers a request. The error makes hyper close the connection instead.
async fn answer(router: Router, request: Request<Incoming>) -> Result<Response, CloseConnection> {
    let response = router.oneshot(request).await.unwrap_or_else(|never| match never {});
    match response.extensions().get::<CloseConnection>() {
        Some(close) => Err(*close),
        None => Ok(response),
    }
}
