//! The only source of randomness: seeded generators and the id formats of both clouds.
//!
//! Every account and region has a generator of its own, derived from the world's seed, so that the ids in one
//! account do not depend on what happens in another. Request ids come from a separate one, so that a read
//! never changes the ids that the next write gets.

use crate::domain::ids::Ids;
use crate::domain::scope::Scope;
use crate::domain::written::bits;
use rsa::rand_core::{self, CryptoRng, RngCore};
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};
use std::sync::atomic::{AtomicU64, Ordering};

/// SplitMix64 (Steele, Lea, Flood 2014): one word of state, every 64-bit value once in its period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Generator {
    #[serde(with = "bits")]
    state: u64,
}

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
/// The inverse of `GOLDEN`, modulo 2^64.
const INVERSE: u64 = 0xF1DE_83E1_9937_733D;
const _: () = assert!(GOLDEN.wrapping_mul(INVERSE) == 1);

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl Generator {
    /// The generator of one scope in a world with this seed.
    pub fn new(seed: u64, scope: &Scope) -> Self {
        Self::labelled(seed, &scope.to_string())
    }

    /// A generator for something that has no scope.
    pub fn labelled(seed: u64, label: &str) -> Self {
        let mut state = mix(seed.wrapping_add(GOLDEN));
        for byte in label.bytes() {
            state = mix(state ^ u64::from(byte)).wrapping_add(GOLDEN);
        }
        Self { state }
    }

    /// A number from 0 to just below 1.
    pub fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GOLDEN);
        mix(self.state)
    }

    /// The number of words drawn so far, plus an offset that depends on the label and the seed.
    fn count(&self) -> u64 {
        self.state.wrapping_mul(INVERSE)
    }
}

/// Ours: an id begins with a counter and ends with random digits. So resources sort in the order of their creation, and
/// adding one to a large map touches memory that is likely to be cached.
impl Ids for Generator {
    /// The prefix, a hyphen and 17 hexadecimal digits.
    fn aws(&mut self, prefix: &str) -> SmolStr {
        let word = self.count() << 40 | self.word() >> 24;
        format_smolstr!("{prefix}-{word:017x}")
    }

    /// The prefix, a hyphen, and 20 characters: the region's mark, then base-36 digits.
    fn alibaba(&mut self, prefix: &str, mark: &str) -> SmolStr {
        const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
        let count = self.count();
        let (mut high, mut low) = (self.word(), self.word());
        let mut id = String::with_capacity(prefix.len() + 21);
        id.push_str(prefix);
        id.push('-');
        id.push_str(mark);
        for place in (0..5).rev() {
            id.push(char::from(DIGITS[(count / 36_u64.pow(place) % 36) as usize]));
        }
        for place in mark.len() + 5..20 {
            let word = if place % 2 == 0 { &mut high } else { &mut low };
            id.push(char::from(DIGITS[(*word % 36) as usize]));
            *word /= 36;
        }
        id.into()
    }

    fn uuid(&mut self) -> uuid::Uuid {
        uuid::Uuid::from_u64_pair(self.word(), self.word())
    }

    fn word(&mut self) -> u64 {
        self.next()
    }

    fn branch(&self) -> Box<dyn Ids> {
        Box::new(Self { state: mix(self.state ^ GOLDEN) })
    }
}

/// Random bytes for key pairs. They are not secret: whoever knows the seed can compute them.
impl RngCore for Generator {
    fn next_u32(&mut self) -> u32 {
        (self.next() >> 32) as u32
    }

    fn next_u64(&mut self) -> u64 {
        self.next()
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.next().to_le_bytes()[..chunk.len()]);
        }
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

impl CryptoRng for Generator {}

/// The generator of request ids: the n-th reply of a server with a given seed always has the same id.
#[derive(Debug)]
pub struct RequestIds {
    seed: u64,
    count: AtomicU64,
}

/// A request id, 128 bits, written as a UUID of version 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestId(uuid::Uuid);

impl RequestIds {
    /// The generator for this seed.
    pub fn new(seed: u64) -> Self {
        let count = AtomicU64::new(0);
        Self { seed: mix(seed ^ 0x7265_7175_6573_7473), count }
    }

    /// How many ids have been issued.
    pub fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }

    /// Continues as if this many ids had been issued.
    pub fn resume(&self, count: u64) {
        self.count.store(count, Ordering::Relaxed);
    }

    /// The next request id.
    pub fn next(&self) -> RequestId {
        RequestId::nth(self.seed, self.count.fetch_add(1, Ordering::Relaxed))
    }
}

/// The id of the n-th event of a world with this seed.
pub fn event_id(seed: u64, number: u64) -> String {
    RequestId::nth(mix(seed ^ 0x6576_656e_7473), number).lower()
}

/// The id of what tells that the events up to the n-th are missing.
pub fn missing_id(seed: u64, number: u64) -> String {
    RequestId::nth(mix(seed ^ 0x006d_6973_7369_6e67), number).lower()
}

impl RequestId {
    fn nth(seed: u64, n: u64) -> Self {
        let at = |half: u64| mix(seed.wrapping_add(GOLDEN.wrapping_mul(2 * n + half)));
        Self(uuid::Builder::from_random_bytes(uuid::Uuid::from_u64_pair(at(1), at(2)).into_bytes()).into_uuid())
    }

    /// As AWS writes it: in lower case.
    pub fn lower(self) -> String {
        self.0.to_string()
    }

    /// In lower case, without hyphens.
    pub fn plain(self) -> String {
        self.0.simple().to_string()
    }

    /// As Alibaba Cloud writes it: in upper case.
    pub fn upper(self) -> String {
        format!("{:X}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::scope::Cloud;

    fn scope(account: &str) -> Scope {
        Scope { cloud: Cloud::Aws, account: account.into(), region: "us-east-1" }
    }

    #[test]
    fn ids_have_the_vendors_shapes() {
        let mut ids = Generator::new(1, &scope("123456789012"));
        let id = ids.aws("i");
        assert_eq!(id.len(), 19);
        assert!(id.starts_with("i-0"));
        let id = ids.alibaba("i", "bp");
        assert_eq!(id.len(), 22);
        assert!(id.starts_with("i-bp"));
    }

    #[test]
    fn ids_made_one_after_the_other_are_in_order() {
        let mut ids = Generator::new(1, &scope("123456789012"));
        let aws: Vec<_> = (0..1000).map(|_| ids.aws("i")).collect();
        let alibaba: Vec<_> = (0..1000).map(|_| ids.alibaba("i", "bp")).collect();
        assert!(aws.is_sorted() && alibaba.is_sorted());
        assert!(aws.iter().zip(&aws[1..]).all(|(one, next)| one[9..] != next[9..]), "the rest is random");
    }

    #[test]
    fn accounts_do_not_share_a_generator() {
        assert_ne!(Generator::new(1, &scope("111111111111")).word(), Generator::new(1, &scope("222222222222")).word());
        assert_eq!(Generator::new(1, &scope("111111111111")).word(), Generator::new(1, &scope("111111111111")).word());
    }

    #[test]
    fn request_ids_are_version_4_uuids() {
        let id = RequestIds::new(1).next();
        let text = id.lower();
        assert_eq!((text.len(), &text[14..15]), (36, "4"));
        assert!(matches!(&text[19..20], "8" | "9" | "a" | "b"), "{text}");
        assert_eq!((id.upper(), id.plain()), (text.to_uppercase(), text.replace('-', "")));
    }
}
