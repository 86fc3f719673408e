//! [AssignPrivateIpAddresses](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssignPrivateIpAddresses.html)

use super::addresses::{count, positive, prefix, private_address};
use super::{nic, subnet_of};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::instances::interface::{PrefixView, prefixes};
use crate::domain::compute::instance::Nic;
use crate::domain::error::Error as DomainError;
use crate::domain::network::Subnet;
use crate::domain::network::address::release_from_interface;
use crate::domain::network::interfaces::{
    AwsInterfaceError, InterfaceError, change_nic, check_addresses, nics, type_of,
};
use crate::domain::network::wanted::{Taken, Wanted};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// Gives an interface secondary private addresses or prefixes: these, or so many. One that another interface has as a secondary
/// address is moved if the request allows it. The texts are as recorded from EC2.
pub struct AssignPrivateIpAddresses;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    allow_reassignment: Option<bool>,
    #[serde(default)]
    ipv4_prefix: Vec<SmolStr>,
    ipv4_prefix_count: Option<i64>,
    network_interface_id: SmolStr,
    #[serde(default)]
    private_ip_address: Vec<SmolStr>,
    secondary_private_ip_address_count: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    network_interface_id: SmolStr,
    assigned_private_ip_addresses_set: Set<AddressView>,
    assigned_ipv4_prefix_set: Set<PrefixView>,
    r#return: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AddressView {
    private_ip_address: Ipv4Addr,
}

#[derive(Debug)]
pub struct Plan {
    id: SmolStr,
    /// The subnet, without the addresses.
    subnet: Subnet,
    taken: Taken,
    /// Addresses of other interfaces, which lose them.
    moved: Vec<(SmolStr, Ipv4Addr)>,
    /// Those that the request names, in its order.
    named: Vec<Ipv4Addr>,
}

impl Operation for AssignPrivateIpAddresses {
    const ACTION: &'static str = "AssignPrivateIpAddresses";
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::Domain(DomainError::Interface(InterfaceError::Reserved(address))) => {
                let text = format!("Address {address} is in subnet's reserved range.");
                Some(row(400, "InvalidParameterValue", text))
            }
            _ => None,
        }
    }
}

/// What a request wants: one of four.
fn wanted(request: &Request) -> Result<Wanted, Error> {
    let (addresses, prefixes) = (&request.private_ip_address, &request.ipv4_prefix);
    let (count4, prefix_count) = (request.secondary_private_ip_address_count, request.ipv4_prefix_count);
    let given = [!addresses.is_empty(), count4.is_some(), !prefixes.is_empty(), prefix_count.is_some()];
    match given.into_iter().filter(|given| *given).count() {
        0 => {
            let text = "One of privateIpAddressSet or privateIpAddressCount or ipv4PrefixSet or ipv4PrefixCount must be specified.";
            return Err(Error::Own(row(400, "InvalidParameter", text)));
        }
        1 => {}
        _ => {
            let text = "You may specify one and only one of privateIpAddressSet or secondaryPrivateIpAddressCount or \
                        ipv4Prefixes or ipv4PrefixCount, but not more than one of them.";
            return Err(Error::Conflict(text.to_owned()));
        }
    }
    for (name, number) in [("secondaryPrivateIpAddressCount", count4), ("ipv4PrefixCount", prefix_count)] {
        if let Some(number) = number.filter(|number| *number < 1) {
            return Err(positive(name, number));
        }
    }
    Ok(Wanted {
        secondary: addresses.iter().map(private_address).collect::<Result<_, _>>()?,
        secondary_count: count("secondaryPrivateIpAddressCount", count4)?,
        prefixes: prefixes.iter().map(prefix).collect::<Result<_, _>>()?,
        prefix_count: count("ipv4PrefixCount", prefix_count)?,
        ..Wanted::default()
    })
}

impl Change for AssignPrivateIpAddresses {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let id = request.network_interface_id.clone();
        let (nic, _) = nic(at.region, &id)?;
        let mut wanted = wanted(&request)?;
        wanted.secondary.sort_unstable();
        wanted.secondary.dedup();
        let named = wanted.secondary.clone();
        if named.contains(&nic.private_ip) {
            return Err(AwsInterfaceError::PrimaryElsewhere(nic.private_ip).into());
        }
        wanted.secondary.retain(|address| !nic.has_address(*address));
        let allows = request.allow_reassignment == Some(true);
        let mut moved = Vec::new();
        let mut subnet = subnet_of(at.region, nic)?;
        for address in &wanted.secondary {
            let has_it = |other: &&Nic| other.subnet == nic.subnet && other.has_address(*address);
            match nics(at.region).find(has_it) {
                None => {}
                Some(_) if !allows => return Err(AwsInterfaceError::Elsewhere(*address).into()),
                Some(other) if other.private_ip == *address => {
                    return Err(AwsInterfaceError::PrimaryElsewhere(*address).into());
                }
                Some(other) => {
                    moved.push((other.id.clone(), *address));
                    subnet.release(*address);
                }
            }
        }
        let (v4, v6) = nic.counts();
        if let Some(of) = type_of(at.region, &id) {
            check_addresses(at.region, of, v4 + wanted.counts().0 - 1, v6)?;
        } else if v4 + wanted.counts().0 > 65 {
            return Err(InterfaceError::TooManyIpv4.into());
        }
        let taken = wanted.take(at.region, &mut subnet, false)?;
        Ok(Plan { id, subnet, taken, moved, named })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let Plan { id, subnet, taken, moved, named } = plan;
        for (other, address) in &moved {
            release_from_interface(at.region, other, Some(*address));
            change_nic(at.region, other, |nic| nic.change_more(|more| more.secondary.retain(|one| one != address)));
        }
        at.region.subnets.insert(subnet.id.clone(), subnet);
        let assigned = if named.is_empty() { taken.secondary.clone() } else { named };
        let assigned_prefixes = prefixes(&taken.prefixes);
        change_nic(at.region, &id, |nic| taken.give(nic));
        Response {
            network_interface_id: id,
            assigned_private_ip_addresses_set: assigned
                .into_iter()
                .map(|private_ip_address| AddressView { private_ip_address })
                .collect(),
            assigned_ipv4_prefix_set: assigned_prefixes.into_iter().collect(),
            r#return: true,
        }
    }
}
