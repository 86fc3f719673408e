//! [DeleteRouteEntry](https://api.alibabacloud.com/document/Vpc/2016-04-28/DeleteRouteEntry)

use super::entry::EntryName;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::AlibabaRouteError;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Removes a custom entry from a route table: the one with an id, or the one with a destination, of which the next hop may be
/// named too.
pub struct DeleteRouteEntry;

#[derive(Debug, Deserialize)]
pub struct Request(EntryName, Fields);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Fields {
    next_hop_id: Option<SmolStr>,
}

pub struct Plan {
    table: SmolStr,
    entry: SmolStr,
}

impl Operation for DeleteRouteEntry {
    const ACTION: &'static str = "DeleteRouteEntry";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("NextHopList", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        let Error::Conflict(text) = error else { return None };
        Some(row(400, "ParamExclusive.RouteEntryIdAndRouteTableIdOrDestCidrBlock", text.clone()))
    }
}

impl Change for DeleteRouteEntry {
    type Plan = Plan;

    fn plan(at: Place<'_>, Request(name, fields): Request) -> Result<Plan, Error> {
        if name.is_named_twice() {
            // The vendor's text is a placeholder.
            let text = "RouteEntryId and DestinationCidrBlock cannot both be given.";
            return Err(Error::Conflict(text.to_owned()));
        }
        let (table, entry) = name.find(at.region)?;
        if let Some(other) = fields.next_hop_id.filter(|id| *id != *entry.hop.id()) {
            return Err(AlibabaRouteError::OtherHop(other).into());
        }
        Ok(Plan { table: table.id.clone(), entry: entry.id.clone() })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        if let Some(table) = at.region.router_tables.get_mut(&plan.table) {
            table.entries.retain(|entry| entry.id != plan.entry);
        }
        Done {}
    }
}
