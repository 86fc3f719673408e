//! The request log: the last exchanges, whole, as they came and went.
//!
//! Nothing is read for it while a request is served: it keeps a copy of the bytes, and whoever looks at it reads them.
//! It has to be a copy: a connection cannot use its buffer again as long as anything of it is kept.

use crate::ids::RequestId;
use crate::operation::Api;
use axum::http::Method;
use axum::http::request::Parts;
use jiff::Timestamp;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The most bytes of requests and answers that are kept, however few exchanges that is.
const MAX_BYTES: usize = 64 << 20;

/// The most room that is used again.
const USUAL_BYTES: usize = 16 << 10;

/// A request and its answer.
#[derive(Debug, Default)]
pub struct Exchange {
    /// Its number: 1 for the first, and each one more than the one before.
    pub number: u64,
    /// What is known of it.
    pub facts: Facts,
    /// What was asked and answered.
    pub kept: Kept,
}

/// What is known of an exchange.
#[derive(Debug, Default)]
pub struct Facts {
    /// The time on the world's clock.
    pub time: Timestamp,
    /// The order in which it saw the world; 0 if it did not.
    pub turn: u64,
    /// How long the answer took, injected delays not counted.
    pub duration: Duration,
    /// The HTTP status.
    pub status: u16,
    /// The vendor's error code, unless it succeeded.
    pub code: Option<&'static str>,
    /// What was called, if it was one of the clouds' APIs.
    pub called: Option<Called>,
}

/// A request, as much of it as is needed to do it again, and the body of its answer: in one piece.
#[derive(Debug, Default)]
pub struct Kept {
    /// The method.
    pub method: Method,
    text: Vec<u8>,
    headers: usize,
    body: usize,
    reply: usize,
}

impl Kept {
    /// Takes in an exchange: path and query, a line for each header that says who calls what, and the bodies.
    fn write(&mut self, parts: &Parts, body: &[u8], reply: &[u8]) {
        // What is written for a proxy is to be written so again.
        let whole = parts.uri.authority().map(|_| parts.uri.to_string());
        let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
        self.text.clear();
        self.text.extend_from_slice(whole.as_deref().unwrap_or(target).as_bytes());
        self.headers = self.text.len();
        for (name, value) in parts.headers.iter().filter(|(name, _)| tells_who(name.as_str())) {
            for part in [name.as_str().as_bytes(), b": ", value.as_bytes(), b"\n"] {
                self.text.extend_from_slice(part);
            }
        }
        self.body = self.text.len();
        self.text.extend_from_slice(body);
        self.reply = self.text.len();
        self.text.extend_from_slice(reply);
        self.method = parts.method.clone();
    }

    fn target(&self) -> &str {
        str::from_utf8(&self.text[..self.headers]).unwrap_or("")
    }

    /// The path.
    pub fn path(&self) -> &str {
        self.target().split('?').next().unwrap_or("")
    }

    /// The query.
    pub fn query(&self) -> &str {
        self.target().split_once('?').map_or("", |(_, query)| query)
    }

    /// The headers, a line for each. Bytes that are no UTF-8 are replaced.
    pub fn headers(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.text[self.headers..self.body])
    }

    /// The body.
    pub fn body(&self) -> &[u8] {
        &self.text[self.body..self.reply]
    }

    /// The body of the answer.
    pub fn reply(&self) -> &[u8] {
        &self.text[self.reply..]
    }
}

/// Whether a header says who calls what.
fn tells_who(name: &str) -> bool {
    matches!(name, "host" | "authorization" | "content-type" | "accept" | "x-amz-target")
        || (name.starts_with("x-acs-") && !name.contains("token") && !name.contains("nonce"))
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
    pub action: Cow<'static, str>,
    /// The id of the answer.
    pub request_id: RequestId,
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

impl Ring {
    /// Takes out the oldest.
    fn take(&mut self) -> Option<Arc<Exchange>> {
        let oldest = self.list.pop_front()?;
        self.bytes -= oldest.kept.text.capacity();
        Some(oldest)
    }
}

/// The last exchanges.
#[derive(Debug)]
pub struct Journal {
    kept: usize,
    ring: Mutex<Ring>,
}

impl Journal {
    /// A log of so many exchanges.
    pub fn new(kept: usize) -> Self {
        Self { kept, ring: Mutex::default() }
    }

    fn lock(&self) -> MutexGuard<'_, Ring> {
        self.ring.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes an exchange, and gives it its number. It takes the place of the oldest: memory that is used again is a tenth
    /// of a call cheaper than memory that comes from one thread and goes from another.
    pub fn note(&self, parts: &Parts, body: &[u8], reply: &[u8], facts: impl FnOnce() -> Facts) {
        if self.kept == 0 {
            return;
        }
        let mut place = self.place();
        if let Some(exchange) = Arc::get_mut(&mut place) {
            exchange.kept.write(parts, body, reply);
            exchange.facts = facts();
        }
        let mut ring = self.lock();
        ring.count += 1;
        let number = ring.count;
        if let Some(exchange) = Arc::get_mut(&mut place) {
            exchange.number = number;
        }
        ring.bytes += place.kept.text.capacity();
        ring.list.push_back(place);
        while ring.list.len() > self.kept || ring.bytes > MAX_BYTES {
            ring.take();
        }
    }

    /// Room for an exchange: that of the oldest, unless there is more to come or somebody looks at it.
    fn place(&self) -> Arc<Exchange> {
        let mut ring = self.lock();
        let oldest = if ring.list.len() < self.kept { None } else { ring.take() };
        drop(ring);
        let free = |exchange: &mut Arc<Exchange>| {
            Arc::get_mut(exchange).is_some_and(|exchange| exchange.kept.text.capacity() <= USUAL_BYTES)
        };
        oldest.and_then(|mut oldest| free(&mut oldest).then_some(oldest)).unwrap_or_default()
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
}
