//! [CreateInterruptibleCapacityReservationAllocation](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateInterruptibleCapacityReservationAllocation.html)

use super::{INTERRUPTION_TYPE, reservation};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, tags};
use crate::domain::capacity::interruptible::{self, NewAllocation};
use crate::domain::capacity::reservation::{AllocationStatus, MAX_STEP, ZeroSizePreference};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Lends unused capacity of an active reservation without an end date: moves it to a new interruptible reservation.
///
/// The answer does not have the id of the new reservation. DescribeCapacityReservations shows it in the source.
pub struct CreateInterruptibleCapacityReservationAllocation;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    capacity_reservation_id: SmolStr,
    instance_count: i64,
    zero_size_preference: Option<ZeroSizePreference>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    source_capacity_reservation_id: SmolStr,
    target_instance_count: u32,
    status: &'static str,
    interruption_type: &'static str,
}

impl Operation for CreateInterruptibleCapacityReservationAllocation {
    const ACTION: &'static str = "CreateInterruptibleCapacityReservationAllocation";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for CreateInterruptibleCapacityReservationAllocation {
    type Plan = NewAllocation;

    fn plan(at: Place<'_>, request: Request) -> Result<NewAllocation, Error> {
        reservation(&at.region.reservations, &request.capacity_reservation_id)?;
        let count = u32::try_from(request.instance_count).ok().filter(|count| *count > 0);
        let lending = NewAllocation {
            source: request.capacity_reservation_id,
            count: count.ok_or_else(|| {
                Error::invalid("InstanceCount", request.instance_count, format!("a number from 1 to {MAX_STEP}"))
            })?,
            preference: request.zero_size_preference.unwrap_or_default(),
            tags: tags(&request.tag_specification, "capacity-reservation", &[])?,
        };
        Ok(interruptible::check_allocate(&at.region.reservations, lending)?)
    }

    fn commit(at: &mut PlaceMut<'_>, lending: NewAllocation) -> Response {
        let response = Response {
            source_capacity_reservation_id: lending.source.clone(),
            target_instance_count: lending.count,
            status: AllocationStatus::Pending.as_str(),
            interruption_type: INTERRUPTION_TYPE,
        };
        interruptible::allocate(at, lending, None);
        response
    }
}
