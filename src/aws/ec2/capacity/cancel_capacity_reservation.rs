//! [CancelCapacityReservation](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CancelCapacityReservation.html)

use super::reservation;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::capacity::commitment;
use crate::domain::capacity::reservation::{self, AwsLendingError, CapacityError, ReservationState};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Cancels a reservation that is active, or still assessed. Its instances continue to run on demand. One with a commitment
/// that has not ended needs a quote, which is not modelled. A source with an allocation, and an
/// interruptible reservation, cannot be cancelled.
pub struct CancelCapacityReservation;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    capacity_reservation_id: SmolStr,
}

impl Operation for CancelCapacityReservation {
    const ACTION: &'static str = "CancelCapacityReservation";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // Both parameters are for reservations that start in the future, which are not modelled.
    const IGNORED: &'static [&'static str] = &["ApplyCancellationCharges", "QuoteId"];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for CancelCapacityReservation {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let id = request.capacity_reservation_id;
        let reservation = reservation(&at.region.reservations, &id)?;
        if reservation.source.is_some() {
            return Err(AwsLendingError::Interruptible(id).into());
        }
        if reservation.has_allocation() {
            return Err(AwsLendingError::HasAllocation(id).into());
        }
        match reservation.state {
            ReservationState::Assessing => {}
            ReservationState::Active | ReservationState::Scheduled => commitment::check_free(reservation, at.now)?,
            _ => return Err(CapacityError::NotActive(id).into()),
        }
        Ok(id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        reservation::end(at, &id, ReservationState::Cancelled);
        Done::YES
    }
}
