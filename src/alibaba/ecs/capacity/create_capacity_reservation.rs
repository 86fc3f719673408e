//! [CreateCapacityReservation](https://api.alibabacloud.com/document/Ecs/2014-05-26/CreateCapacityReservation)

use super::options::{self, EndTimeType, Platform};
use crate::alibaba::ecs::common::{TagRequest, in_range, tags};
use crate::alibaba::ecs::errors;
use crate::alibaba::ecs::texts;
use crate::alibaba::protocol::Rpc;
use crate::domain::capacity::quota;
use crate::domain::capacity::reservation::{self, Attribute, CapacityError, MAX_STEP, Reservation, ReservationState};
use crate::domain::compute::instance::Tenancy;
use crate::domain::error::{AlibabaInstanceError, Error as DomainError, InstanceError};
use crate::domain::network::NetworkError;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::queue::Event;
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// Reserves capacity for instances of one type in one zone. The reservation starts now and is either unlimited or ends
/// at EndTime.
///
/// Instances use it only from their next start. Instances that are already running do not use it, unlike on EC2.
pub struct CreateCapacityReservation;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "there is one charge type")]
pub struct Request {
    instance_type: SmolStr,
    instance_amount: i64,
    zone_id: Vec<SmolStr>,
    private_pool_options: Option<PrivatePoolOptions>,
    description: Option<SmolStr>,
    resource_group_id: Option<SmolStr>,
    start_time: Option<SmolStr>,
    end_time: Option<SmolStr>,
    end_time_type: Option<EndTimeType>,
    platform: Option<Platform>,
    instance_charge_type: Option<ChargeType>,
    #[serde(default)]
    tag: Vec<TagRequest>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct PrivatePoolOptions {
    name: Option<SmolStr>,
    match_criteria: Option<MatchCriteria>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
enum MatchCriteria {
    Open,
    Target,
}

/// The vendor supports only this charge type.
#[derive(Clone, Copy, Debug, Deserialize)]
enum ChargeType {
    PostPaid,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    private_pool_options_id: SmolStr,
}

impl Operation for CreateCapacityReservation {
    const ACTION: &'static str = "CreateCapacityReservation";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::Domain(DomainError::Instance(InstanceError::TypeUnknown(_)) | DomainError::AlibabaInstance(AlibabaInstanceError::TypeRetired(_))) => return Some(row(400, "Invalid.InstanceType", "The specified InstanceType is not valid.")),
            Error::Domain(DomainError::Network(NetworkError::ZoneNotFound(_))) => return Some(row(404, "InvalidZoneId.NotFound", "The specified zoneId does not exist.")),
            Error::Domain(DomainError::Capacity(CapacityError::OutOfStock { .. })) => return Some(row(403, "OperationDenied.NoStock", "The resource is out of stock in the specified zone. Please try other types, or choose other regions and zones.")),
            _ if error.missing_parameter() == Some("InstanceAmount") => return Some(row(400, "MissingParameter.InstanceAmount", "The specified parameter \"InstanceAmount\" can not be empty.")),
            _ => {}
        }
        match error.invalid_parameter() {
            Some("EndTime") => Some(row(400, "Invalid.EndTime", "The specified parameter \"EndTime\" is not valid.")),
            Some("InstanceChargeType") => Some(errors::attribute_mismatch(Attribute::Charge)),
            Some("Platform") => Some(errors::attribute_mismatch(Attribute::Platform)),
            Some("PrivatePoolOptions.Name") => Some(row(400, "Invalid.PrivatePoolOptionsName.MalFormed", "The specified PrivatePoolOptions.Name is not valid.")),
            Some("StartTime") => Some(row(400, "StartTime.NotNeed", "The specified parameter \"StartTime\" should leave empty.")),
            Some("ZoneId") => Some(row(400, "Invalid.TooManyZoneIds", "Too many ZoneIds in the request.")),
            _ => options::missing_region(error),
        }
    }
}

impl Change for CreateCapacityReservation {
    type Plan = Reservation;

    fn plan(at: Place<'_>, request: Request) -> Result<Reservation, Error> {
        let name = &request.instance_type;
        let instance_type = at.types.find(name).ok_or_else(|| InstanceError::TypeUnknown(name.clone()))?;
        if !instance_type.is_sold() {
            return Err(AlibabaInstanceError::TypeRetired(name.clone()).into());
        }
        let zone = match &request.zone_id[..] {
            [] => return Err(Error::missing("ZoneId.1")),
            [zone] => at.scope.zone(zone).ok_or_else(|| NetworkError::ZoneNotFound(zone.clone()))?,
            zones => return Err(Error::invalid("ZoneId", zones.len(), "one zone")),
        };
        let total = in_range("InstanceAmount", request.instance_amount, 1..=MAX_STEP)?;
        options::check_start_time(at.now, request.start_time.as_ref())?;
        let ends = match request.end_time_type {
            Some(EndTimeType::Limited) => Some(options::end_time(at.now, request.end_time.as_ref())?),
            // EndTime has no effect without EndTimeType=Limited.
            Some(EndTimeType::Unlimited) | None => None,
        };
        let pool = request.private_pool_options.unwrap_or_default();
        let reservation = Reservation {
            id: SmolStr::default(),
            name: pool.name.map(options::check_name).transpose()?.unwrap_or_default(),
            description: request.description.map(options::check_description).transpose()?.unwrap_or_default(),
            instance_type,
            platform: request.platform.unwrap_or(Platform::Linux).as_str(),
            zone,
            tenancy: Tenancy::Default,
            total,
            instances: BTreeSet::new(),
            state: ReservationState::Active,
            created: at.now,
            commitment: None,
            ends,
            matching: match pool.match_criteria {
                Some(MatchCriteria::Target) => reservation::MatchCriteria::Targeted,
                Some(MatchCriteria::Open) | None => reservation::MatchCriteria::Open,
            },
            ebs_optimized: false,
            resource_group: texts::resource_group(request.resource_group_id)?,
            tags: tags(&request.tag)?,
            allocation: None,
            source: None,
        };
        quota::check(at.region, instance_type, zone, total)?;
        Ok(reservation)
    }

    fn commit(at: &mut PlaceMut<'_>, mut reservation: Reservation) -> Response {
        let id = at.new_id("crp");
        reservation.id = id.clone();
        if let Some(end) = reservation.ends {
            at.queue.push(end, at.scope, Event::ReservationEnds { id: id.clone() });
        }
        at.region.reservations.insert(id.clone(), reservation);
        Response { private_pool_options_id: id }
    }
}
