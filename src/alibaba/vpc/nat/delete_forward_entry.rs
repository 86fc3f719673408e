//! [DeleteForwardEntry](https://api.alibabacloud.com/document/Vpc/2016-04-28/DeleteForwardEntry)

use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::of_forward_table;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Removes a DNAT entry, at once (ours: the vendor's is `Deleting` for a moment).
pub struct DeleteForwardEntry;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    forward_table_id: SmolStr,
    forward_entry_id: SmolStr,
}

pub struct Plan {
    gateway: SmolStr,
    entry: SmolStr,
}

impl Operation for DeleteForwardEntry {
    const ACTION: &'static str = "DeleteForwardEntry";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;
}

impl Change for DeleteForwardEntry {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let gateway = of_forward_table(at.region, &request.forward_table_id)?;
        gateway.forward_entry(&request.forward_entry_id)?;
        Ok(Plan { gateway: gateway.id.clone(), entry: request.forward_entry_id })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        if let Some(gateway) = at.region.alibaba_nats.get_mut(&plan.gateway) {
            gateway.forward.retain(|entry| entry.id != plan.entry);
        }
        Done {}
    }
}
