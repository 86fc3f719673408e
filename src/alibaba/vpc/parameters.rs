//! Parameters that operations of the VPC API share.

use crate::alibaba::ecs::common::json_list;
use crate::domain::network::{
    AlibabaNetworkError, Cidr, Cidr6, NetworkError, Subnet, Vpc, strict_range, v_switch_range6,
};
use crate::domain::region::Region;
use crate::operation::{Error, row};
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

/// Fails for a range of IPv6 that is to be a VPC's: only one that was reserved can be, and none is here. A single line's ranges
/// are for accounts on the vendor's list.
pub fn check_vpc_ipv6(range: Option<SmolStr>, isp: Option<&SmolStr>) -> Result<(), Error> {
    if isp.is_some_and(|isp| isp != "BGP") {
        return Err(Error::Own(row(400, "UnsupportedFeature.Ipv6Isp", "The Ipv6Isp feature is not supported.")));
    }
    range.map_or(Ok(()), |range| Err(AlibabaNetworkError::Ipv6NotReserved(range).into()))
}

/// Reads the range of IPv6 of a VSwitch: its number in that of its VPC, which may be named.
pub fn v_switch_ipv6(
    region: &Region,
    vpc: &Vpc,
    number: Option<i64>,
    of: Option<&SmolStr>,
) -> Result<Option<Cidr6>, Error> {
    let Some(number) = number else { return Ok(None) };
    let illegal = || row(400, "IllegalParam.Ipv6CidrBlock", "The param of Ipv6CidrBlock is illegal.");
    let number = u8::try_from(number).map_err(|_| Error::Own(illegal()))?;
    let range = v_switch_range6(region, vpc, number)?;
    if of.is_some_and(|of| of.parse().ok() != vpc.alibaba.ipv6) {
        let text = "The param of VpcIpv6CidrBlock is illegal.";
        return Err(Error::Own(row(400, "IllegalParam.VpcIpv6CidrBlock", text)));
    }
    Ok(Some(range))
}

/// Reads the ranges of the user's own networks, separated by commas, or as a list in brackets, as the vendor's module for
/// Ansible sends them. There are at most 3, and none overlaps with
/// 100.64.0.0/10, which the vendor reserves.
pub fn user_cidrs(text: Option<SmolStr>) -> Result<Option<Vec<Cidr>>, Error> {
    let Some(text) = text else { return Ok(None) };
    let list = json_list("UserCidr", Some(&text), usize::MAX).ok().flatten();
    let list = list.unwrap_or_else(|| text.split(',').map(|range| range.trim().into()).collect());
    let ranges: Result<Vec<Cidr>, _> = list.iter().map(strict_range).collect();
    let ranges = ranges.map_err(|_| Error::invalid("UserCidr", &text, "ranges in CIDR notation"))?;
    if ranges.len() > 3 {
        return Err(Error::invalid("UserCidr.Count", ranges.len(), "at most 3 ranges"));
    }
    if ranges.iter().any(|range| range.overlaps(Cidr::SERVICES)) {
        return Err(Error::invalid("UserCidr.Range", &text, "no addresses of 100.64.0.0/10"));
    }
    Ok(Some(ranges))
}
