//! [DeleteRouteTable](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteRouteTable.html)

use super::route_table;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes a route table. Fails if it is associated with a subnet, or is the main one.
pub struct DeleteRouteTable;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    route_table_id: SmolStr,
}

impl Operation for DeleteRouteTable {
    const ACTION: &'static str = "DeleteRouteTable";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for DeleteRouteTable {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        route_table(at.region, &request.route_table_id)?.check_unused()?;
        Ok(request.route_table_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        at.region.route_tables.remove(&id);
        Done::YES
    }
}
