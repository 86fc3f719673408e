//! [GetGroupsForCapacityReservation](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetGroupsForCapacityReservation.html)

use super::reservation;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, page};
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Lists the resource groups of a reservation. The list is always empty: resource groups belong to another AWS service,
/// which is not modelled.
pub struct GetGroupsForCapacityReservation;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    capacity_reservation_id: SmolStr,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    capacity_reservation_group_set: Set<Group>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Group {
    group_arn: String,
    owner_id: SmolStr,
}

impl Operation for GetGroupsForCapacityReservation {
    const ACTION: &'static str = "GetGroupsForCapacityReservation";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for GetGroupsForCapacityReservation {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        reservation(&at.region.reservations, &request.capacity_reservation_id)?;
        page::<Self>(at, &[], request.max_results, request.next_token.as_ref(), 1..=1000)?;
        Ok(Response { capacity_reservation_group_set: [].into_iter().collect() })
    }
}
