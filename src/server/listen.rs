//! Accepts connections within their limits, and serves them until shutdown.

use super::connection::Connection;
use super::router;
use crate::app::App;
use crate::app::stop::Stop;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};

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

/// Serves until the stop is requested. Then waits for the requests in flight, up to [`SHUTDOWN_GRACE`].
pub async fn serve(listeners: Vec<TcpListener>, app: Arc<App>, apis: ServedApis) {
    let count = app.config.limits.connections + HEALTH_CONNECTIONS;
    let places = Arc::new(Semaphore::new(count));
    let (all, health) = (router(&app, apis), router(&app, ServedApis::Health));
    let mut drained = std::pin::pin!(drained(&app.stop));
    loop {
        let (stream, place) = tokio::select! {
            accepted = accept(&listeners, &places) => accepted,
            () = &mut drained => break,
        };
        let is_beyond_limit = places.available_permits() < HEALTH_CONNECTIONS;
        let router = if is_beyond_limit { &health } else { &all }.clone();
        let has_tunnels = !is_beyond_limit && apis != ServedApis::Control;
        let connection = Connection { app: app.clone(), router, has_tunnels };
        tokio::spawn(async move {
            // Not an error of the server: the client has gone, is too slow, or does not speak HTTP.
            if let Err(error) = connection.serve(stream).await {
                tracing::debug!(error, "a connection ends");
            }
            drop(place);
        });
    }
    drop(listeners);
    // A client that has sent only a part of its request is not waited for any longer.
    let all = u32::try_from(count).unwrap_or(u32::MAX);
    let _ = timeout(SHUTDOWN_GRACE, places.acquire_many(all)).await;
}

/// Waits for a place, then for the next connection.
async fn accept(listeners: &[TcpListener], places: &Arc<Semaphore>) -> (TcpStream, Option<OwnedSemaphorePermit>) {
    // Always `Some`: the semaphore is never closed.
    let place = places.clone().acquire_owned().await.ok();
    loop {
        let ready = |context: &mut Context<'_>| {
            let accepted = listeners.iter().find_map(|listener| match listener.poll_accept(context) {
                Poll::Ready(accepted) => Some(accepted),
                Poll::Pending => None,
            });
            accepted.map_or(Poll::Pending, Poll::Ready)
        };
        match poll_fn(ready).await {
            Ok((stream, _)) => return (stream, place),
            Err(error) => {
                tracing::warn!(%error, "a connection cannot be accepted");
                sleep(ACCEPT_RETRY_DELAY).await;
            }
        }
    }
}

/// Completes a little later than the stop is requested.
pub(super) async fn drained(stop: &Stop) {
    stop.requested().await;
    sleep(DRAIN).await;
}
