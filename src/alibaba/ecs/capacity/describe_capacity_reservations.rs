//! [DescribeCapacityReservations](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeCapacityReservations)

use super::options::{missing_region, page, page_size};
use super::view::{ReservationView, platform, status};
use crate::alibaba::ecs::common::{TagRequest, check_tag_count, json_list};
use crate::alibaba::protocol::Rpc;
use crate::domain::capacity::reservation::Reservation;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the capacity reservations of a region that pass all filters. Pages by token. Unknown ids are ignored.
/// Released reservations are listed only if the request has their id or asks for their status.
pub struct DescribeCapacityReservations;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    private_pool_options: Option<PoolIds>,
    status: Option<Status>,
    platform: Option<Platform>,
    instance_type: Option<SmolStr>,
    instance_charge_type: Option<ChargeType>,
    zone_id: Option<SmolStr>,
    resource_group_id: Option<SmolStr>,
    #[serde(default)]
    tag: Vec<TagRequest>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct PoolIds {
    ids: Option<SmolStr>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
enum Status {
    All,
    Pending,
    Preparing,
    Prepared,
    Active,
    Released,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Platform {
    Windows,
    Linux,
    All,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
enum ChargeType {
    PostPaid,
    PrePaid,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    next_token: SmolStr,
    total_count: usize,
    max_results: usize,
    capacity_reservation_set: Set,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Set {
    capacity_reservation_item: Vec<ReservationView>,
}

impl Operation for DescribeCapacityReservations {
    const ACTION: &'static str = "DescribeCapacityReservations";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error.invalid_parameter() {
            Some("PrivatePoolOptions.Ids") => {
                let text = "The specified PrivatePoolOptions.Ids is invalid.";
                Some(row(400, "InvalidParameter.PrivatePoolOptions.Ids", text))
            }
            _ => missing_region(error),
        }
    }
}

impl Read for DescribeCapacityReservations {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        check_tag_count(request.tag.iter())?;
        let ids = request.private_pool_options.as_ref().and_then(|options| options.ids.as_ref());
        let ids = json_list("PrivatePoolOptions.Ids", ids, 100)?;
        let max_results = page_size(request.max_results)?;
        let matches = |reservation: &&Reservation| {
            let named = ids.as_ref().is_none_or(|ids| ids.contains(&reservation.id));
            named && passes(reservation, &request, ids.is_some())
        };
        let all: Vec<&Reservation> = at.region.reservations.values().filter(matches).collect();
        let total_count = all.len();
        let (reservations, next_token) =
            page(all, max_results, request.next_token.as_ref(), |reservation| &reservation.id);
        let items = reservations.into_iter().map(|reservation| ReservationView::new(at.scope, reservation)).collect();
        let capacity_reservation_set = Set { capacity_reservation_item: items };
        Ok(Response { next_token, total_count, max_results, capacity_reservation_set })
    }
}

fn passes(reservation: &Reservation, request: &Request, named: bool) -> bool {
    let status = status(reservation.state);
    (match request.status {
        Some(Status::All) => true,
        Some(Status::Pending) => status == "Pending",
        Some(Status::Active) => status == "Active",
        Some(Status::Released) => status == "Released",
        // These are for reservations that start later. There are none here.
        Some(Status::Preparing | Status::Prepared) => false,
        None => named || status == "Active",
    }) && (match request.platform {
        Some(Platform::Windows) => platform(reservation) == "windows",
        Some(Platform::Linux) => platform(reservation) == "linux",
        Some(Platform::All) | None => true,
    }) && request.instance_charge_type != Some(ChargeType::PrePaid)
        && request.instance_type.as_ref().is_none_or(|name| name == reservation.instance_type.name)
        && request.zone_id.as_ref().is_none_or(|zone| zone == reservation.zone)
        && request.resource_group_id.as_ref().is_none_or(|group| *group == reservation.resource_group)
        && request.tag.iter().all(|tag| tag.matches(&reservation.tags))
}
