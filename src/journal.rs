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

/// A request and its answer.
#[derive(Debug)]
pub struct Exchange {
    /// Its number: 1 for the first, and each one more than the one before.
    pub number: u64,
    /// What is known of it.
    pub facts: Facts,
    /// What was asked and answered.
    pub kept: Kept,
}

/// What is known of an exchange.
#[derive(Debug)]
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
#[derive(Debug)]
pub struct Kept {
    /// The method.
    pub method: Method,
    text: Vec<u8>,
    // Where these begin.
    headers: usize,
    body: usize,
    reply: usize,
}

impl Kept {
    /// A copy of an exchange: path and query, a line for each header that says who calls what, and the bodies.
    fn new(parts: &Parts, body: &[u8], reply: &[u8]) -> Self {
        // What is written for a proxy is to be written so again.
        let whole = parts.uri.authority().map(|_| parts.uri.to_string());
        let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
        let target = whole.as_deref().unwrap_or(target).as_bytes();
        // Room for all headers, with three bytes between and after their parts: most of them are kept.
        let lines: usize = parts.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 3).sum();
        let mut text = Vec::with_capacity(target.len() + lines + body.len() + reply.len());
        text.extend_from_slice(target);
        for (name, value) in parts.headers.iter().filter(|(name, _)| tells_who(name.as_str())) {
            text.extend_from_slice(name.as_str().as_bytes());
            text.extend_from_slice(b": ");
            text.extend_from_slice(value.as_bytes());
            text.push(b'\n');
        }
        let (headers, body_at) = (target.len(), text.len());
        text.extend_from_slice(body);
        let reply_at = text.len();
        text.extend_from_slice(reply);
        Self { method: parts.method.clone(), text, headers, body: body_at, reply: reply_at }
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
    // Those that every client of Alibaba's sends are not searched for words.
    match name.strip_prefix("x-acs-") {
        Some("action" | "version" | "date" | "content-sha256") => true,
        Some("signature-nonce") => false,
        Some(rest) => !rest.contains("token") && !rest.contains("nonce"),
        None => matches!(name, "host" | "authorization" | "content-type" | "accept" | "x-amz-target"),
    }
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

    /// Notes an exchange, and gives it its number.
    pub fn note(&self, parts: &Parts, body: &[u8], reply: &[u8], facts: impl FnOnce() -> Facts) {
        if self.kept == 0 {
            return;
        }
        let (kept, facts) = (Kept::new(parts, body, reply), facts());
        let mut ring = self.lock();
        ring.count += 1;
        ring.bytes += kept.text.len();
        let exchange = Exchange { number: ring.count, facts, kept };
        ring.list.push_back(Arc::new(exchange));
        while ring.list.len() > self.kept || ring.bytes > MAX_BYTES {
            let Some(oldest) = ring.list.pop_front() else { break };
            ring.bytes -= oldest.kept.text.len();
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_secret_is_not_kept() {
        assert!(["x-acs-action", "x-acs-signature-method"].into_iter().all(tells_who));
        let secrets =
            ["x-acs-security-token", "x-acs-accesstoken", "x-acs-token-id", "x-acs-signature-nonce", "cookie"];
        assert!(!secrets.into_iter().any(tells_who));
    }
}
