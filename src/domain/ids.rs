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

/// The digits of the instance's id in AWS's examples.
const EXAMPLE: &str = "1234567890abcdef0";

/// Whether EC2 takes this text for the id of an instance that there is not: 1 to 8 hexadecimal digits, or 17 whose first is
/// 0, in either case, which counts. Of those of 17 digits AWS takes only some, by a check that it does not publish; here all
/// count but zeros alone, and so does the example of AWS's documents, which the demo has (ours).
pub fn is_instance_id(text: &str) -> bool {
    text.strip_prefix("i-").is_some_and(|digits| {
        let is_long = digits.len() == 17 && digits.starts_with('0') && !is_zero(digits) || digits == EXAMPLE;
        (is_long || matches!(digits.len(), 1..=8)) && digits.bytes().all(|b| b.is_ascii_hexdigit())
    })
}

/// Whether this text is the prefix and 17 zeros, which EC2 takes for no id of an instance, an image or a security group.
pub fn is_zero_id(text: &str, prefix: &str) -> bool {
    text.strip_prefix(prefix).is_some_and(is_zero)
}

fn is_zero(digits: &str) -> bool {
    digits.len() == 17 && digits.bytes().all(|b| b == b'0')
}

/// Whether this text is an AWS id: the prefix, then 8 or 17 hexadecimal digits in lower case.
pub fn is_hex_id(text: &str, prefix: &str) -> bool {
    text.strip_prefix(prefix).is_some_and(|digits| {
        matches!(digits.len(), 8 | 17) && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_instances_have_8_digits_at_most_or_17() {
        for good in ["i-0", "i-12", "i-1234567", "i-ABCDEF12", "i-0fffffffffffffffF", "i-1234567890abcdef0"] {
            assert!(is_instance_id(good), "{good}");
        }
        let bad = [
            "i-1234567890abcdef1",
            "i-",
            "i-000000000",
            "i-0000000000000001",
            "i-000000000000000001",
            "i-00000000000000000",
            "I-1",
            "i-g",
        ];
        for bad in bad {
            assert!(!is_instance_id(bad), "{bad}");
        }
        assert!(is_zero_id("sg-00000000000000000", "sg-") && !is_zero_id("sg-00000000", "sg-"));
    }
}
