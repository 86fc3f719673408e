//! The addresses in requests on network interfaces.

use super::Eni;
use crate::alibaba::ecs::common::in_range;
use crate::domain::network::interfaces::{AlibabaInterfaceError, check_addresses};
use crate::domain::network::wanted::Wanted;
use crate::domain::region::Region;
use crate::operation::Error;
use smol_str::SmolStr;
use std::str::FromStr;

/// The most addresses of an interface that is not attached: one and 49 secondary ones of IPv4, 10 of IPv6.
const UNATTACHED: (usize, usize) = (50, 10);

/// Reads addresses. None may be there twice.
pub fn list<T: FromStr + PartialEq>(name: &str, texts: &[SmolStr], max: usize) -> Result<Vec<T>, Error> {
    if texts.len() > max {
        return Err(Error::invalid(name, texts.len(), format!("at most {max}")));
    }
    let mut list = Vec::with_capacity(texts.len());
    for (n, text) in (1..).zip(texts) {
        let address = one(&format!("{name}.{n}"), text)?;
        if list.contains(&address) {
            return Err(Error::invalid(&format!("{name}.repeated"), text, "different addresses"));
        }
        list.push(address);
    }
    Ok(list)
}

/// Reads an address.
pub fn one<T: FromStr>(name: &str, text: &SmolStr) -> Result<T, Error> {
    text.parse().map_err(|_| Error::invalid(name, text, "an IP address"))
}

/// Reads how many addresses are wanted, in place of a list of them.
pub fn count(name: &str, value: Option<i64>, max: u32, list: (&str, &[SmolStr])) -> Result<usize, Error> {
    let Some(value) = value else { return Ok(0) };
    if !list.1.is_empty() {
        return Err(conflict(name, list.0));
    }
    Ok(in_range(name, value, 1..=max)? as usize)
}

pub fn conflict(one: &str, other: &str) -> Error {
    Error::Conflict(format!("The parameters {one} and {other} cannot be set at the same time."))
}

/// Whether a new interface can have these.
pub fn check_new(wanted: &Wanted) -> Result<(), AlibabaInterfaceError> {
    check_unattached(wanted.counts())
}

fn check_unattached((v4, v6): (usize, usize)) -> Result<(), AlibabaInterfaceError> {
    if v4 > UNATTACHED.0 {
        return Err(AlibabaInterfaceError::UnattachedIpv4);
    }
    if v6 > UNATTACHED.1 { Err(AlibabaInterfaceError::UnattachedIpv6) } else { Ok(()) }
}

/// Whether an interface can have these beside what it has.
pub fn check_more(region: &Region, eni: &Eni<'_>, wanted: &Wanted) -> Result<(), Error> {
    let ((v4, v6), (more4, more6)) = (eni.nic.counts(), wanted.counts());
    // The primary address is in both.
    let (v4, v6) = (v4 + more4 - 1, v6 + more6);
    match eni.instance {
        Some(instance) => Ok(check_addresses(region, instance.instance_type, v4, v6)?),
        None => Ok(check_unattached((v4, v6))?),
    }
}
