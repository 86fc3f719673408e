//! [UnassignIpv6Addresses](https://api.alibabacloud.com/document/Ecs/2014-05-26/UnassignIpv6Addresses)

use super::Eni;
use super::addresses::list;
use super::refusals;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::interfaces::{InterfaceError, change_nic};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;
use std::net::Ipv6Addr;

/// Takes addresses of IPv6 from a network interface.
pub struct UnassignIpv6Addresses;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    network_interface_id: SmolStr,
    #[serde(default)]
    ipv6_address: Vec<SmolStr>,
}

impl Operation for UnassignIpv6Addresses {
    const ACTION: &'static str = "UnassignIpv6Addresses";
    const REGION_ID: bool = true;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("Ipv6Prefix", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::assign(error)
    }
}

impl Change for UnassignIpv6Addresses {
    type Plan = (SmolStr, Vec<Ipv6Addr>);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let eni = Eni::find(at.region, &request.network_interface_id)?;
        let addresses: Vec<Ipv6Addr> = list("Ipv6Address", &request.ipv6_address, 10)?;
        if addresses.is_empty() {
            return Err(Error::missing("Ipv6Address"));
        }
        eni.check_changeable()?;
        if addresses.iter().any(|address| !eni.nic.ipv6.contains(address)) {
            return Err(InterfaceError::NotAssigned(request.network_interface_id).into());
        }
        Ok((request.network_interface_id, addresses))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, addresses): Self::Plan) -> Done {
        change_nic(at.region, &id, |nic| nic.ipv6.retain(|address| !addresses.contains(address)));
        Done {}
    }
}
