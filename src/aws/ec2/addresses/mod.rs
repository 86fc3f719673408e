//! Elastic IP addresses.

pub mod allocate_address;
pub mod associate_address;
mod attributes;
pub mod describe_addresses;
pub mod describe_addresses_attribute;
pub mod disassociate_address;
pub mod modify_address_attribute;
pub mod release_address;
pub mod reset_address_attribute;

use crate::domain::network::address::{Address, AddressError, AwsAddressError};
use crate::domain::region::Region;
use crate::operation::Error;
use smol_str::SmolStr;

/// The address with this allocation id or public IP. Fails if both are given, or neither.
fn find_address<'r>(
    region: &'r Region,
    allocation: Option<&SmolStr>,
    public_ip: Option<&SmolStr>,
) -> Result<&'r Address, Error> {
    match (allocation, public_ip) {
        (Some(id), None) => Ok(by_allocation_id(region, id)?),
        (None, Some(ip)) => by_ip(region, ip),
        (None, None) => Err(AwsAddressError::Unnamed("public IP or allocation id").into()),
        (Some(_), Some(_)) => {
            let text = "You may specify public IP or allocation id, but not both in the same call";
            Err(Error::Conflict(text.to_owned()))
        }
    }
}

/// The address with this allocation id.
fn by_allocation_id<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r Address, AddressError> {
    region.addresses.get(id).ok_or_else(|| AddressError::AllocationNotFound(id.clone()))
}

/// The address with this public IP.
fn by_ip<'r>(region: &'r Region, text: &SmolStr) -> Result<&'r Address, Error> {
    let ip = text.parse().map_err(|_| AwsAddressError::PublicIpMalformed(text.clone()))?;
    let found = region.addresses.values().find(|address| address.public_ip == ip);
    Ok(found.ok_or(AwsAddressError::NotFound(ip))?)
}
