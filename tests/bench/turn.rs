//! A turn of a server under load.

use crate::shared::Failure;
use crate::shared::client::Connection;
use crate::shared::servers::Server;
use std::io::Error;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// How long the last calls may take when the time is over.
const GRACE: Duration = Duration::from_secs(30);
/// There are no more calls in one turn: so many launches have room in a subnet.
const MAX_CALLS: usize = 60_000;

/// What a server did: calls per second; median and 99th percentile of the latency; CPU time of the server per call.
/// All times are in microseconds.
pub type Turn = [f64; 4];

/// Puts a server under load from so many connections, each with one call at a time.
pub async fn load(server: &Server, requests: &[Vec<u8>], connections: usize, time: Duration) -> Result<Turn, Failure> {
    let mut open = Vec::new();
    for _ in 0..connections {
        open.push((Connection::open(server.address).await?, requests.to_vec()));
    }
    let cpu = server.cpu();
    let start = Instant::now();
    let mut latencies = call(open, MAX_CALLS / connections, time).await?;
    let (seconds, calls) = (start.elapsed().as_secs_f64(), latencies.len() as f64);
    latencies.sort_unstable();
    let percentile = |n: usize| latencies[(latencies.len() - 1) * n / 100].as_secs_f64() * 1e6;
    Ok([calls / seconds, percentile(50), percentile(99), (server.cpu() - cpu) / calls])
}

/// Calls over all these connections, over each with its own requests, until the time is over or each had so many. Returns
/// how long each call took.
pub async fn call(
    open: Vec<(Connection, Vec<Vec<u8>>)>,
    calls: usize,
    time: Duration,
) -> Result<Vec<Duration>, Failure> {
    let until = Instant::now() + time;
    let mut callers: JoinSet<_> =
        open.into_iter().map(|(connection, requests)| keep_calling(connection, requests, calls, until)).collect();
    let mut latencies = Vec::new();
    while let Some(caller) = tokio::time::timeout(time + GRACE, callers.join_next()).await? {
        latencies.append(&mut caller??);
    }
    Ok(latencies)
}

/// Calls again and again, at least once, until the time is over. Returns how long each call took.
async fn keep_calling(
    mut connection: Connection,
    requests: Vec<Vec<u8>>,
    calls: usize,
    until: Instant,
) -> Result<Vec<Duration>, Error> {
    let mut latencies = Vec::new();
    let mut now = Instant::now();
    for request in requests.iter().cycle().take(calls) {
        connection.call(request).await?;
        let then = std::mem::replace(&mut now, Instant::now());
        latencies.push(now - then);
        if now >= until {
            break;
        }
    }
    Ok(latencies)
}
