//! [UnassignPrivateIpAddresses](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_UnassignPrivateIpAddresses.html)

use super::addresses::{prefix, private_address};
use super::nic;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::network::Cidr;
use crate::domain::network::address::release_from_interface;
use crate::domain::network::interfaces::{InterfaceError, change_nic, find_nic};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, row};
use serde::Deserialize;
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// Takes secondary private addresses or prefixes from an interface, with the elastic addresses of those. The texts are as recorded
/// from EC2.
pub struct UnassignPrivateIpAddresses;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    ipv4_prefix: Vec<SmolStr>,
    network_interface_id: SmolStr,
    #[serde(default)]
    private_ip_address: Vec<SmolStr>,
}

#[derive(Debug)]
pub struct Plan {
    id: SmolStr,
    addresses: Vec<Ipv4Addr>,
    prefixes: Vec<Cidr>,
}

impl Operation for UnassignPrivateIpAddresses {
    const ACTION: &'static str = "UnassignPrivateIpAddresses";
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for UnassignPrivateIpAddresses {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let id = request.network_interface_id;
        let (nic, _) = nic(at.region, &id)?;
        if request.private_ip_address.is_empty() && request.ipv4_prefix.is_empty() {
            let text = "One of privateIpAddresses or ipv4Prefixes must be specified.";
            return Err(Error::Own(row(400, "MissingParameter", text)));
        }
        let addresses: Vec<_> = request.private_ip_address.iter().map(private_address).collect::<Result<_, _>>()?;
        let prefixes: Vec<Cidr> = request.ipv4_prefix.iter().map(prefix).collect::<Result<_, _>>()?;
        if addresses.contains(&nic.private_ip) {
            return Err(InterfaceError::PrimaryAddress(nic.private_ip).into());
        }
        let more = nic.more();
        let has_all = addresses.iter().all(|address| more.secondary.contains(address))
            && prefixes.iter().all(|prefix| more.prefixes.contains(prefix));
        if has_all { Ok(Plan { id, addresses, prefixes }) } else { Err(InterfaceError::NotAssigned(id).into()) }
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        let Plan { id, addresses, prefixes } = plan;
        let subnet = find_nic(at.region, &id).map(|(nic, _)| nic.subnet.clone());
        if let Some(subnet) = subnet.and_then(|subnet| at.region.subnets.get_mut(&subnet)) {
            addresses.iter().for_each(|address| subnet.release(*address));
            prefixes.iter().for_each(|prefix| subnet.release_block(*prefix));
        }
        addresses.iter().for_each(|address| release_from_interface(at.region, &id, Some(*address)));
        change_nic(at.region, &id, |nic| {
            nic.change_more(|more| {
                more.secondary.retain(|address| !addresses.contains(address));
                more.prefixes.retain(|prefix| !prefixes.contains(prefix));
            });
        });
        Done::YES
    }
}
