//! [CreateCapacityReservationBySplitting](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateCapacityReservationBySplitting.html)

use super::moved::{self, Response, count};
use super::reservation;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, tags};
use crate::domain::capacity::moving::{self, Destination, Move};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Creates a reservation with the attributes of the source, and moves capacity of the source to it: first unused
/// capacity, then running instances that use any open reservation.
pub struct CreateCapacityReservationBySplitting;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    source_capacity_reservation_id: SmolStr,
    instance_count: i64,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

impl Operation for CreateCapacityReservationBySplitting {
    const ACTION: &'static str = "CreateCapacityReservationBySplitting";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for CreateCapacityReservationBySplitting {
    type Plan = Move;

    fn plan(at: Place<'_>, request: Request) -> Result<Move, Error> {
        let id = &request.source_capacity_reservation_id;
        reservation(&at.region.reservations, id)?;
        let tags = tags(&request.tag_specification, "capacity-reservation", &[])?;
        Ok(moving::plan(at, id, Destination::New(tags), count(request.instance_count)?)?)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Move) -> Response {
        moved::commit(at, plan)
    }
}
