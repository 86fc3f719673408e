//! [CreateRouteEntry](https://api.alibabacloud.com/document/Vpc/2016-04-28/CreateRouteEntry)

use super::entry::next_hop;
use crate::alibaba::protocol::Rpc;
use crate::alibaba::vpc::parameters::{range, text};
use crate::domain::network::{Cidr, NextHop, RouterEntry, check_hop, router_table};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Adds an entry to a route table: a destination, and an instance, a network interface or a NAT gateway of the VPC. Other next
/// hops, several of them, and IPv6 are not modelled and refused. It is available at once (ours: the vendor's is `Pending` for a moment).
pub struct CreateRouteEntry;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    route_table_id: SmolStr,
    destination_cidr_block: SmolStr,
    next_hop_id: Option<SmolStr>,
    next_hop_type: Option<SmolStr>,
    route_entry_name: Option<SmolStr>,
    description: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    route_entry_id: SmolStr,
}

pub struct Plan {
    table: SmolStr,
    destination: Cidr,
    hop: NextHop,
    name: SmolStr,
    description: SmolStr,
}

impl Operation for CreateRouteEntry {
    const ACTION: &'static str = "CreateRouteEntry";
    const CLIENT_TOKEN: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("NextHopList", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error.invalid_parameter()? {
            "RouteEntryName" => row(400, "InvalidRouteEntryName.Malformed", "Specified RouteEntry name is not valid."),
            "NextHopType" => row(400, "InvalidNextHopType", "Specified parameter \"NextHopType\" is not valid."),
            _ => return None,
        })
    }
}

impl Change for CreateRouteEntry {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let name = text("RouteEntryName", request.route_entry_name, 128)?;
        let description = text("Description", request.description, 256)?;
        if request.destination_cidr_block.contains(':') {
            return Err(Error::NotModelled("DestinationCidrBlock".to_owned()));
        }
        let destination = range(&request.destination_cidr_block)?;
        let id = request.next_hop_id.ok_or_else(|| Error::missing("NextHopId"))?;
        let hop = next_hop("NextHopType", request.next_hop_type.as_deref().unwrap_or("Instance"), id)?;
        let table = router_table(at.region, &request.route_table_id)?;
        table.check_destination(at.region, destination)?;
        check_hop(at.region, &table.vpc, &hop)?;
        Ok(Plan { table: table.id.clone(), destination, hop, name, description })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let id = at.new_id("rte");
        let Plan { table, destination, hop, name, description } = plan;
        if let Some(table) = at.region.router_tables.get_mut(&table) {
            table.entries.push(RouterEntry { id: id.clone(), destination, name, description, hop, modified: at.now });
        }
        Response { route_entry_id: id }
    }
}
