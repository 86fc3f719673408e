//! [UnassignPrivateIpAddresses](https://api.alibabacloud.com/document/Ecs/2014-05-26/UnassignPrivateIpAddresses)

use super::Eni;
use super::addresses::list;
use super::refusals;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::address::release_from_interface;
use crate::domain::network::interfaces::{InterfaceError, change_nic};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// Takes secondary private addresses from a network interface. Elastic addresses of these are free then (ours).
pub struct UnassignPrivateIpAddresses;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    network_interface_id: SmolStr,
    #[serde(default)]
    private_ip_address: Vec<SmolStr>,
}

pub struct Plan {
    id: SmolStr,
    subnet: SmolStr,
    addresses: Vec<Ipv4Addr>,
}

impl Operation for UnassignPrivateIpAddresses {
    const ACTION: &'static str = "UnassignPrivateIpAddresses";
    const REGION_ID: bool = true;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("Ipv4Prefix", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::assign(error)
    }
}

impl Change for UnassignPrivateIpAddresses {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let eni = Eni::find(at.region, &request.network_interface_id)?;
        let addresses: Vec<Ipv4Addr> = list("PrivateIpAddress", &request.private_ip_address, 32)?;
        if addresses.is_empty() {
            return Err(Error::missing("PrivateIpAddress"));
        }
        eni.check_changeable()?;
        if addresses.contains(&eni.nic.private_ip) {
            return Err(InterfaceError::PrimaryAddress(eni.nic.private_ip).into());
        }
        if addresses.iter().any(|address| !eni.nic.has_address(*address)) {
            return Err(InterfaceError::NotAssigned(request.network_interface_id).into());
        }
        Ok(Plan { id: request.network_interface_id, subnet: eni.nic.subnet.clone(), addresses })
    }

    fn commit(at: &mut PlaceMut<'_>, Plan { id, subnet, addresses }: Plan) -> Done {
        for address in &addresses {
            release_from_interface(at.region, &id, Some(*address));
        }
        change_nic(at.region, &id, |nic| {
            nic.change_more(|more| more.secondary.retain(|address| !addresses.contains(address)));
        });
        if let Some(subnet) = at.region.subnets.get_mut(&subnet) {
            addresses.iter().for_each(|address| subnet.release(*address));
        }
        Done {}
    }
}
