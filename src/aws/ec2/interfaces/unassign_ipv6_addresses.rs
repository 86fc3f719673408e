//! [UnassignIpv6Addresses](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_UnassignIpv6Addresses.html)

use super::addresses::prefix;
use super::assign_ipv6_addresses::address6;
use super::nic;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::domain::network::Cidr6;
use crate::domain::network::interfaces::{InterfaceError, change_nic};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv6Addr;

/// Takes addresses of IPv6 or prefixes from an interface.
pub struct UnassignIpv6Addresses;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    ipv6_addresses: Vec<SmolStr>,
    #[serde(default)]
    ipv6_prefix: Vec<SmolStr>,
    network_interface_id: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    network_interface_id: SmolStr,
    unassigned_ipv6_addresses: Set<Ipv6Addr>,
    unassigned_ipv6_prefix_set: Set<String>,
}

#[derive(Debug)]
pub struct Plan {
    id: SmolStr,
    addresses: Vec<Ipv6Addr>,
    prefixes: Vec<Cidr6>,
}

impl Operation for UnassignIpv6Addresses {
    const ACTION: &'static str = "UnassignIpv6Addresses";
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for UnassignIpv6Addresses {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let id = request.network_interface_id;
        let (nic, _) = nic(at.region, &id)?;
        let addresses: Vec<_> = request.ipv6_addresses.iter().map(address6).collect::<Result<_, _>>()?;
        let prefixes: Vec<Cidr6> = request.ipv6_prefix.iter().map(prefix).collect::<Result<_, _>>()?;
        if addresses.is_empty() && prefixes.is_empty() {
            return Err(Error::missing("Ipv6Addresses"));
        }
        let has_all = addresses.iter().all(|address| nic.ipv6.contains(address))
            && prefixes.iter().all(|prefix| nic.more().prefixes6.contains(prefix));
        if has_all { Ok(Plan { id, addresses, prefixes }) } else { Err(InterfaceError::NotAssigned(id).into()) }
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let Plan { id, addresses, prefixes } = plan;
        change_nic(at.region, &id, |nic| {
            nic.ipv6.retain(|address| !addresses.contains(address));
            nic.change_more(|more| more.prefixes6.retain(|prefix| !prefixes.contains(prefix)));
        });
        Response {
            network_interface_id: id,
            unassigned_ipv6_prefix_set: prefixes.iter().map(ToString::to_string).collect(),
            unassigned_ipv6_addresses: addresses.into_iter().collect(),
        }
    }
}
