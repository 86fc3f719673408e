//! The used nonces of signatures. Each nonce can be used once.

use crate::wire::signing::{AlibabaAuthError, AuthError};
use crate::world::lock::Lock;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// The maximum number of stored nonces, at about 80 bytes each.
pub const MAX_NONCES: usize = 1 << 19;

/// The used nonces, each with its access key. When there are too many, those with the earliest signature times are
/// removed; a signature of that time or an earlier one is then refused as expired. So no nonce can be used twice, even
/// if the machine's clock changes.
#[derive(Debug)]
pub struct Nonces {
    max: usize,
    used: Lock<Used>,
}

/// The first 16 bytes of the SHA-256 of an access key and its nonce.
type Hash = [u8; 16];

#[derive(Debug, Default)]
struct Used {
    used: BTreeSet<Hash>,
    /// The nonces by the time of their signatures, in Unix seconds.
    by_time: BTreeSet<(i64, Hash)>,
    /// The latest signature time among the removed nonces, in Unix seconds.
    removed_until: Option<i64>,
}

impl Default for Nonces {
    fn default() -> Self {
        Self::new(MAX_NONCES)
    }
}

impl Nonces {
    /// Stores at most this many nonces.
    pub fn new(max: usize) -> Self {
        Self { max, used: Lock::default() }
    }

    /// How many nonces are stored.
    pub fn len(&self) -> usize {
        self.used.lock().used.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Records the nonce of a call that was signed at this time. Fails if the nonce is used, or if the time is too
    /// early.
    pub fn record(&self, key: &str, nonce: &str, at: Timestamp) -> Result<(), AuthError> {
        self.used.lock().record(key, nonce, at.as_second(), self.max)
    }
}

impl Used {
    fn record(&mut self, key: &str, nonce: &str, at: i64, max: usize) -> Result<(), AuthError> {
        if self.removed_until.is_some_and(|removed_until| at <= removed_until) {
            return Err(AuthError::Expired);
        }
        // The line break separates the two unambiguously: an access key cannot have one in a header or in the
        // configuration.
        let digest = Sha256::digest(format!("{key}\n{nonce}"));
        let mut hash = [0; 16];
        hash.copy_from_slice(&digest[..16]);
        if !self.used.insert(hash) {
            return Err(AlibabaAuthError::NonceUsed.into());
        }
        self.by_time.insert((at, hash));
        if self.by_time.len() > max
            && let Some((earliest, hash)) = self.by_time.pop_first()
        {
            self.used.remove(&hash);
            self.removed_until = Some(earliest);
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
        // The order of their times does not matter.
        for (nonce, at) in [("b", 11), ("c", 12), ("a", 10)] {
            assert_eq!(used.record("k", nonce, at, 3), Ok(()));
            assert_eq!(
                used.record("k", nonce, at + 100, 3),
                Err(AlibabaAuthError::NonceUsed.into()),
                "at whatever time"
            );
        }
        assert_eq!(used.record("other", "a", 12, 3), Ok(()), "a fourth, of another key: the earliest is forgotten");
        assert_eq!(used.record("k", "a", 10, 3), Err(AuthError::Expired));
        assert_eq!(used.record("k", "b", 11, 3), Err(AlibabaAuthError::NonceUsed.into()));
        assert_eq!((used.used.len(), used.by_time.len()), (3, 3));
    }
}
