//! Parameters that operations of the VPC API share.

use crate::domain::network::{Cidr, NetworkError, Subnet, Vpc, strict_range};
use crate::domain::region::Region;
use crate::operation::Error;
use smol_str::SmolStr;

/// Checks a name or a description: at most `max` characters, and no `http://` or `https://` at the start.
pub fn text(parameter: &str, text: Option<SmolStr>, max: usize) -> Result<SmolStr, Error> {
    let text = text.unwrap_or_default();
    let is_link = text.starts_with("http://") || text.starts_with("https://");
    if is_link || text.chars().count() > max {
        return Err(Error::invalid(parameter, text, format!("up to {max} characters")));
    }
    Ok(text)
}

/// The same of a text that changes only if it is given.
pub fn changed_text(parameter: &str, given: Option<SmolStr>, max: usize) -> Result<Option<SmolStr>, Error> {
    given.map(|given| text(parameter, Some(given), max)).transpose()
}

/// Reads a range of addresses; an address alone is that with 32 bits.
pub fn range(text: &SmolStr) -> Result<Cidr, NetworkError> {
    text.parse().map_or_else(|_| strict_range(text), |address| Ok(Cidr::new(address, 32)))
}

/// Reads ids separated by commas. There can be at most `max`.
pub fn ids(parameter: &str, text: Option<&SmolStr>, max: usize) -> Result<Option<Vec<SmolStr>>, Error> {
    let Some(text) = text else { return Ok(None) };
    let ids: Vec<SmolStr> = text.split(',').map(|id| id.trim().into()).collect();
    if ids.len() <= max { Ok(Some(ids)) } else { Err(Error::invalid(parameter, text, format!("at most {max}"))) }
}

/// Whether this is one of the requested ids. All ids are if none are requested.
pub fn is_one_of(requested: Option<&Vec<SmolStr>>, id: &SmolStr) -> bool {
    requested.is_none_or(|requested| requested.contains(id))
}

/// The VPC with this id.
pub fn vpc<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r Vpc, NetworkError> {
    region.vpcs.get(id).ok_or_else(|| NetworkError::VpcNotFound(id.clone()))
}

/// The VSwitch with this id.
pub fn v_switch<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r Subnet, NetworkError> {
    region.subnets.get(id).ok_or_else(|| NetworkError::SubnetNotFound(id.clone()))
}

/// Whether this is the requested account. Any account is if none is requested.
pub fn is_requested_account(requested: Option<i64>, account: &str) -> bool {
    requested.is_none_or(|requested| requested.to_string() == account)
}
