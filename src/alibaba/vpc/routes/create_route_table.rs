//! [CreateRouteTable](https://api.alibabacloud.com/document/Vpc/2016-04-28/CreateRouteTable)

use crate::alibaba::ecs::common::{TagRequest, check_value, tags};
use crate::alibaba::protocol::Rpc;
use crate::alibaba::vpc::parameters::{text, vpc};
use crate::domain::compute::instance::Tags;
use crate::domain::error::Error as DomainError;
use crate::domain::network::{NetworkError, RouterTable, check_table_count};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, not_modelled, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates a custom route table of a VPC: at most 9. It is available at once (ours: the vendor's is `Creating` for a moment).
/// Tables of gateways are not modelled and refused.
pub struct CreateRouteTable;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_id: SmolStr,
    route_table_name: Option<SmolStr>,
    description: Option<SmolStr>,
    associate_type: Option<SmolStr>,
    #[serde(default)]
    tag: Vec<TagRequest>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    route_table_id: SmolStr,
}

pub struct Plan {
    vpc: SmolStr,
    name: SmolStr,
    description: SmolStr,
    tags: Tags,
}

impl Operation for CreateRouteTable {
    const ACTION: &'static str = "CreateRouteTable";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match (error, error.invalid_parameter()) {
            (Error::Domain(DomainError::Network(NetworkError::VpcNotFound(_))), _) => row(404, "InvalidVpcId.NotFound", "Specified VPC does not exist."),
            (_, Some("RouteTableName")) => row(400, "InvalidParameter.RouteTableName.Malformed", "The specified route table name is not valid."),
            (_, Some("Description")) => row(400, "InvalidParameter.Description.Malformed", "The specified Description is not valid."),
            _ => return None,
        })
    }
}

impl Change for CreateRouteTable {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        check_value("AssociateType", &request.associate_type, &["VSwitch", "Gateway"])?;
        not_modelled(&[(request.associate_type.as_deref() == Some("Gateway"), "AssociateType")])?;
        let name = text("RouteTableName", request.route_table_name, 128)?;
        let description = text("Description", request.description, 256)?;
        let tags = tags(&request.tag)?;
        let vpc = vpc(at.region, &request.vpc_id)?.id.clone();
        check_table_count(at.region, &vpc)?;
        Ok(Plan { vpc, name, description, tags })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let id = at.new_id("vtb");
        let Plan { vpc, name, description, tags } = plan;
        let table = RouterTable { name, description, tags, ..RouterTable::new(id.clone(), vpc, at.now) };
        at.region.router_tables.insert(id.clone(), table);
        Response { route_table_id: id }
    }
}
