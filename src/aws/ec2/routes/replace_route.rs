//! [ReplaceRoute](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceRoute.html)

use super::change::RouteParameters;
use super::destination::DestinationParameters;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::network::{AwsRouteError, Route, Target, set_route};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes the target of a route. The local routes cannot be changed here.
pub struct ReplaceRoute;

#[derive(Debug, Deserialize)]
pub struct Request(RouteParameters, DestinationParameters);

impl Operation for ReplaceRoute {
    const ACTION: &'static str = "ReplaceRoute";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = super::change::REPLACE_NOT_MODELLED;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for ReplaceRoute {
    type Plan = (SmolStr, Route);

    fn plan(at: Place<'_>, Request(route, destination): Request) -> Result<Self::Plan, Error> {
        let (table, route) = route.read(at, &destination)?;
        match table.route(&route.destination).map(|route| &route.target) {
            Some(Target::Local) => Err(Error::NotModelled("LocalTarget".to_owned())),
            Some(_) => Ok((table.id.clone(), route)),
            None => {
                let (destination, table) = (route.destination, table.id.clone());
                Err(AwsRouteError::NothingToReplace { destination, table }.into())
            }
        }
    }

    fn commit(at: &mut PlaceMut<'_>, (table, route): Self::Plan) -> Done {
        set_route(at.region, &table, route);
        Done::YES
    }
}
