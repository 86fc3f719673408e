//! Parameters that operations on NAT gateways share.

use crate::operation::{Error, VendorError, row};
use smol_str::SmolStr;
use std::net::Ipv4Addr;
use std::ops::RangeInclusive;

/// Checks the name of a gateway or an entry: so many characters, and no `http://` or `https://` at the start. An empty one
/// is as none.
pub fn name(text: Option<SmolStr>, lengths: RangeInclusive<usize>) -> Result<Option<SmolStr>, Error> {
    checked(text, lengths, row(400, "InvalidParameter.Name.Malformed", "The specified Name is not valid."))
}

/// Checks the description of a gateway in the same way.
pub fn description(text: Option<SmolStr>, lengths: RangeInclusive<usize>) -> Result<Option<SmolStr>, Error> {
    let malformed = "The specified Description is not valid.";
    checked(text, lengths, row(400, "InvalidParameter.Description.Malformed", malformed))
}

fn checked(
    text: Option<SmolStr>,
    lengths: RangeInclusive<usize>,
    otherwise: VendorError,
) -> Result<Option<SmolStr>, Error> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    let is_link = text.starts_with("http://") || text.starts_with("https://");
    if is_link || !lengths.contains(&text.chars().count()) { Err(Error::Own(otherwise)) } else { Ok(Some(text)) }
}

/// Reads the addresses of an SNAT entry, separated by commas.
pub fn snat_addresses(text: &SmolStr) -> Result<Vec<Ipv4Addr>, Error> {
    let addresses: Result<Vec<Ipv4Addr>, _> = text.split(',').map(|one| one.trim().parse()).collect();
    let malformed = || row(400, "InvalidSnatIp.Malformed", "The specified SnatIp is not a valid IP address.");
    let mut addresses = addresses.map_err(|_| Error::Own(malformed()))?;
    addresses.sort_unstable();
    addresses.dedup();
    Ok(addresses)
}

/// Reads `EipAffinity`.
pub fn affinity(given: Option<i64>) -> Result<Option<bool>, Error> {
    match given {
        None => Ok(None),
        Some(0) => Ok(Some(false)),
        Some(1) => Ok(Some(true)),
        Some(_) => Err(Error::Own(row(400, "INVALID_PARAMETER", "The parameter invalid."))),
    }
}
