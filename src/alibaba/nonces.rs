//! Nonces of signatures: each can be used once.

use crate::wire::signing::{AlibabaAuthError, AuthError};
use crate::world::lock::Lock;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// How many nonces are known, at about 80 bytes each.
const MOST_NONCES: usize = 1 << 19;

/// The nonces that were used, each with its access key. Those that were signed for the earliest times are forgotten first,
/// once there are too many; from then on what is signed for such a time is too old. So a nonce stays used whatever the
/// machine's clock does.
#[derive(Debug, Default)]
pub struct Nonces(Lock<Used>);

/// As much as there has to be of a key and its nonce.
type Hash = [u8; 16];

#[derive(Debug, Default)]
struct Used {
    known: BTreeSet<Hash>,
    /// With the second that each was signed for.
    by_time: BTreeSet<(i64, Hash)>,
    /// The latest second of one that is forgotten.
    forgotten: Option<i64>,
}

impl Nonces {
    /// Notes the nonce of a call that was signed for this time, or refuses it.
    pub fn note(&self, key: &str, nonce: &str, at: Timestamp) -> Result<(), AuthError> {
        self.0.lock().note(key, nonce, at.as_second(), MOST_NONCES)
    }
}

impl Used {
    fn note(&mut self, key: &str, nonce: &str, at: i64, most: usize) -> Result<(), AuthError> {
        if self.forgotten.is_some_and(|forgotten| at <= forgotten) {
            return Err(AuthError::Expired);
        }
        // A key has no line break: a header or a table of the configuration could not hold it.
        let hash = Sha256::digest(format!("{key}\n{nonce}"));
        let mut short = [0; 16];
        short.copy_from_slice(&hash[..16]);
        if !self.known.insert(short) {
            return Err(AlibabaAuthError::NonceUsed.into());
        }
        self.by_time.insert((at, short));
        if self.by_time.len() > most
            && let Some((earliest, hash)) = self.by_time.pop_first()
        {
            self.known.remove(&hash);
            self.forgotten = Some(earliest);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonces_stay_used() {
        let mut used = Used::default();
        // Whatever the order of their times.
        for (nonce, at) in [("b", 11), ("c", 12), ("a", 10)] {
            assert_eq!(used.note("k", nonce, at, 3), Ok(()));
            assert_eq!(used.note("k", nonce, at + 100, 3), Err(AlibabaAuthError::NonceUsed.into()), "at whatever time");
        }
        assert_eq!(used.note("other", "a", 12, 3), Ok(()), "a fourth, of another key: the earliest is forgotten");
        assert_eq!(used.note("k", "a", 10, 3), Err(AuthError::Expired));
        assert_eq!(used.note("k", "b", 11, 3), Err(AlibabaAuthError::NonceUsed.into()));
        assert_eq!((used.known.len(), used.by_time.len()), (3, 3));
    }
}
