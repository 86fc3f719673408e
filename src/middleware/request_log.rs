//! The request log: the last exchanges, whole, as they came and went.
//!
//! Nothing is read for it while a request is served: it keeps a copy of the bytes, and whoever looks at it reads them.

use crate::operation::Api;
use crate::world::ids::RequestId;
use crate::world::lock::Lock;
use http::Method;
use http::request::Parts;
use jiff::Timestamp;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

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
#[derive(Clone, Debug)]
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

/// A request, as much of it as is needed to do it again, and the body of its answer.
#[derive(Debug)]
pub struct Kept {
    /// The method.
    pub method: Method,
    /// Path and query, or, as it is written for a proxy, the whole address.
    target: String,
    headers: String,
    body: Vec<u8>,
    reply: Vec<u8>,
}

impl Kept {
    fn new(parts: &Parts, body: &[u8], reply: &[u8]) -> Self {
        let mut headers = String::new();
        for (name, value) in parts.headers.iter().filter(|(name, _)| tells_who(name.as_str())) {
            headers.extend([name.as_str(), ": ", &String::from_utf8_lossy(value.as_bytes()), "\n"]);
        }
        let (method, target) = (parts.method.clone(), parts.uri.to_string());
        Self { method, target, headers, body: body.to_vec(), reply: reply.to_vec() }
    }

    /// How many bytes it has.
    fn size(&self) -> usize {
        self.target.len() + self.headers.len() + self.body.len() + self.reply.len()
    }

    /// The path.
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or("")
    }

    /// The query.
    pub fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// The headers that say who calls what, a line for each. Bytes that are no UTF-8 are replaced.
    pub fn headers(&self) -> &str {
        &self.headers
    }

    /// The body.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body of the answer.
    pub fn reply(&self) -> &[u8] {
        &self.reply
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
struct Exchanges {
    /// The oldest first.
    list: VecDeque<Arc<Exchange>>,
    /// How many bytes they have.
    size: usize,
    /// How many there have been.
    count: u64,
}

/// The last exchanges.
#[derive(Debug)]
pub struct Journal {
    most: usize,
    most_bytes: usize,
    exchanges: Lock<Exchanges>,
}

impl Journal {
    /// A log of at most so many exchanges, which have at most so many bytes.
    pub fn new(most: usize, most_bytes: usize) -> Self {
        Self { most, most_bytes, exchanges: Lock::default() }
    }

    /// Notes an exchange, and gives it its number. One that is larger than all that may be kept drives out the others, and
    /// is not kept itself.
    pub fn note(&self, parts: &Parts, body: &[u8], reply: &[u8], facts: impl FnOnce() -> Facts) {
        if self.most == 0 {
            return;
        }
        let (facts, kept) = (facts(), Kept::new(parts, body, reply));
        let mut exchanges = self.exchanges.lock();
        let Exchanges { list, size, count } = &mut *exchanges;
        *count += 1;
        *size += kept.size();
        list.push_back(Arc::new(Exchange { number: *count, facts, kept }));
        while list.len() > self.most || *size > self.most_bytes {
            *size -= list.pop_front().map_or(*size, |oldest| oldest.kept.size());
        }
    }

    /// At most so many exchanges after the one of this number, of those that are kept and wanted.
    pub fn after(&self, number: u64, most: usize, wanted: impl Fn(&Facts) -> bool) -> Vec<Arc<Exchange>> {
        let exchanges = self.exchanges.lock();
        let after = exchanges.list.partition_point(|exchange| exchange.number <= number);
        exchanges.list.range(after..).filter(|exchange| wanted(&exchange.facts)).take(most).cloned().collect()
    }

    /// Forgets all exchanges. Their numbers do not come again.
    pub fn clear(&self) {
        let mut exchanges = self.exchanges.lock();
        *exchanges = Exchanges { count: exchanges.count, ..Exchanges::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Request;

    /// As many bytes as the tests keep.
    const BYTES: usize = 1 << 20;

    fn note(journal: &Journal, body: &[u8], reply: &[u8]) {
        let request = Request::builder().uri("/?a=b").header("host", "here").body(()).unwrap();
        let facts = Facts {
            time: Timestamp::UNIX_EPOCH,
            turn: 0,
            duration: Duration::ZERO,
            status: 200,
            code: None,
            called: None,
        };
        journal.note(&request.into_parts().0, body, reply, || facts);
    }

    #[test]
    fn the_last_are_kept_as_they_were() {
        let journal = Journal::new(3, BYTES);
        let (body, reply) = (|n: u64| vec![b'q'; n as usize * 7 % 40], |n: u64| vec![b'r'; n as usize * 11 % 60]);
        for number in 1..100 {
            note(&journal, &body(number), &reply(number));
            let kept = journal.after(0, usize::MAX, |_| true);
            let numbers: Vec<u64> = kept.iter().map(|exchange| exchange.number).collect();
            assert_eq!(numbers, (number.max(3) - 2..=number).collect::<Vec<_>>());
            for exchange in kept {
                let Exchange { number, kept, .. } = &*exchange;
                assert_eq!((kept.path(), kept.query(), kept.headers()), ("/", "a=b", "host: here\n"));
                assert_eq!((kept.body(), kept.reply()), (&*body(*number), &*reply(*number)));
            }
        }
        let all = |_: &Facts| true;
        let numbers = |after, most| journal.after(after, most, all).iter().map(|one| one.number).collect::<Vec<_>>();
        assert_eq!((numbers(97, 1), numbers(98, 5), numbers(99, 5)), (vec![98], vec![99], vec![]));
        assert!(journal.after(0, usize::MAX, |facts| facts.status != 200).is_empty());
        journal.clear();
        note(&journal, b"", b"");
        assert_eq!(numbers(0, 5), [100]);
    }

    #[test]
    fn what_is_too_large_drives_out_the_others_and_itself() {
        let journal = Journal::new(3, BYTES);
        note(&journal, b"", b"small");
        note(&journal, b"?", &vec![b'r'; BYTES]);
        assert!(journal.after(0, usize::MAX, |_| true).is_empty());
        note(&journal, b"", b"small");
        assert_eq!(journal.after(0, usize::MAX, |_| true)[0].number, 3);
    }

    #[test]
    fn what_may_be_secret_is_not_kept() {
        assert!(["x-acs-action", "x-acs-signature-method"].into_iter().all(tells_who));
        let secrets =
            ["x-acs-security-token", "x-acs-accesstoken", "x-acs-token-id", "x-acs-signature-nonce", "cookie"];
        assert!(!secrets.into_iter().any(tells_who));
    }
}
