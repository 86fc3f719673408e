//! [DeleteRoute](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteRoute.html)

use super::destination::DestinationParameters;
use super::route_table;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::network::{Destination, remove_route};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes the route to a destination. The local routes stay.
pub struct DeleteRoute;

#[derive(Debug, Deserialize)]
pub struct Request(Of, DestinationParameters);

impl Operation for DeleteRoute {
    const ACTION: &'static str = "DeleteRoute";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Of {
    route_table_id: SmolStr,
}

impl Change for DeleteRoute {
    type Plan = (SmolStr, Destination);

    fn plan(at: Place<'_>, Request(table, destination): Request) -> Result<Self::Plan, Error> {
        let destination = destination.read(at)?;
        route_table(at.region, &table.route_table_id)?.check_removal(&destination)?;
        Ok((table.route_table_id, destination))
    }

    fn commit(at: &mut PlaceMut<'_>, (table, destination): Self::Plan) -> Done {
        remove_route(at.region, &table, &destination);
        Done::YES
    }
}
