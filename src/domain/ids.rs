//! Generators of new ids. The world implements [`Ids`] and passes it in.

use crate::domain::scope::{Cloud, Scope};
use smol_str::{SmolStr, format_smolstr};
use uuid::Uuid;

/// A seeded generator: the same sequence of calls gives the same ids.
pub trait Ids {
    /// An AWS id, as in `i-0123456789abcdef0`.
    fn aws(&mut self, prefix: &str) -> SmolStr;
    /// An Alibaba Cloud id, as in `i-bp67acfmxazb4ph12345`; `mark` stands for the region.
    fn alibaba(&mut self, prefix: &str, mark: &str) -> SmolStr;
    /// 128 random bits.
    fn uuid(&mut self) -> Uuid;
    /// 64 random bits.
    fn word(&mut self) -> u64;
    /// A separate generator, seeded from the current state of this one, which stays unchanged.
    fn branch(&self) -> Box<dyn Ids>;

    /// An id in the form of the scope's cloud.
    fn new_id(&mut self, scope: &Scope, prefix: &str) -> SmolStr {
        match scope.cloud {
            Cloud::Aws => self.aws(prefix),
            Cloud::Alibaba => self.alibaba(prefix, scope.facts().map_or("", |region| region.mark)),
        }
    }

    /// The number of an order on ECS: 15 digits.
    fn new_order(&mut self) -> SmolStr {
        format_smolstr!("2{:014}", self.word() % 100_000_000_000_000)
    }
}

/// Whether this text is an AWS id: the prefix, then 8 or 17 hexadecimal digits in lower case.
pub fn is_hex_id(text: &str, prefix: &str) -> bool {
    text.strip_prefix(prefix).is_some_and(|digits| {
        matches!(digits.len(), 8 | 17) && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    })
}
