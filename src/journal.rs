//! The request log: the last exchanges, whole, as they came and went.
//!
//! Nothing is read for it while a request is served: it keeps a copy of the bytes, and whoever looks at it reads them.
//! It has to be a copy: a connection cannot use its buffer again as long as anything of it is kept. All copies are in one
//! ring, so that keeping one takes no memory from the allocator, and giving up the oldest gives none back.

use crate::ids::RequestId;
use crate::lock::{Guard, Lock};
use crate::operation::Api;
use axum::http::Method;
use axum::http::request::Parts;
use jiff::Timestamp;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::collections::VecDeque;
use std::time::Duration;

/// The most bytes of bodies that are kept, however few exchanges that is. With the heads they have room in 64 MiB, which is
/// what the ring grows to.
const MAX_BYTES: usize = 48 << 20;

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

/// A request, as much of it as is needed to do it again, and the body of its answer: in one piece.
#[derive(Debug)]
pub struct Kept {
    /// The method.
    pub method: Method,
    text: Vec<u8>,
    begins: Begins,
}

/// Where the parts of a piece begin, after path and query: a line for each header that says who calls what, the body,
/// and that of the answer. And where it ends.
#[derive(Clone, Copy, Debug)]
struct Begins {
    headers: usize,
    body: usize,
    reply: usize,
    end: usize,
}

impl Kept {
    fn target(&self) -> &str {
        str::from_utf8(&self.text[..self.begins.headers]).unwrap_or("")
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
        String::from_utf8_lossy(&self.text[self.begins.headers..self.begins.body])
    }

    /// The body.
    pub fn body(&self) -> &[u8] {
        &self.text[self.begins.body..self.begins.reply]
    }

    /// The body of the answer.
    pub fn reply(&self) -> &[u8] {
        &self.text[self.begins.reply..]
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

/// What the ring has of an exchange beside its piece of the text.
#[derive(Debug)]
struct Entry {
    facts: Facts,
    method: Method,
    begins: Begins,
}

#[derive(Debug, Default)]
struct Ring {
    /// Their numbers follow one another, up to the count.
    list: VecDeque<Entry>,
    /// Their pieces, one after another.
    text: VecDeque<u8>,
    count: u64,
}

impl Ring {
    /// Gives up the oldest.
    fn shift(&mut self) {
        if let Some(oldest) = self.list.pop_front() {
            self.text.drain(..oldest.begins.end);
        }
    }

    /// Appends the piece of an exchange.
    fn append(&mut self, parts: &Parts, body: &[u8], reply: &[u8]) -> Begins {
        let start = self.text.len();
        // What is written for a proxy is to be written so again.
        let whole = parts.uri.authority().map(|_| parts.uri.to_string());
        let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
        self.text.extend(whole.as_deref().unwrap_or(target).as_bytes());
        let headers = self.text.len() - start;
        for (name, value) in parts.headers.iter().filter(|(name, _)| tells_who(name.as_str())) {
            self.text.extend(name.as_str().as_bytes());
            self.text.extend(b": ");
            self.text.extend(value.as_bytes());
            self.text.push_back(b'\n');
        }
        let body_at = self.text.len() - start;
        self.text.extend(body);
        let reply_at = self.text.len() - start;
        self.text.extend(reply);
        Begins { headers, body: body_at, reply: reply_at, end: self.text.len() - start }
    }
}

/// The last exchanges.
#[derive(Debug)]
pub struct Journal {
    kept: usize,
    ring: Lock<Ring>,
}

impl Journal {
    /// A log of so many exchanges.
    pub fn new(kept: usize) -> Self {
        Self { kept, ring: Lock::default() }
    }

    fn lock(&self) -> Guard<'_, Ring> {
        self.ring.lock()
    }

    /// Notes an exchange, and gives it its number.
    pub fn note(&self, parts: &Parts, body: &[u8], reply: &[u8], facts: impl FnOnce() -> Facts) {
        if self.kept == 0 {
            return;
        }
        let (facts, size) = (facts(), body.len() + reply.len());
        let mut ring = self.lock();
        ring.count += 1;
        while ring.list.len() == self.kept || (ring.text.len() + size > MAX_BYTES && !ring.list.is_empty()) {
            ring.shift();
        }
        // What is larger than all that may be kept drives out the others, and is not kept itself.
        if size <= MAX_BYTES {
            let begins = ring.append(parts, body, reply);
            ring.list.push_back(Entry { facts, method: parts.method.clone(), begins });
        }
    }

    /// At most so many exchanges after the one of this number, of those that are kept and wanted.
    pub fn after(&self, number: u64, most: usize, wanted: impl Fn(&Facts) -> bool) -> Vec<Exchange> {
        let ring = self.lock();
        let gone = ring.count - ring.list.len() as u64;
        let skip = usize::try_from(number.saturating_sub(gone)).unwrap_or(usize::MAX).min(ring.list.len());
        let mut at: usize = ring.list.range(..skip).map(|entry| entry.begins.end).sum();
        let mut exchanges = Vec::new();
        for (number, entry) in (gone + skip as u64 + 1..).zip(ring.list.range(skip..)) {
            if exchanges.len() == most {
                break;
            }
            let end = at + entry.begins.end;
            if wanted(&entry.facts) {
                let text = ring.text.range(at..end).copied().collect();
                let kept = Kept { method: entry.method.clone(), text, begins: entry.begins };
                exchanges.push(Exchange { number, facts: entry.facts.clone(), kept });
            }
            at = end;
        }
        exchanges
    }

    /// Forgets all exchanges. Their numbers do not come again.
    pub fn clear(&self) {
        let mut ring = self.lock();
        *ring = Ring { count: ring.count, ..Ring::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

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
        let journal = Journal::new(3);
        let (body, reply) = (|n: u64| vec![b'q'; n as usize * 7 % 40], |n: u64| vec![b'r'; n as usize * 11 % 60]);
        for number in 1..100 {
            note(&journal, &body(number), &reply(number));
            let kept = journal.after(0, usize::MAX, |_| true);
            let numbers: Vec<u64> = kept.iter().map(|exchange| exchange.number).collect();
            assert_eq!(numbers, (number.max(3) - 2..=number).collect::<Vec<_>>());
            for Exchange { number, kept, .. } in kept {
                assert_eq!((kept.path(), kept.query(), &*kept.headers()), ("/", "a=b", "host: here\n"));
                assert_eq!((kept.body(), kept.reply()), (&*body(number), &*reply(number)));
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
        let journal = Journal::new(3);
        note(&journal, b"", b"small");
        note(&journal, b"?", &vec![b'r'; MAX_BYTES]);
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
