//! [AssignPrivateIpAddresses](https://api.alibabacloud.com/document/Ecs/2014-05-26/AssignPrivateIpAddresses)

use super::Eni;
use super::addresses::{check_more, count, list};
use super::refusals;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::Subnet;
use crate::domain::network::interfaces::change_nic;
use crate::domain::network::wanted::{Taken, Wanted};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// Assigns secondary private addresses to a network interface: these, or so many of the VSwitch.
pub struct AssignPrivateIpAddresses;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    network_interface_id: SmolStr,
    #[serde(default)]
    private_ip_address: Vec<SmolStr>,
    secondary_private_ip_address_count: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    assigned_private_ip_addresses_set: Assigned,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Assigned {
    network_interface_id: SmolStr,
    private_ip_set: PrivateIps,
    ipv4_prefix_set: Prefixes,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct PrivateIps {
    private_ip_address: Vec<Ipv4Addr>,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Prefixes {
    ipv4_prefixes: [SmolStr; 0],
}

pub struct Plan {
    id: SmolStr,
    taken: Taken,
    subnet: Subnet,
}

impl Operation for AssignPrivateIpAddresses {
    const ACTION: &'static str = "AssignPrivateIpAddresses";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    // Prefixes are taken from what is reserved of a VSwitch, and CreateVSwitchCidrReservation is not modelled.
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("Ipv4Prefix", ""), ("Ipv4PrefixCount", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::assign(error)
    }
}

impl Change for AssignPrivateIpAddresses {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let eni = Eni::find(at.region, &request.network_interface_id)?;
        let private = ("PrivateIpAddress", &request.private_ip_address[..]);
        let (name, wanted) = ("SecondaryPrivateIpAddressCount", request.secondary_private_ip_address_count);
        if wanted.is_none() && private.1.is_empty() {
            return Err(Error::missing(private.0));
        }
        let secondary_count = count(name, wanted, 65_536, private)?;
        let wanted = Wanted { secondary: list(private.0, private.1, 32)?, secondary_count, ..Wanted::default() };
        eni.check_changeable()?;
        check_more(at.region, &eni, &wanted)?;
        let mut subnet = eni.subnet(at.region)?;
        let taken = wanted.take(at.region, &mut subnet, false)?;
        Ok(Plan { id: request.network_interface_id, taken, subnet })
    }

    fn commit(at: &mut PlaceMut<'_>, Plan { id, taken, subnet }: Plan) -> Response {
        at.region.subnets.insert(subnet.id.clone(), subnet);
        let private_ip_set = PrivateIps { private_ip_address: taken.secondary.clone() };
        change_nic(at.region, &id, |nic| taken.give(nic));
        let ipv4_prefix_set = Prefixes::default();
        let assigned = Assigned { network_interface_id: id, private_ip_set, ipv4_prefix_set };
        Response { assigned_private_ip_addresses_set: assigned }
    }
}
