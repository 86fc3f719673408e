//! The addresses that a request wants for a new interface.

use crate::domain::network::interfaces::InterfaceError;
use crate::domain::network::wanted::Wanted;
use crate::domain::network::{Cidr, Cidr6};
use crate::operation::{Error, row};
use serde::Deserialize;
use smol_str::SmolStr;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AddressParameters {
    pub private_ip_address: Option<SmolStr>,
    #[serde(default)]
    private_ip_addresses: Vec<PrivateAddress>,
    secondary_private_ip_address_count: Option<i64>,
    #[serde(default)]
    ipv4_prefix: Vec<Ipv4Prefix>,
    ipv4_prefix_count: Option<i64>,
    #[serde(default)]
    pub ipv6_addresses: Vec<Ipv6Address>,
    pub ipv6_address_count: Option<i64>,
    #[serde(default)]
    ipv6_prefix: Vec<Ipv6Prefix>,
    ipv6_prefix_count: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct PrivateAddress {
    primary: Option<bool>,
    private_ip_address: SmolStr,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Ipv4Prefix {
    ipv4_prefix: SmolStr,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Ipv6Prefix {
    ipv6_prefix: SmolStr,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Ipv6Address {
    ipv6_address: SmolStr,
}

impl Ipv6Address {
    pub fn read(&self) -> Result<Ipv6Addr, Error> {
        let text = &self.ipv6_address;
        text.parse().map_err(|_| Error::invalid("Ipv6Address", text, "an IPv6 address"))
    }
}

/// The most addresses and prefixes of an interface that is attached to nothing (ours): as many as the largest types have.
const MAX: i64 = 64;

/// A number of addresses. Fails if it is negative.
pub fn count(name: &str, count: Option<i64>) -> Result<usize, Error> {
    match count.unwrap_or(0) {
        negative if negative < 0 => Err(positive(name, negative)),
        many if many > MAX => Err(InterfaceError::TooManyIpv4.into()),
        count => Ok(usize::try_from(count).unwrap_or(0)),
    }
}

/// As recorded from EC2.
pub fn positive(name: &str, count: i64) -> Error {
    own(format!("Value ({count}) for parameter {name} is invalid. Value must be a positive number."))
}

fn own(text: impl Into<String>) -> Error {
    Error::Own(row(400, "InvalidParameterValue", text.into()))
}

/// A private address. The text is as recorded from EC2.
pub fn private_address(text: &SmolStr) -> Result<Ipv4Addr, Error> {
    text.parse().map_err(|_| own(format!("invalid value for parameter address: {text}")))
}

/// A prefix in CIDR notation.
pub fn prefix<T: FromStr>(text: &SmolStr) -> Result<T, InterfaceError> {
    text.parse().map_err(|_| InterfaceError::Prefix(text.clone()))
}

impl AddressParameters {
    /// Whether the request names none.
    pub fn is_empty(&self) -> bool {
        let lists = self.private_ip_addresses.len()
            + self.ipv4_prefix.len()
            + self.ipv6_prefix.len()
            + self.ipv6_addresses.len();
        let counts = [
            self.secondary_private_ip_address_count,
            self.ipv4_prefix_count,
            self.ipv6_address_count,
            self.ipv6_prefix_count,
        ];
        lists == 0 && self.private_ip_address.is_none() && counts.into_iter().flatten().all(|count| count == 0)
    }

    /// What the request wants. The texts about addresses of IPv4 are as recorded from EC2.
    pub fn read(&self) -> Result<Wanted, Error> {
        let is_primary = |one: &&PrivateAddress| one.primary == Some(true);
        let listed = self.private_ip_addresses.iter().filter(is_primary).map(|one| &one.private_ip_address);
        let primaries: Vec<_> = self.private_ip_address.iter().chain(listed).collect();
        if primaries.len() > 1 {
            return Err(own("Only one primary private IP address can be specified."));
        }
        let primary = primaries.first().map(|text| private_address(text)).transpose()?;
        let secondary = self.private_ip_addresses.iter().filter(|one| !is_primary(one));
        let secondary: Vec<_> =
            secondary.map(|one| private_address(&one.private_ip_address)).collect::<Result<_, _>>()?;
        if primary.is_some_and(|primary| secondary.contains(&primary)) {
            return Err(own("address value can't be both primary and secondary"));
        }
        let secondary_count = count("secondaryPrivateIpAddressCount", self.secondary_private_ip_address_count)?;
        let prefix_count = count("ipv4PrefixCount", self.ipv4_prefix_count)?;
        let given = [!secondary.is_empty(), secondary_count > 0, !self.ipv4_prefix.is_empty(), prefix_count > 0];
        if given.into_iter().filter(|given| *given).count() > 1 {
            // Sic.
            let text = "You can specify one and only one secondaryPrivateIpAddressCount or secondaryPrivateIpAddressCount or \
                        ipv4Prefixes or ipv4PrefixCount.";
            return Err(own(text));
        }
        let prefixes = self.ipv4_prefix.iter().map(|one| prefix::<Cidr>(&one.ipv4_prefix)).collect::<Result<_, _>>()?;
        let prefixes6: Vec<_> =
            self.ipv6_prefix.iter().map(|one| prefix::<Cidr6>(&one.ipv6_prefix)).collect::<Result<_, _>>()?;
        let ipv6: Vec<_> = self.ipv6_addresses.iter().map(Ipv6Address::read).collect::<Result<_, _>>()?;
        let (ipv6_count, prefix6_count) =
            (count("ipv6AddressCount", self.ipv6_address_count)?, count("ipv6PrefixCount", self.ipv6_prefix_count)?);
        check_one("ipv6Addresses", !ipv6.is_empty(), "ipv6AddressCount", ipv6_count)?;
        check_one("ipv6Prefixes", !prefixes6.is_empty(), "ipv6PrefixCount", prefix6_count)?;
        let wanted = Wanted {
            primary,
            secondary,
            secondary_count,
            prefixes,
            prefix_count,
            ipv6,
            ipv6_count,
            prefixes6,
            prefix6_count,
        };
        let (v4, v6) = wanted.counts();
        let most = usize::try_from(MAX).unwrap_or(usize::MAX);
        if v4.max(v6) > most { Err(InterfaceError::TooManyIpv4.into()) } else { Ok(wanted) }
    }
}

/// A list, or how many, but not both.
pub fn check_one(list: &str, listed: bool, number: &str, count: usize) -> Result<(), Error> {
    let text = || format!("The parameter {list} cannot be used with the parameter {number}");
    if listed && count > 0 { Err(Error::Conflict(text())) } else { Ok(()) }
}
