//! [AssignIpv6Addresses](https://api.alibabacloud.com/document/Ecs/2014-05-26/AssignIpv6Addresses)

use super::Eni;
use super::addresses::{check_more, count, list};
use super::refusals;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::interfaces::change_nic;
use crate::domain::network::wanted::{Taken, Wanted};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv6Addr;

/// Assigns addresses of IPv6 to a network interface: these, or so many of the VSwitch, which must have a range of IPv6.
pub struct AssignIpv6Addresses;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    network_interface_id: SmolStr,
    #[serde(default)]
    ipv6_address: Vec<SmolStr>,
    ipv6_address_count: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    network_interface_id: SmolStr,
    ipv6_sets: Ipv6Sets,
    ipv6_prefix_sets: Prefixes,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Ipv6Sets {
    ipv6_address: Vec<Ipv6Addr>,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Prefixes {
    ipv6_prefix: [SmolStr; 0],
}

impl Operation for AssignIpv6Addresses {
    const ACTION: &'static str = "AssignIpv6Addresses";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    // Prefixes are taken from what is reserved of a VSwitch, and CreateVSwitchCidrReservation is not modelled.
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("Ipv6Prefix", ""), ("Ipv6PrefixCount", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::assign(error)
    }
}

impl Change for AssignIpv6Addresses {
    type Plan = (SmolStr, Taken);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let eni = Eni::find(at.region, &request.network_interface_id)?;
        let these = ("Ipv6Address", &request.ipv6_address[..]);
        if request.ipv6_address_count.is_none() && these.1.is_empty() {
            return Err(Error::missing(these.0));
        }
        let ipv6_count = count("Ipv6AddressCount", request.ipv6_address_count, 10, these)?;
        let wanted = Wanted { ipv6: list(these.0, these.1, 10)?, ipv6_count, ..Wanted::default() };
        eni.check_changeable()?;
        check_more(at.region, &eni, &wanted)?;
        let taken = wanted.take(at.region, &mut eni.subnet(at.region)?, false)?;
        Ok((request.network_interface_id, taken))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, taken): Self::Plan) -> Response {
        let ipv6_sets = Ipv6Sets { ipv6_address: taken.ipv6.clone() };
        change_nic(at.region, &id, |nic| taken.give(nic));
        Response { network_interface_id: id, ipv6_sets, ipv6_prefix_sets: Prefixes::default() }
    }
}
