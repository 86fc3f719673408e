//! The request log: the last exchanges, whole, as they came and went.
//!
//! Nothing is copied or read for it while a request is served: it keeps the bytes, and whoever looks at it reads them.

use crate::operation::Api;
use axum::body::Bytes;
use axum::http::request::Parts;
use jiff::Timestamp;
use smol_str::SmolStr;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// The most bytes of bodies and answers that are kept, however few exchanges that is.
const MAX_BYTES: usize = 64 << 20;

/// A request and its answer.
#[derive(Debug)]
pub struct Exchange {
    /// Its number: 1 for the first, and each one more than the one before.
    pub number: u64,
    /// The time on the world's clock.
    pub time: Timestamp,
    /// The order in which it saw the world; 0 if it did not.
    pub turn: u64,
    /// How long the answer took, injected delays not counted.
    pub duration: Duration,
    /// The request's line and headers.
    pub parts: Parts,
    /// The request's body.
    pub body: Bytes,
    /// The HTTP status.
    pub status: u16,
    /// The vendor's error code, unless it succeeded.
    pub code: Option<&'static str>,
    /// The body of the answer.
    pub reply: Bytes,
    /// What was called, if it was one of the clouds' APIs.
    pub called: Option<Called>,
}

/// What was called.
#[derive(Clone, Debug)]
pub struct Called {
    /// Which API.
    pub api: Api,
    /// The account.
    pub account: SmolStr,
    /// The region.
    pub region: &'static str,
    /// The action.
    pub action: String,
    /// The id of the answer.
    pub request_id: String,
    /// The parameters that had no effect.
    pub ignored: String,
    /// The faults that met it.
    pub faults: Vec<SmolStr>,
}

#[derive(Debug, Default)]
struct Ring {
    list: VecDeque<Arc<Exchange>>,
    count: u64,
    bytes: usize,
}

/// The last exchanges.
#[derive(Debug)]
pub struct Journal {
    kept: usize,
    ring: Mutex<Ring>,
    news: watch::Sender<u64>,
}

impl Journal {
    /// A log of so many exchanges.
    pub fn new(kept: usize) -> Self {
        Self { kept, ring: Mutex::default(), news: watch::Sender::new(0) }
    }

    fn lock(&self) -> MutexGuard<'_, Ring> {
        self.ring.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes an exchange, and gives it its number.
    pub fn note(&self, mut exchange: Exchange) {
        if self.kept == 0 {
            return;
        }
        let size = |exchange: &Exchange| exchange.body.len() + exchange.reply.len();
        let mut ring = self.lock();
        ring.count += 1;
        exchange.number = ring.count;
        ring.bytes += size(&exchange);
        ring.list.push_back(Arc::new(exchange));
        while ring.list.len() > self.kept || ring.bytes > MAX_BYTES {
            let Some(oldest) = ring.list.pop_front() else { break };
            ring.bytes -= size(&oldest);
        }
        let count = ring.count;
        drop(ring);
        self.news.send_replace(count);
    }

    /// The exchanges after the one of this number, as far as they are kept.
    pub fn after(&self, number: u64) -> Vec<Arc<Exchange>> {
        let ring = self.lock();
        let first = ring.list.partition_point(|exchange| exchange.number <= number);
        ring.list.range(first..).cloned().collect()
    }

    /// Forgets all exchanges. Their numbers do not come again.
    pub fn clear(&self) {
        let mut ring = self.lock();
        ring.list.clear();
        ring.bytes = 0;
    }

    /// Tells the number of each new exchange.
    pub fn news(&self) -> watch::Receiver<u64> {
        self.news.subscribe()
    }
}
