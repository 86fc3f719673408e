//! [UpdateInterruptibleCapacityReservationAllocation](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_UpdateInterruptibleCapacityReservationAllocation.html)

use super::{INTERRUPTION_TYPE, reservation};
use crate::aws::ec2::Ec2;
use crate::domain::capacity::interruptible::{self, Update};
use crate::domain::capacity::reservation::{AllocationStatus, ZeroSizePreference};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Changes how many instances a source reservation lends, or what happens when it lends none.
///
/// To lend more, or to take back unused capacity, is done at once. The status is `updating` until the next call reads
/// it. Running instances are taken back two minutes after a warning; until then, the count and the target differ. If
/// the target is zero, the interruptible reservation is cancelled at the end, or stays empty if `ZeroSizePreference` is
/// `retain`.
///
/// One of `TargetInstanceCount` and `ZeroSizePreference` is required (ours). In older SDKs `TargetInstanceCount` is
/// required; in newer ones, which have `ZeroSizePreference`, it is optional.
pub struct UpdateInterruptibleCapacityReservationAllocation;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    capacity_reservation_id: SmolStr,
    target_instance_count: Option<i64>,
    zero_size_preference: Option<ZeroSizePreference>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    interruptible_capacity_reservation_id: SmolStr,
    source_capacity_reservation_id: SmolStr,
    instance_count: u32,
    target_instance_count: u32,
    status: &'static str,
    interruption_type: &'static str,
}

impl Operation for UpdateInterruptibleCapacityReservationAllocation {
    const ACTION: &'static str = "UpdateInterruptibleCapacityReservationAllocation";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for UpdateInterruptibleCapacityReservationAllocation {
    type Plan = Update;

    fn plan(at: Place<'_>, request: Request) -> Result<Update, Error> {
        let reservations = &at.region.reservations;
        let id = &request.capacity_reservation_id;
        reservation(reservations, id)?;
        if request.target_instance_count.is_none() && request.zero_size_preference.is_none() {
            return Err(Error::missing("TargetInstanceCount"));
        }
        let count =
            |count| u32::try_from(count).map_err(|_| Error::invalid("TargetInstanceCount", count, "a number from 0"));
        let target = request.target_instance_count.map(count).transpose()?;
        Ok(interruptible::check_update(reservations, id, target, request.zero_size_preference)?)
    }

    fn commit(at: &mut PlaceMut<'_>, update: Update) -> Response {
        interruptible::update(at, &update);
        let reservations = &at.region.reservations;
        let allocation = reservations.get(&update.source).and_then(|source| source.allocation.as_ref());
        let count = reservations.get(&update.interruptible).map_or(0, |lent| lent.total);
        Response {
            interruptible_capacity_reservation_id: update.interruptible,
            source_capacity_reservation_id: update.source,
            instance_count: count,
            target_instance_count: allocation.map_or(count, |allocation| allocation.target),
            status: allocation.map_or(AllocationStatus::Active, |allocation| allocation.status).as_str(),
            interruption_type: INTERRUPTION_TYPE,
        }
    }
}
