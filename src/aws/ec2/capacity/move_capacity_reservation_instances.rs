//! [MoveCapacityReservationInstances](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_MoveCapacityReservationInstances.html)

use super::moved::{self, Response, count};
use super::reservation;
use crate::aws::ec2::Ec2;
use crate::domain::capacity::moving::{self, Destination, Move};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Moves capacity from one reservation to another with the same attributes: first unused capacity, then running
/// instances that use any open reservation. A source without remaining capacity is cancelled.
pub struct MoveCapacityReservationInstances;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    source_capacity_reservation_id: SmolStr,
    destination_capacity_reservation_id: SmolStr,
    instance_count: i64,
}

impl Operation for MoveCapacityReservationInstances {
    const ACTION: &'static str = "MoveCapacityReservationInstances";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for MoveCapacityReservationInstances {
    type Plan = Move;

    fn plan(at: Place<'_>, request: Request) -> Result<Move, Error> {
        let (from, to) = (&request.source_capacity_reservation_id, request.destination_capacity_reservation_id);
        reservation(&at.region.reservations, from)?;
        reservation(&at.region.reservations, &to)?;
        Ok(moving::plan(at, from, Destination::Existing(to), count(request.instance_count)?)?)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Move) -> Response {
        moved::commit(at, plan)
    }
}
