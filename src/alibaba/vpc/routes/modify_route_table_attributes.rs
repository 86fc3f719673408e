//! [ModifyRouteTableAttributes](https://api.alibabacloud.com/document/Vpc/2016-04-28/ModifyRouteTableAttributes)

use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::alibaba::vpc::parameters::changed_text;
use crate::domain::error::Error as DomainError;
use crate::domain::network::{AlibabaRouteError, router_table};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes the name or the description of a route table, or whether it takes routes that others propagate.
pub struct ModifyRouteTableAttributes;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    route_table_id: SmolStr,
    route_table_name: Option<SmolStr>,
    description: Option<SmolStr>,
    route_propagation_enable: Option<bool>,
}

impl Operation for ModifyRouteTableAttributes {
    const ACTION: &'static str = "ModifyRouteTableAttributes";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match (error, error.invalid_parameter()) {
            (Error::Domain(DomainError::AlibabaRoute(AlibabaRouteError::TableNotFound(_))), _) => row(400, "Abs.InvalidRouteTableId.NotExist", "The route table id is not exist."),
            (_, Some("RouteTableName")) => row(400, "Abs.InvaliTableName.Malformed", "Table name format is invalid."),
            (_, Some("Description")) => row(400, "InvalidDescription.Malformed", "Description format is invalid."),
            _ => return None,
        })
    }
}

impl Change for ModifyRouteTableAttributes {
    type Plan = Request;

    fn plan(at: Place<'_>, mut request: Request) -> Result<Request, Error> {
        request.route_table_name = changed_text("RouteTableName", request.route_table_name, 128)?;
        request.description = changed_text("Description", request.description, 256)?;
        router_table(at.region, &request.route_table_id)?;
        Ok(request)
    }

    fn commit(at: &mut PlaceMut<'_>, request: Request) -> Done {
        if let Some(table) = at.region.router_tables.get_mut(&request.route_table_id) {
            table.name = request.route_table_name.unwrap_or(std::mem::take(&mut table.name));
            table.description = request.description.unwrap_or(std::mem::take(&mut table.description));
            table.propagation = request.route_propagation_enable.unwrap_or(table.propagation);
        }
        Done {}
    }
}
