//! [ModifyRouteEntry](https://api.alibabacloud.com/document/Vpc/2016-04-28/ModifyRouteEntry)

use super::entry::{EntryName, hop_type, next_hop};
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::alibaba::vpc::parameters::changed_text;
use crate::domain::network::{NextHop, check_hop};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes the name, the description or the next hop of a custom entry of a route table. The next hop's type is that which it
/// has, unless another is given (ours).
pub struct ModifyRouteEntry;

#[derive(Debug, Deserialize)]
pub struct Request(EntryName, Fields);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Fields {
    route_entry_name: Option<SmolStr>,
    description: Option<SmolStr>,
    new_next_hop_id: Option<SmolStr>,
    new_next_hop_type: Option<SmolStr>,
}

pub struct Plan {
    table: SmolStr,
    entry: SmolStr,
    name: Option<SmolStr>,
    description: Option<SmolStr>,
    hop: Option<NextHop>,
}

impl Operation for ModifyRouteEntry {
    const ACTION: &'static str = "ModifyRouteEntry";
    const REGION_ID: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    // No sheet lists errors of this operation: these are those of CreateRouteEntry.
    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error.invalid_parameter()? {
            "RouteEntryName" => row(400, "InvalidRouteEntryName.Malformed", "Specified RouteEntry name is not valid."),
            "NewNextHopType" => row(400, "InvalidNextHopType", "Specified parameter \"NextHopType\" is not valid."),
            _ => return None,
        })
    }
}

impl Change for ModifyRouteEntry {
    type Plan = Plan;

    fn plan(at: Place<'_>, Request(entry, fields): Request) -> Result<Plan, Error> {
        let name = changed_text("RouteEntryName", fields.route_entry_name, 128)?;
        let description = changed_text("Description", fields.description, 256)?;
        let (table, entry) = entry.find(at.region)?;
        let hop = match (fields.new_next_hop_id, fields.new_next_hop_type) {
            (None, None) => None,
            (None, Some(_)) => return Err(Error::missing("NewNextHopId")),
            (Some(id), kind) => {
                let kind = kind.as_deref().unwrap_or(hop_type(&entry.hop));
                Some(next_hop("NewNextHopType", kind, id)?)
            }
        };
        if let Some(hop) = &hop {
            check_hop(at.region, &table.vpc, hop)?;
        }
        Ok(Plan { table: table.id.clone(), entry: entry.id.clone(), name, description, hop })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        let table = at.region.router_tables.get_mut(&plan.table);
        let entry = table.and_then(|table| table.entries.iter_mut().find(|entry| entry.id == plan.entry));
        if let Some(entry) = entry {
            entry.name = plan.name.unwrap_or(std::mem::take(&mut entry.name));
            entry.description = plan.description.unwrap_or(std::mem::take(&mut entry.description));
            if let Some(hop) = plan.hop {
                entry.hop = hop;
            }
            entry.modified = at.now;
        }
        Done {}
    }
}
