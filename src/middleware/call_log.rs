//! What the server's log says of requests without being asked: those that are answered with an error, and what of them the
//! server does not have. Texts of callers are shortened, and their control characters escaped.

use crate::operation::Api;
use crate::world::clock::Stopwatch;
use crate::world::lock::Lock;
use std::collections::BTreeSet;
use std::fmt::{self, Write};
use std::mem;
use std::time::Duration;
use tokio::sync::Notify;

/// How many lines are logged in a second. Further ones are counted, and told in one line.
pub const MAX_LINES: u32 = 20;

/// The second in which lines are counted.
pub const WINDOW: Duration = Duration::from_secs(1);

/// How many actions, services and parameters are remembered. Further ones are not told.
pub const MAX_FIRST: usize = 1000;

/// How many characters of a caller's text are logged.
const MAX_TEXT: usize = 400;

/// What the server's log says of requests.
#[derive(Debug, Default)]
pub struct CallLog {
    rate: Lock<Rate>,
    first: Lock<BTreeSet<String>>,
    /// Notified when a line is not logged, so that somebody tells of it when the second is over.
    pub dropped: Notify,
}

/// The lines of the present second.
#[derive(Debug, Default)]
struct Rate {
    since: Option<Stopwatch>,
    lines: u32,
    dropped: u64,
}

/// A call, as far as the log names it.
#[derive(Clone, Copy, Debug)]
pub struct Called<'a> {
    pub api: Api,
    pub action: &'a str,
    pub user_agent: &'a str,
}

impl CallLog {
    /// Whether a line about a request may be logged now. If not, it is counted.
    pub fn admits(&self) -> bool {
        let mut rate = self.rate.lock();
        let is_over = rate.since.is_none_or(|since| since.elapsed() >= WINDOW);
        let dropped = if is_over {
            let dropped = rate.dropped;
            *rate = Rate { since: Some(Stopwatch::start()), lines: 0, dropped: 0 };
            dropped
        } else {
            0
        };
        let admits = rate.lines < MAX_LINES;
        if admits {
            rate.lines += 1;
        } else {
            rate.dropped += 1;
        }
        drop(rate);
        tell_dropped(dropped);
        if !admits {
            self.dropped.notify_one();
        }
        admits
    }

    /// Tells how many lines were not logged, if there are such.
    pub fn tell_dropped(&self) {
        let dropped = mem::take(&mut self.rate.lock().dropped);
        tell_dropped(dropped);
    }

    /// A call of an action that the vendor has and the server has not. It is told the first time.
    pub fn unimplemented(&self, called: Called<'_>) {
        let (api, action, agent) = (called.api.name(), Shown(called.action), Shown(called.user_agent));
        if self.is_first(&format!("action {api} {action}")) {
            tracing::warn!("Twinstance does not have {action} of {api}, which this client calls: {agent}");
        }
    }

    /// A call of a service that the server does not have. It is told the first time.
    pub fn unserved_service(&self, service: &str, user_agent: &str) {
        let (service, agent) = (Shown(service), Shown(user_agent));
        if self.is_first(&format!("service {service}")) {
            tracing::warn!(
                "Twinstance does not have the service {service}, which this client calls: {agent}; an endpoint for all \
                 services, as AWS_ENDPOINT_URL, sends such calls here"
            );
        }
    }

    /// A parameter of a call that has no effect. It is told the first time for each action.
    pub fn ignored(&self, called: Called<'_>, parameter: &str) {
        let segments = parameter.split('.').map(|segment| if is_index(segment) { "N" } else { segment });
        let parameter = segments.collect::<Vec<_>>().join(".");
        let (api, action, agent) = (called.api.name(), Shown(called.action), Shown(called.user_agent));
        let parameter = Shown(&parameter);
        if self.is_first(&format!("parameter {api} {action} {parameter}")) {
            tracing::warn!("{parameter} of {api} {action} has no effect; this client sends it: {agent}");
        }
    }

    fn is_first(&self, what: &str) -> bool {
        let mut first = self.first.lock();
        if first.contains(what) || first.len() > MAX_FIRST {
            return false;
        }
        let is_last = first.len() == MAX_FIRST;
        first.insert(what.to_owned());
        drop(first);
        if is_last {
            tracing::warn!("{MAX_FIRST} actions, services and parameters were told; further ones are not");
        }
        !is_last
    }

    /// How many actions, services and parameters are remembered.
    pub fn first_count(&self) -> usize {
        self.first.lock().len()
    }
}

fn tell_dropped(dropped: u64) {
    if dropped > 0 {
        tracing::info!("{dropped} further requests were answered with an error within a second, beyond {MAX_LINES}");
    }
}

fn is_index(segment: &str) -> bool {
    !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_digit())
}

/// A text of a caller in one line: shortened, its control characters escaped.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a>(pub &'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut chars = self.0.chars();
        for c in chars.by_ref().take(MAX_TEXT) {
            // Line ends that are no control characters, and what turns the direction of a text.
            let is_hidden = matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            if c.is_control() || is_hidden { write!(f, "{}", c.escape_default())? } else { f.write_char(c)? }
        }
        if chars.next().is_some() { f.write_str("...") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_callers_are_one_short_line() {
        for (text, shown) in [
            ("it's \"so\"", "it's \"so\""),
            ("a\nb\r\tc\u{1b}[31m", "a\\nb\\r\\tc\\u{1b}[31m"),
            ("\u{85}\u{2028}\u{202e}", "\\u{85}\\u{2028}\\u{202e}"),
            ("ä", "ä"),
        ] {
            assert_eq!(Shown(text).to_string(), shown);
        }
        assert_eq!(Shown(&"x".repeat(10_000)).to_string(), "x".repeat(MAX_TEXT) + "...");
    }

    #[test]
    fn so_many_lines_are_admitted_at_once() {
        let log = CallLog::default();
        let admitted = (0..5 * MAX_LINES).filter(|_| log.admits()).count();
        // A second may end in between, which admits as many again.
        assert!(admitted < 5 * MAX_LINES as usize && admitted >= MAX_LINES as usize, "{admitted}");
    }
}
