//! [CreateRoute](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html)

use super::change::RouteParameters;
use super::destination::DestinationParameters;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::network::{AwsRouteError, Route, check_room_for_route, set_route};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Creates a route to a gateway, a peering connection or an instance. Host bits of the destination are cleared. Other targets are not
/// modelled and refused.
pub struct CreateRoute;

#[derive(Debug, Deserialize)]
pub struct Request(RouteParameters, DestinationParameters);

impl Operation for CreateRoute {
    const ACTION: &'static str = "CreateRoute";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = super::change::NOT_MODELLED;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for CreateRoute {
    type Plan = (SmolStr, Route);

    fn plan(at: Place<'_>, Request(route, destination): Request) -> Result<Self::Plan, Error> {
        let (table, route) = route.read(at, &destination)?;
        if table.route(&route.destination).is_some() {
            let (destination, table) = (route.destination, table.id.clone());
            return Err(AwsRouteError::Exists { destination, table }.into());
        }
        check_room_for_route(at.region, table, &route.destination)?;
        Ok((table.id.clone(), route))
    }

    fn commit(at: &mut PlaceMut<'_>, (table, route): Self::Plan) -> Done {
        set_route(at.region, &table, route);
        Done::YES
    }
}
