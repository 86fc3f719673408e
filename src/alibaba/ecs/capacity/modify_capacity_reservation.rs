//! [ModifyCapacityReservation](https://api.alibabacloud.com/document/Ecs/2014-05-26/ModifyCapacityReservation)

use super::options::{self, EndTimeType, Platform, pool};
use crate::alibaba::ecs::common::{Done, in_range};
use crate::alibaba::protocol::Rpc;
use crate::domain::capacity::quota;
use crate::domain::capacity::reservation::{Attribute, CapacityError, MAX_STEP, ReservationState};
use crate::domain::error::Error as DomainError;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::queue::Event;
use crate::operation::{Change, Error, Operation, VendorError, row};
use jiff::Timestamp;
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes the name, the description, the end, the size or the platform of an active capacity reservation. The size is
/// at least the number of instances in use, and at most 1000. The platform can change only while no instance uses the
/// reservation (ours). An empty description removes the old one (ours).
pub struct ModifyCapacityReservation;

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: Description", rename_all = "PascalCase")]
pub struct Request {
    private_pool_options: Option<PrivatePoolOptions>,
    description: Option<SmolStr>,
    start_time: Option<SmolStr>,
    end_time: Option<SmolStr>,
    end_time_type: Option<EndTimeType>,
    platform: Option<Platform>,
    instance_amount: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct PrivatePoolOptions {
    id: Option<SmolStr>,
    name: Option<SmolStr>,
}

/// The new values of the reservation. `None` as name or description leaves it as it is.
pub struct Plan {
    id: SmolStr,
    name: Option<SmolStr>,
    description: Option<SmolStr>,
    total: u32,
    ends: Option<Timestamp>,
    platform: &'static str,
}

const UNSUPPORTED: &str = "The specified private pool does not support this operation.";

impl Operation for ModifyCapacityReservation {
    const ACTION: &'static str = "ModifyCapacityReservation";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error {
            Error::Domain(DomainError::Capacity(CapacityError::NotFound(_) | CapacityError::Malformed(_))) => row(404, "InvalidPrivatePoolId.NotFound", "The specified private pool does not exist."),
            Error::Domain(DomainError::Capacity(CapacityError::NotActive(_))) => row(403, "IncorrectPrivatePoolStatus", "The current status of the private pool does not support this operation."),
            Error::Domain(DomainError::Capacity(CapacityError::Unsuitable(_))) => row(403, "OperationDenied.PlatformNotSupported", UNSUPPORTED),
            // The other operations have a specific code for this error.
            _ if error.missing_parameter() == Some("PrivatePoolOptions.Id") => row(400, "MissingParameter", "The input parameter \"PrivatePoolOptions.Id\" that is mandatory for processing this request is not supplied."),
            _ => match error.invalid_parameter()? {
                "Description" => row(400, "InvalidDescription.ValueNotSupported", "The specified Description is invalid."),
                "EndTime" => row(400, "InvalidEndTime.ValueNotSupported", "The specified EndTime is invalid."),
                "InstanceAmount" => row(400, "InvalidInstanceAmount.ValueNotSupported", "The specified parameter InstanceAmount is not valid."),
                "Platform" => row(403, "InvalidPlatform.ValueNotSupported", "The specified Platform is invalid."),
                "PrivatePoolOptions.Name" => row(403, "InvalidPrivatePoolOptionsName.ValueNotSupported", "The specified PrivatePoolOptions.Name is invalid."),
                "StartTime" => row(403, "OperationDenied.StartTimeNotSupported", UNSUPPORTED),
                _ => return None,
            },
        })
    }
}

impl Change for ModifyCapacityReservation {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let (id, name) = request.private_pool_options.map_or((None, None), |options| (options.id, options.name));
        let id = id.ok_or_else(|| Error::missing("PrivatePoolOptions.Id"))?;
        let reservation = pool(&at.region.reservations, &id)?;
        if reservation.state != ReservationState::Active {
            return Err(CapacityError::NotActive(id).into());
        }
        let total = match request.instance_amount {
            None => reservation.total,
            Some(amount) => in_range("InstanceAmount", amount, 1..=MAX_STEP)?,
        };
        let used = reservation.used();
        if total < used {
            return Err(CapacityError::InUse { id, used }.into());
        }
        options::check_start_time(at.now, request.start_time.as_ref())?;
        let ends = match request.end_time_type {
            Some(EndTimeType::Limited) => Some(options::end_time(at.now, request.end_time.as_ref())?),
            Some(EndTimeType::Unlimited) => None,
            // EndTime has no effect without EndTimeType.
            None => reservation.ends,
        };
        let platform = request.platform.map_or(reservation.platform, Platform::as_str);
        if platform != reservation.platform && used > 0 {
            return Err(CapacityError::Unsuitable(Attribute::Platform).into());
        }
        quota::check(at.region, reservation.instance_type, reservation.zone, total.saturating_sub(reservation.total))?;
        let name = name.map(options::check_name).transpose()?;
        let description = request.description.map(options::check_description).transpose()?;
        Ok(Plan { id, name, description, total, ends, platform })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        if let Some(end) = plan.ends {
            at.queue.push(end, at.scope, Event::ReservationEnds { id: plan.id.clone() });
        }
        if let Some(reservation) = at.region.reservations.get_mut(&plan.id) {
            reservation.name = plan.name.unwrap_or_else(|| reservation.name.clone());
            reservation.description = plan.description.unwrap_or_else(|| reservation.description.clone());
            reservation.total = plan.total;
            reservation.ends = plan.ends;
            reservation.platform = plan.platform;
        }
        Done {}
    }
}
