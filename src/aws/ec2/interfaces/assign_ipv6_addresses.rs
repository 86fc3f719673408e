//! [AssignIpv6Addresses](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssignIpv6Addresses.html)

use super::addresses::{check_one, count, positive, prefix};
use super::{nic, subnet_of};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::domain::network::interfaces::{InterfaceError, change_nic, check_addresses, type_of};
use crate::domain::network::wanted::{Taken, Wanted};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv6Addr;

/// Gives an interface addresses of IPv6 or prefixes: these, or so many.
pub struct AssignIpv6Addresses;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    ipv6_address_count: Option<i64>,
    #[serde(default)]
    ipv6_addresses: Vec<SmolStr>,
    #[serde(default)]
    ipv6_prefix: Vec<SmolStr>,
    ipv6_prefix_count: Option<i64>,
    network_interface_id: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    network_interface_id: SmolStr,
    assigned_ipv6_addresses: Set<Ipv6Addr>,
    assigned_ipv6_prefix_set: Set<String>,
}

impl Operation for AssignIpv6Addresses {
    const ACTION: &'static str = "AssignIpv6Addresses";
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

/// An address of IPv6.
pub fn address6(text: &SmolStr) -> Result<Ipv6Addr, Error> {
    text.parse().map_err(|_| Error::invalid("Ipv6Addresses", text, "an IPv6 address"))
}

fn wanted(request: &Request) -> Result<Wanted, Error> {
    let (addresses, prefixes) = (request.ipv6_address_count, request.ipv6_prefix_count);
    for (name, number) in [("ipv6AddressCount", addresses), ("ipv6PrefixCount", prefixes)] {
        if let Some(number) = number.filter(|number| *number < 1) {
            return Err(positive(name, number));
        }
    }
    let wanted = Wanted {
        ipv6: request.ipv6_addresses.iter().map(address6).collect::<Result<_, _>>()?,
        ipv6_count: count("ipv6AddressCount", addresses)?,
        prefixes6: request.ipv6_prefix.iter().map(prefix).collect::<Result<_, _>>()?,
        prefix6_count: count("ipv6PrefixCount", prefixes)?,
        ..Wanted::default()
    };
    check_one("ipv6Addresses", !wanted.ipv6.is_empty(), "ipv6AddressCount", wanted.ipv6_count)?;
    check_one("ipv6Prefixes", !wanted.prefixes6.is_empty(), "ipv6PrefixCount", wanted.prefix6_count)?;
    if wanted.counts().1 == 0 { Err(Error::missing("Ipv6AddressCount")) } else { Ok(wanted) }
}

impl Change for AssignIpv6Addresses {
    type Plan = (SmolStr, Taken);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let (nic, _) = nic(at.region, &request.network_interface_id)?;
        let mut wanted = wanted(&request)?;
        // What it has already is assigned again, and changes nothing.
        wanted.ipv6.retain(|address| !nic.ipv6.contains(address));
        let (v4, v6) = nic.counts();
        if let Some(of) = type_of(at.region, &nic.id) {
            check_addresses(at.region, of, v4, v6 + wanted.counts().1)?;
        } else if v6 + wanted.counts().1 > 64 {
            return Err(InterfaceError::TooManyIpv6.into());
        }
        let taken = wanted.take(at.region, &mut subnet_of(at.region, nic)?, false)?;
        Ok((request.network_interface_id, taken))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, taken): Self::Plan) -> Response {
        let assigned_ipv6_addresses = taken.ipv6.iter().copied().collect();
        let assigned_ipv6_prefix_set = taken.prefixes6.iter().map(ToString::to_string).collect();
        change_nic(at.region, &id, |nic| taken.give(nic));
        Response { network_interface_id: id, assigned_ipv6_addresses, assigned_ipv6_prefix_set }
    }
}
