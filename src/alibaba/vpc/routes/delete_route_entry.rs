//! [DeleteRouteEntry](https://api.alibabacloud.com/document/Vpc/2016-04-28/DeleteRouteEntry)

use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::alibaba::vpc::parameters::range;
use crate::domain::network::{AlibabaRouteError, RouterEntry, RouterTable, router_table};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Removes a custom entry from a route table: the one with an id, or the one with a destination, of which the next hop may be
/// named too.
pub struct DeleteRouteEntry;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    route_table_id: Option<SmolStr>,
    route_entry_id: Option<SmolStr>,
    destination_cidr_block: Option<SmolStr>,
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

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let (table, entry) = match (&request.route_entry_id, &request.destination_cidr_block) {
            (Some(_), Some(_)) => {
                // The vendor's text is a placeholder.
                let text = "RouteEntryId and DestinationCidrBlock cannot both be given.";
                return Err(Error::Conflict(text.to_owned()));
            }
            (Some(id), None) => {
                let all = at.region.router_tables.values();
                let mut entries = all.flat_map(|table| table.entries.iter().map(move |entry| (table, entry)));
                entries
                    .find(|(_, entry)| entry.id == *id)
                    .ok_or_else(|| AlibabaRouteError::EntryIdNotFound(id.clone()))?
            }
            (None, Some(destination)) => {
                let table = request.route_table_id.as_ref().ok_or_else(|| Error::missing("RouteTableId"))?;
                with_destination(at, router_table(at.region, table)?, destination)?
            }
            (None, None) => return Err(Error::missing("RouteEntryId")),
        };
        if request.route_table_id.as_ref().is_some_and(|id| *id != table.id) {
            return Err(AlibabaRouteError::EntryNotFound.into());
        }
        if let Some(other) = request.next_hop_id.filter(|id| *id != *entry.hop.id()) {
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

fn with_destination<'r>(
    at: Place<'r>,
    table: &'r RouterTable,
    destination: &SmolStr,
) -> Result<(&'r RouterTable, &'r RouterEntry), Error> {
    let destination = range(destination)?;
    if table.system_ranges(at.region).any(|range| range == destination) {
        return Err(AlibabaRouteError::SystemEntry.into());
    }
    let entry = table.entries.iter().find(|entry| entry.destination == destination);
    Ok((table, entry.ok_or(AlibabaRouteError::EntryNotFound)?))
}
