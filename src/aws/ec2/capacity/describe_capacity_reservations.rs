//! [DescribeCapacityReservations](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeCapacityReservations.html)

use super::reservation;
use super::view::ReservationView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, ids_or_page, page, time};
use crate::aws::ec2::filters::{Filter, Filters};
use crate::domain::capacity::reservation::Reservation;
use crate::domain::compute::instance::Tenancy;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the listed reservations, or all. Cancelled and expired ones are shown for an hour (ours: AWS does not document
/// how long they are).
pub struct DescribeCapacityReservations;

/// The documented filters, `interruptible` from the User Guide, and the filters on tags.
const FILTERS: &[&str] = &[
    "instance-type",
    "owner-id",
    "instance-platform",
    "availability-zone",
    "tenancy",
    "outpost-arn",
    "state",
    "start-date",
    "end-date",
    "end-date-type",
    "instance-match-criteria",
    "placement-group-arn",
    "interruptible",
    "tag-key",
];

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: CapacityReservationId", rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    capacity_reservation_id: Vec<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    next_token: Option<String>,
    capacity_reservation_set: Set<ReservationView>,
}

impl Operation for DescribeCapacityReservations {
    const ACTION: &'static str = "DescribeCapacityReservations";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeCapacityReservations {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let reservations = &at.region.reservations;
        let ids = &request.capacity_reservation_id;
        ids_or_page(ids, request.max_results, "capacityReservationIds")?;
        let filters = Filters::of_names(&request.filter, FILTERS)?;
        let page = page::<Self>(at, &request.filter, request.max_results, request.next_token.as_ref(), 1..=1000)?;
        let all: Vec<&Reservation> = if ids.is_empty() {
            reservations.values().collect()
        } else {
            ids.iter().map(|id| reservation(reservations, id)).collect::<Result<_, _>>()?
        };
        let passing = all
            .into_iter()
            .filter(|reservation| filters.pass(&reservation.tags, |name| vec![value(at, reservation, name)]));
        let (items, next_token) = page.take(passing, |reservation| &reservation.id);
        let view = |reservation: &Reservation| ReservationView::new(at.scope, reservation, reservations);
        Ok(Response { next_token, capacity_reservation_set: items.into_iter().map(view).collect() })
    }
}

/// The value of a reservation for the filter of this name.
fn value(at: Place<'_>, reservation: &Reservation, name: &str) -> String {
    match name {
        "instance-type" => reservation.instance_type.name.to_owned(),
        "owner-id" => at.scope.account.to_string(),
        "instance-platform" => reservation.platform.to_owned(),
        "availability-zone" => reservation.zone.to_owned(),
        "tenancy" => if reservation.tenancy == Tenancy::Default { "default" } else { "dedicated" }.to_owned(),
        "state" => reservation.state.as_str().to_owned(),
        "start-date" => time(reservation.starts()),
        "end-date" => reservation.ends.map(time).unwrap_or_default(),
        "end-date-type" => if reservation.ends.is_some() { "limited" } else { "unlimited" }.to_owned(),
        "instance-match-criteria" => reservation.matching.as_str().to_owned(),
        "interruptible" => reservation.source.is_some().to_string(),
        _ => String::new(),
    }
}
