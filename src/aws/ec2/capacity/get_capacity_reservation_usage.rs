//! [GetCapacityReservationUsage](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetCapacityReservationUsage.html)

use super::reservation;
use super::view::{AllocationView, InterruptionInfo};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, page};
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Returns how many instances of a reservation each account uses. Reservations are not shared here, so there is only
/// the owner.
pub struct GetCapacityReservationUsage;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    capacity_reservation_id: SmolStr,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    capacity_reservation_id: SmolStr,
    instance_type: &'static str,
    total_instance_count: u32,
    available_instance_count: u32,
    state: &'static str,
    instance_usage_set: Set<Usage>,
    interruptible: bool,
    interruptible_capacity_allocation: Option<AllocationView>,
    interruption_info: Option<InterruptionInfo>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Usage {
    account_id: SmolStr,
    used_instance_count: u32,
}

impl Operation for GetCapacityReservationUsage {
    const ACTION: &'static str = "GetCapacityReservationUsage";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for GetCapacityReservationUsage {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let reservations = &at.region.reservations;
        let reservation = reservation(reservations, &request.capacity_reservation_id)?;
        let page = page::<Self>(at, &[], request.max_results, request.next_token.as_ref(), 1..=1000)?;
        let usage = (reservation.used() > 0).then_some(&at.scope.account);
        let (accounts, _) = page.take(usage.into_iter(), |account| account);
        let item = |account: &SmolStr| Usage { account_id: account.clone(), used_instance_count: reservation.used() };
        Ok(Response {
            capacity_reservation_id: reservation.id.clone(),
            instance_type: reservation.instance_type.name,
            total_instance_count: reservation.total,
            available_instance_count: reservation.available(),
            state: reservation.state.as_str(),
            instance_usage_set: accounts.into_iter().map(item).collect(),
            interruptible: reservation.source.is_some(),
            interruptible_capacity_allocation: AllocationView::new(reservation, reservations),
            interruption_info: InterruptionInfo::new(reservation),
        })
    }
}
