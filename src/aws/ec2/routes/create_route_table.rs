//! [CreateRouteTable](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRouteTable.html)

use super::view::RouteTableView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, tags};
use crate::aws::ec2::networks::listing::{made_before, shown_token, wrong_arguments};
use crate::aws::ec2::networks::vpc;
use crate::domain::compute::instance::Tags;
use crate::domain::network::{Counted, RouteTable, check_quota, make_table};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates a route table for a VPC, with its local routes.
pub struct CreateRouteTable;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_id: SmolStr,
    client_token: Option<SmolStr>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    route_table: RouteTableView,
    client_token: Option<SmolStr>,
}

impl Operation for CreateRouteTable {
    const ACTION: &'static str = "CreateRouteTable";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        wrong_arguments(error)
    }
}

/// The table to create.
pub struct Plan {
    vpc: SmolStr,
    tags: Tags,
    client_token: Option<SmolStr>,
}

impl Change for CreateRouteTable {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        vpc(at.region, &request.vpc_id)?;
        check_quota(at.region, Counted::RouteTables, &request.vpc_id)?;
        Ok(Plan {
            tags: tags(&request.tag_specification, "route-table", &[])?,
            vpc: request.vpc_id,
            client_token: shown_token(request.client_token),
        })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let id = make_table(at, &plan.vpc, plan.tags);
        let route_table = RouteTableView::new(at.scope, at.region, &at.region.route_tables[&id]);
        Response { route_table, client_token: plan.client_token }
    }

    fn repeat(at: Place<'_>, request: &Request, stored: &str) -> Result<Option<Response>, Error> {
        let table = made_before(stored, "routeTableId", &at.region.route_tables)?;
        let table = RouteTable { tags: tags(&request.tag_specification, "route-table", &[])?, ..table.clone() };
        let route_table = RouteTableView::new(at.scope, at.region, &table);
        Ok(Some(Response { route_table, client_token: shown_token(request.client_token.clone()) }))
    }
}
