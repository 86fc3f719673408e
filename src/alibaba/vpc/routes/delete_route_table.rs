//! [DeleteRouteTable](https://api.alibabacloud.com/document/Vpc/2016-04-28/DeleteRouteTable)

use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::{AlibabaRouteError, router_table};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes a custom route table that no VSwitch uses, and that has no custom entries.
pub struct DeleteRouteTable;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    route_table_id: SmolStr,
}

impl Operation for DeleteRouteTable {
    const ACTION: &'static str = "DeleteRouteTable";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        let is_missing = error.missing_parameter() == Some("RouteTableId");
        is_missing.then(|| row(400, "MissingParam.RouteTableId", "The param of RouteTableId is missing."))
    }
}

impl Change for DeleteRouteTable {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let (id, table) = (request.route_table_id.clone(), router_table(at.region, &request.route_table_id)?);
        if table.system {
            return Err(AlibabaRouteError::SystemTable(id).into());
        }
        if table.v_switches(at.region).next().is_some() {
            return Err(AlibabaRouteError::TableInUse(id).into());
        }
        if !table.entries.is_empty() {
            return Err(AlibabaRouteError::TableHasEntries(id).into());
        }
        Ok(id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        at.region.router_tables.remove(&id);
        Done {}
    }
}
