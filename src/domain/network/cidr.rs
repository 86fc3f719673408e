//! Address ranges.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// A range of IPv4 addresses. Parsing makes it canonical: 10.0.0.7/24 becomes 10.0.0.0/24.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cidr {
    base: Ipv4Addr,
    prefix: u8,
}

/// A range of IPv6 addresses. Parsing makes it canonical.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cidr6 {
    base: Ipv6Addr,
    prefix: u8,
}

impl Cidr {
    /// All addresses.
    pub const ALL: Self = Self { base: Ipv4Addr::UNSPECIFIED, prefix: 0 };

    /// Where Alibaba Cloud's own services are.
    pub const SERVICES: Self = Self { base: Ipv4Addr::new(100, 64, 0, 0), prefix: 10 };

    /// The range with this prefix length that contains this address.
    pub fn new(address: Ipv4Addr, prefix: u8) -> Self {
        let mask = u32::MAX.checked_shl(32 - u32::from(prefix)).unwrap_or(0);
        Self { base: Ipv4Addr::from(u32::from(address) & mask), prefix }
    }

    pub fn base(self) -> Ipv4Addr {
        self.base
    }

    /// The prefix length, 0 to 32.
    pub fn prefix(self) -> u8 {
        self.prefix
    }

    /// Whether this range contains all of the other.
    pub fn contains(self, other: Self) -> bool {
        other.prefix >= self.prefix && Self::new(other.base, self.prefix) == self
    }

    /// Whether the ranges have addresses in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.contains(other) || other.contains(self)
    }
}

impl Cidr6 {
    /// The range with this prefix length that contains this address.
    pub fn new(address: Ipv6Addr, prefix: u8) -> Self {
        let mask = u128::MAX.checked_shl(128 - u32::from(prefix)).unwrap_or(0);
        Self { base: Ipv6Addr::from(u128::from(address) & mask), prefix }
    }

    pub fn base(self) -> Ipv6Addr {
        self.base
    }

    /// The prefix length, 0 to 128.
    pub fn prefix(self) -> u8 {
        self.prefix
    }

    /// Whether this range contains all of the other.
    pub fn contains(self, other: Self) -> bool {
        other.prefix >= self.prefix && Self::new(other.base, self.prefix) == self
    }

    /// Whether the ranges have addresses in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.contains(other) || other.contains(self)
    }
}

impl FromStr for Cidr {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (base, prefix) = text.split_once('/').ok_or(())?;
        Ok(Self::new(base.parse().map_err(drop)?, prefix_length(prefix, 32)?))
    }
}

impl FromStr for Cidr6 {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (base, prefix) = text.split_once('/').ok_or(())?;
        Ok(Self::new(base.parse().map_err(drop)?, prefix_length(prefix, 128)?))
    }
}

/// Parses a prefix length: digits only, at most `max`.
fn prefix_length(text: &str, max: u8) -> Result<u8, ()> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|bits| digits && *bits <= max).ok_or(())
}

impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.base, self.prefix)
    }
}

impl fmt::Display for Cidr6 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.base, self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parsing_makes_ranges_canonical() {
        for (text, canonical) in [
            ("100.68.0.18/18", Some("100.68.0.0/18")),
            ("1.2.3.4/32", Some("1.2.3.4/32")),
            ("1.2.3.4/0", Some("0.0.0.0/0")),
            ("1.2.3.4", None),
            ("1.2.3.4/33", None),
            ("1.2.3.4/+8", None),
            ("1.2.3/8", None),
        ] {
            let read = text.parse::<Cidr>().ok().map(|range| range.to_string());
            assert_eq!(read.as_deref(), canonical, "{text}");
        }
        assert_eq!("2001:DB8::1/32".parse::<Cidr6>().map(|range| range.to_string()), Ok("2001:db8::/32".to_owned()));
        assert_eq!("::/129".parse::<Cidr6>(), Err(()));
    }

    #[test]
    fn ranges_contain_and_overlap() {
        let range = |text: &str| text.parse::<Cidr>().unwrap();
        assert!(range("10.0.0.0/16").contains(range("10.0.255.0/24")));
        assert!(!range("10.0.0.0/16").contains(range("10.1.0.0/24")));
        assert!(!range("10.0.0.0/16").contains(range("10.0.0.0/8")));
        assert!(range("10.0.0.0/24").overlaps(range("10.0.0.0/16")));
        assert!(!range("10.0.0.0/25").overlaps(range("10.0.0.128/25")));
        assert!(Cidr::ALL.contains(range("10.0.0.0/8")));
    }
}
