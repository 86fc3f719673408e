//! Work that takes long in a large world: resets, snapshots, scenarios. It does not run on the threads that serve requests.

use super::reply::Refusal;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tracing::Span;

/// How many requests for such work are served at a time; further ones wait. Each may hold a body or an answer as large as a
/// world.
const MAX_JOBS: usize = 4;

/// Lets a request wait while as many as may be are served.
pub(super) async fn limit(request: Request, next: Next) -> Response {
    static JOBS: Semaphore = Semaphore::const_new(MAX_JOBS);
    // Always `Ok`: the semaphore is never closed.
    let _job = JOBS.acquire().await;
    next.run(request).await
}

/// Runs work on a thread of its own. A panic in it is answered as an error of the server.
pub(super) async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refusal> {
    let span = Span::current();
    spawn_blocking(move || span.in_scope(work)).await.map_err(Refusal::internal)
}
