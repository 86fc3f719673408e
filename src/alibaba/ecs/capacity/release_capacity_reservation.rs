//! [ReleaseCapacityReservation](https://api.alibabacloud.com/document/Ecs/2014-05-26/ReleaseCapacityReservation)

use super::options::{PoolId, missing_region, pool, pool_id};
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::capacity::reservation::{self, AlibabaCapacityError, CapacityError, ReservationState};
use crate::domain::error::Error as DomainError;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Releases a capacity reservation that has no end time. Instances that use it keep running without it. Instances that
/// target it cannot start any more.
pub struct ReleaseCapacityReservation;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    private_pool_options: Option<PoolId>,
}

impl Operation for ReleaseCapacityReservation {
    const ACTION: &'static str = "ReleaseCapacityReservation";
    const REGION_ID: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::Domain(DomainError::Capacity(CapacityError::NotActive(_))) => Some(row(
                400,
                "InvalidOperation.ReleasePrivatePoolUnsupported",
                "The specified private pool does not support release.",
            )),
            _ => missing_region(error),
        }
    }
}

impl Change for ReleaseCapacityReservation {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let id = pool_id(request.private_pool_options)?;
        let reservation = pool(&at.region.reservations, &id)?;
        if reservation.state != ReservationState::Active {
            return Err(CapacityError::NotActive(id).into());
        }
        if reservation.ends.is_some() {
            return Err(AlibabaCapacityError::EndsByItself(id).into());
        }
        Ok(id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        reservation::end(at, &id, ReservationState::Cancelled);
        Done {}
    }
}
