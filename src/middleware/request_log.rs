//! The request log: the latest requests with their answers.
//!
//! It stores copies of the raw bytes. They are parsed when the log is read, not while a request is served.

use crate::middleware::recorder::Queue;
use crate::operation::Api;
use crate::wire::redaction::is_secret;
use crate::world::ids::RequestId;
use crate::world::lock::Lock;
use http::Method;
use http::request::Parts;
use jiff::Timestamp;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// A request and its answer.
#[derive(Debug)]
pub struct Exchange {
    /// Its number: 1 for the first, and each one more than the one before.
    pub number: u64,
    pub metadata: Metadata,
    pub raw: RawExchange,
}

/// The properties of an exchange, apart from its bytes.
#[derive(Clone, Debug)]
pub struct Metadata {
    /// The time on the world's clock.
    pub time: Timestamp,
    /// The number of the exchange in the order in which they locked the world; 0 if it did not.
    pub sequence: u64,
    /// How long the answer took, injected delays not counted.
    pub duration: Duration,
    /// The HTTP status.
    pub status: u16,
    /// The vendor's error code. `None` for success.
    pub code: Option<Cow<'static, str>>,
    /// The call, if the request was for one of the clouds' APIs.
    pub call: Option<CallRecord>,
}

/// The parts of a request that are needed to repeat it, and the body of the answer.
#[derive(Debug)]
pub struct RawExchange {
    pub method: Method,
    /// The path and the query, or the absolute URL that a client sends to a proxy.
    target: String,
    headers: String,
    body: Vec<u8>,
    reply: Vec<u8>,
}

impl RawExchange {
    fn new(parts: &Parts, body: &[u8], reply: &[u8]) -> Self {
        let mut headers = String::new();
        for (name, value) in parts.headers.iter().filter(|(name, _)| is_logged(name.as_str())) {
            headers.extend([name.as_str(), ": ", &String::from_utf8_lossy(value.as_bytes()), "\n"]);
        }
        let (method, target) = (parts.method.clone(), parts.uri.to_string());
        Self { method, target, headers, body: body.to_vec(), reply: reply.to_vec() }
    }

    /// The size in bytes.
    fn size(&self) -> usize {
        self.target.len() + self.headers.len() + self.body.len() + self.reply.len()
    }

    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or("")
    }

    pub fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// The logged headers, one per line. Bytes that are not UTF-8 are replaced.
    pub fn headers(&self) -> &str {
        &self.headers
    }

    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body of the answer.
    pub fn reply(&self) -> &[u8] {
        &self.reply
    }
}

/// Whether a header is logged: those that say who calls what, and from which page, are; those with secrets or nonces are not.
fn is_logged(name: &str) -> bool {
    // The headers that every Alibaba client sends come first, since searching the others takes longer.
    match name.strip_prefix("x-acs-") {
        Some("action" | "version" | "date" | "content-sha256") => true,
        Some("signature-nonce") => false,
        Some(rest) => !rest.contains("token") && !rest.contains("nonce") && !is_secret(rest),
        None => matches!(
            name,
            "host"
                | "authorization"
                | "content-type"
                | "accept"
                | "x-amz-target"
                | "smithy-protocol"
                | "origin"
                | "sec-fetch-site"
        ),
    }
}

/// A call of one of the clouds' APIs.
#[derive(Clone, Debug)]
pub struct CallRecord {
    pub api: Api,
    pub account: SmolStr,
    pub region: &'static str,
    pub action: Cow<'static, str>,
    pub request_id: RequestId,
    /// The parameters that had no effect, separated by `, `.
    pub ignored: String,
    /// The ids of the faults that affected it.
    pub faults: Vec<SmolStr>,
}

impl Exchange {
    /// An exchange that has no number yet.
    pub fn new(parts: &Parts, body: &[u8], reply: &[u8], metadata: Metadata) -> Self {
        Self { number: 0, metadata, raw: RawExchange::new(parts, body, reply) }
    }

    /// The size in bytes.
    pub(super) fn size(&self) -> usize {
        let call = self.metadata.call.as_ref();
        let call = call.map_or(0, |call| call.action.len() + call.ignored.len() + size_of_val(&*call.faults));
        self.raw.size() + call
    }
}

#[derive(Debug, Default)]
struct Exchanges {
    /// The oldest first.
    list: VecDeque<Arc<Exchange>>,
    /// Their total size in bytes.
    size: usize,
    /// The number of exchanges so far, including deleted ones.
    count: u64,
}

/// The latest exchanges.
#[derive(Debug)]
pub struct RequestLog {
    max_exchanges: usize,
    max_bytes: usize,
    exchanges: Lock<Exchanges>,
    /// Where all exchanges go, whatever is kept.
    recorder: OnceLock<Arc<Queue>>,
}

impl RequestLog {
    /// A log with limits for the number of exchanges and their total size in bytes.
    pub fn new(max_exchanges: usize, max_bytes: usize) -> Self {
        Self { max_exchanges, max_bytes, exchanges: Lock::default(), recorder: OnceLock::new() }
    }

    /// Whether exchanges are kept or recorded. If not, they need not be made.
    pub fn is_kept(&self) -> bool {
        self.max_exchanges > 0 || self.recorder.get().is_some()
    }

