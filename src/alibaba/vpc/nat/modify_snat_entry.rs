//! [ModifySnatEntry](https://api.alibabacloud.com/document/Vpc/2016-04-28/ModifySnatEntry)

use super::parameters::{affinity, name, snat_addresses};
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::of_snat_table;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// Changes the addresses, the name or the affinity of an SNAT entry. Network interfaces in place of addresses are not modelled
/// and refused.
pub struct ModifySnatEntry;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    snat_table_id: SmolStr,
    snat_entry_id: SmolStr,
    snat_ip: Option<SmolStr>,
    snat_entry_name: Option<SmolStr>,
    eip_affinity: Option<i64>,
}

pub struct Plan {
    gateway: SmolStr,
    entry: SmolStr,
    name: Option<SmolStr>,
    addresses: Option<Vec<Ipv4Addr>>,
    affinity: Option<bool>,
}

impl Operation for ModifySnatEntry {
    const ACTION: &'static str = "ModifySnatEntry";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("NetworkInterfaceId", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;
}

impl Change for ModifySnatEntry {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let name = name(request.snat_entry_name, 2..=128)?;
        let affinity = affinity(request.eip_affinity)?;
        let addresses = request.snat_ip.as_ref().map(snat_addresses).transpose()?;
        let gateway = of_snat_table(at.region, &request.snat_table_id)?;
        gateway.check_available()?;
        gateway.snat_entry(&request.snat_entry_id)?;
        gateway.check_snat_addresses(at.region, addresses.as_deref().unwrap_or_default())?;
        Ok(Plan { gateway: gateway.id.clone(), entry: request.snat_entry_id, name, addresses, affinity })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        let mut gateways = at.region.alibaba_nats.get_mut(&plan.gateway).into_iter();
        if let Some(entry) = gateways.find_map(|gateway| gateway.snat.iter_mut().find(|entry| entry.id == plan.entry)) {
            entry.name = plan.name.unwrap_or(std::mem::take(&mut entry.name));
            entry.addresses = plan.addresses.unwrap_or(std::mem::take(&mut entry.addresses));
            entry.affinity = plan.affinity.unwrap_or(entry.affinity);
        }
        Done {}
    }
}
