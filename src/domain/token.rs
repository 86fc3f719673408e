//! Idempotency tokens that were used, with the answers for repeated requests.

use crate::domain::queue::after;
use crate::domain::written;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::{BTreeMap, VecDeque};

/// How long a token is valid. Ours: the vendors say "at least" some hours.
pub const TOKEN_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// How many tokens an account has in a region, and how many bytes their answers. Beyond that the oldest are forgotten: a
/// clock that stands still lets none expire.
pub const MAX_TOKENS: usize = 10_000;
pub const MAX_ANSWERS: usize = 16 << 20;

/// An idempotency token that was used.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Token {
    /// The action that it was used with.
    pub action: SmolStr,
    pub token: SmolStr,
    /// A hash of the request's parameters.
    #[serde(with = "written::bits")]
    pub fingerprint: u64,
    /// The response, for a repeat of the request. Only [`crate::operation`] reads it.
    pub answer: Box<str>,
    /// When it was used.
    pub used: Timestamp,
}

/// The tokens of an account in a region.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Token>", into = "Vec<Token>")]
pub struct Tokens {
    by_name: BTreeMap<(SmolStr, SmolStr), Token>,
    /// Their actions and names, in the order in which they were used.
    order: VecDeque<(SmolStr, SmolStr)>,
    /// The size of their answers, in bytes.
    bytes: usize,
}

impl Tokens {
    /// A token that is valid at this time.
    pub fn get(&self, action: &'static str, token: &SmolStr, now: Timestamp) -> Option<&Token> {
        let found = self.by_name.get(&(SmolStr::new_static(action), token.clone()));
        found.filter(|token| now < token.expires())
    }

    /// Adds a token, and forgets those that have expired and those that are too many.
    pub fn insert(&mut self, token: Token) {
        let now = token.used;
        let name = (token.action.clone(), token.token.clone());
        // One that has expired may be used again.
        if let Some(before) = self.by_name.remove(&name) {
            self.bytes -= before.answer.len();
            self.order.retain(|other| *other != name);
        }
        self.bytes += token.answer.len();
        self.by_name.insert(name.clone(), token);
        self.order.push_back(name);
        while self.by_name.len() > MAX_TOKENS || self.bytes > MAX_ANSWERS || self.oldest_has_expired(now) {
            let Some(token) = self.order.pop_front().and_then(|name| self.by_name.remove(&name)) else { break };
            self.bytes -= token.answer.len();
        }
    }

    fn oldest_has_expired(&self, now: Timestamp) -> bool {
        let oldest = self.order.front().and_then(|name| self.by_name.get(name));
        oldest.is_some_and(|token| token.expires() <= now)
    }

    pub fn len(&self) -> usize {
        self.by_name.len()
    }

    pub fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }
}

impl Token {
    fn expires(&self) -> Timestamp {
        after(self.used, TOKEN_LIFE)
    }
}

impl From<Vec<Token>> for Tokens {
    fn from(list: Vec<Token>) -> Self {
        let mut tokens = Self::default();
        list.into_iter().for_each(|token| tokens.insert(token));
        tokens
    }
}

impl From<Tokens> for Vec<Token> {
    fn from(mut tokens: Tokens) -> Self {
        let order = std::mem::take(&mut tokens.order);
        order.iter().filter_map(|name| tokens.by_name.remove(name)).collect()
    }
}