    /// Sends all exchanges from now on to a recorder. Only the first one gets them.
    pub fn record_to(&self, recorder: Arc<Queue>) {
        let _ = self.recorder.set(recorder);
    }

    /// Adds an exchange, and removes the oldest ones beyond the limits. An exchange that alone exceeds the size limit empties
    /// the log.
    pub fn add(&self, mut exchange: Exchange) {
        if !self.is_kept() {
            return;
        }
        let mut exchanges = self.exchanges.lock();
        let Exchanges { list, size, count } = &mut *exchanges;
        *count += 1;
        exchange.number = *count;
        *size += exchange.size();
        let exchange = Arc::new(exchange);
        if let Some(recorder) = self.recorder.get() {
            // With the lock, so that they come in the order of their numbers.
            recorder.push(&exchange);
        }
        list.push_back(exchange);
        while list.len() > self.max_exchanges || *size > self.max_bytes {
            *size -= list.pop_front().map_or(*size, |oldest| oldest.size());
        }
    }

    /// Up to `limit` exchanges with a higher number than this one, for which `filter` is true. The oldest come first.
    pub fn after(&self, number: u64, limit: usize, filter: impl Fn(&Metadata) -> bool) -> Vec<Arc<Exchange>> {
        let exchanges = self.exchanges.lock();
        let after = exchanges.list.partition_point(|exchange| exchange.number <= number);
        exchanges.list.range(after..).filter(|exchange| filter(&exchange.metadata)).take(limit).cloned().collect()
    }

    /// Up to `limit` exchanges for which `filter` is true: the latest ones. The oldest of them come first.
    pub fn latest(&self, limit: usize, filter: impl Fn(&Metadata) -> bool) -> Vec<Arc<Exchange>> {
        let exchanges = self.exchanges.lock();
        let wanted = exchanges.list.iter().rev().filter(|exchange| filter(&exchange.metadata));
        let mut latest: Vec<_> = wanted.take(limit).cloned().collect();
        latest.reverse();
        latest
    }

    /// The number of exchanges so far, including those that are no longer kept.
    pub fn count(&self) -> u64 {
        self.exchanges.lock().count
    }

    /// Deletes all exchanges. Their numbers are not used again.
    pub fn clear(&self) {
        let mut exchanges = self.exchanges.lock();
        *exchanges = Exchanges { count: exchanges.count, ..Exchanges::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Request;

    /// The size limit in the tests.
    const BYTES: usize = 1 << 20;

    fn record(log: &RequestLog, body: &[u8], reply: &[u8]) {
        let request = Request::builder().uri("/?a=b").header("host", "here").body(()).unwrap();
        let metadata = Metadata {
            time: Timestamp::UNIX_EPOCH,
            sequence: 0,
            duration: Duration::ZERO,
            status: 200,
            code: None,
            call: None,
        };
        log.add(Exchange::new(&request.into_parts().0, body, reply, metadata));
    }

    #[test]
    fn the_last_are_kept_as_they_were() {
        let log = RequestLog::new(3, BYTES);
        let (body, reply) = (|n: u64| vec![b'q'; n as usize * 7 % 40], |n: u64| vec![b'r'; n as usize * 11 % 60]);
        for number in 1..100 {
            record(&log, &body(number), &reply(number));
            let exchanges = log.after(0, usize::MAX, |_| true);
            let numbers: Vec<u64> = exchanges.iter().map(|exchange| exchange.number).collect();
            assert_eq!(numbers, (number.max(3) - 2..=number).collect::<Vec<_>>());
            for exchange in exchanges {
                let Exchange { number, raw, .. } = &*exchange;
                assert_eq!((raw.path(), raw.query(), raw.headers()), ("/", "a=b", "host: here\n"));
                assert_eq!((raw.body(), raw.reply()), (&*body(*number), &*reply(*number)));
            }
        }
        let all = |_: &Metadata| true;
        let numbers = |after, most| log.after(after, most, all).iter().map(|one| one.number).collect::<Vec<_>>();
        assert_eq!((numbers(97, 1), numbers(98, 5), numbers(99, 5)), (vec![98], vec![99], vec![]));
        assert!(log.after(0, usize::MAX, |metadata| metadata.status != 200).is_empty());
        log.clear();
        record(&log, b"", b"");
        assert_eq!(numbers(0, 5), [100]);
    }

    #[test]
    fn what_is_too_large_drives_out_the_others_and_itself() {
        let log = RequestLog::new(3, BYTES);
        record(&log, b"", b"small");
        record(&log, b"?", &vec![b'r'; BYTES]);
        assert!(log.after(0, usize::MAX, |_| true).is_empty());
        record(&log, b"", b"small");
        assert_eq!(log.after(0, usize::MAX, |_| true)[0].number, 3);
    }

    #[test]
    fn what_may_be_secret_is_not_kept() {
        assert!(["x-acs-action", "x-acs-signature-method"].into_iter().all(is_logged));
        let secrets = [
            "x-acs-security-token",
            "x-acs-accesstoken",
            "x-acs-token-id",
            "x-acs-signature-nonce",
            "x-acs-signature",
            "cookie",
        ];
        assert!(!secrets.into_iter().any(is_logged));
    }
}
