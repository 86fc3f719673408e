//! [DeleteSnatEntry](https://api.alibabacloud.com/document/Vpc/2016-04-28/DeleteSnatEntry)

use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::of_snat_table;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Removes an SNAT entry, at once (ours: the vendor's is `Deleting` for a moment).
pub struct DeleteSnatEntry;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    snat_table_id: SmolStr,
    snat_entry_id: SmolStr,
}

pub struct Plan {
    gateway: SmolStr,
    entry: SmolStr,
}

impl Operation for DeleteSnatEntry {
    const ACTION: &'static str = "DeleteSnatEntry";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;
}

impl Change for DeleteSnatEntry {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let gateway = of_snat_table(at.region, &request.snat_table_id)?;
        gateway.snat_entry(&request.snat_entry_id)?;
        Ok(Plan { gateway: gateway.id.clone(), entry: request.snat_entry_id })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        if let Some(gateway) = at.region.alibaba_nats.get_mut(&plan.gateway) {
            gateway.snat.retain(|entry| entry.id != plan.entry);
        }
        Done {}
    }
}
