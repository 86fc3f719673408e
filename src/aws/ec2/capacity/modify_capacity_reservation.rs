//! [ModifyCapacityReservation](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyCapacityReservation.html)

use super::end_date::{EndDateType, end_date};
use super::reservation;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::capacity::commitment::{self, Commitment};
use crate::domain::capacity::quota;
use crate::domain::capacity::reservation::{
    AwsCapacityError, AwsLendingError, CapacityError, MAX_STEP, MatchCriteria, ReservationState,
};
use crate::domain::compute::lifecycle;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::queue::Event;
use crate::operation::{Change, DryRun, Error, Operation};
use jiff::Timestamp;
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes the instance count, the end date, or the match criteria of an active reservation.
///
/// The count changes by at most 1000 in one request, and not below the number of instances in use. The match criteria
/// can change only if no instance is in use. Running instances that match a reservation that becomes open then use it.
pub struct ModifyCapacityReservation;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    capacity_reservation_id: SmolStr,
    instance_count: Option<i64>,
    end_date: Option<SmolStr>,
    end_date_type: Option<EndDateType>,
    instance_match_criteria: Option<MatchCriteria>,
    start_date: Option<SmolStr>,
}

/// The new attributes of the reservation.
pub struct Plan {
    id: SmolStr,
    total: u32,
    ends: Option<Timestamp>,
    matching: MatchCriteria,
}

impl Operation for ModifyCapacityReservation {
    const ACTION: &'static str = "ModifyCapacityReservation";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // The parameters are reserved by AWS, or for reservations that start in the future, which are not modelled.
    const IGNORED: &'static [&'static str] = &["Accept", "AcceptModificationTerms", "AdditionalInfo", "QuoteId"];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for ModifyCapacityReservation {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        if request.start_date.is_some() {
            return Err(Error::NotModelled("StartDate".to_owned()));
        }
        let id = request.capacity_reservation_id;
        let reservation = reservation(&at.region.reservations, &id)?;
        if reservation.source.is_some() {
            return Err(AwsLendingError::Interruptible(id).into());
        }
        if reservation.state != ReservationState::Active {
            return Err(CapacityError::NotActive(id).into());
        }
        let total = match request.instance_count {
            None => reservation.total,
            Some(count) => {
                let invalid = || Error::invalid("InstanceCount", count, "a number from 1");
                u32::try_from(count).ok().filter(|count| *count > 0).ok_or_else(invalid)?
            }
        };
        if total < reservation.total {
            commitment::check_free(reservation, at.now)?;
        }
        if total.abs_diff(reservation.total) > MAX_STEP {
            return Err(AwsLendingError::StepTooLarge.into());
        }
        if total < reservation.used() {
            return Err(CapacityError::InUse { id, used: reservation.used() }.into());
        }
        let ends = match (&request.end_date, request.end_date_type) {
            (None, None) => reservation.ends,
            (None, Some(EndDateType::Limited)) if reservation.ends.is_some() => reservation.ends,
            _ => end_date(at.now, request.end_date, request.end_date_type)?,
        };
        let committed = reservation.commitment.as_ref().map(Commitment::ends);
        if ends.is_some_and(|ends| committed.is_some_and(|committed| ends < committed)) {
            return Err(AwsCapacityError::Committed(id).into());
        }
        if ends.is_some() && reservation.has_allocation() {
            return Err(AwsLendingError::HasAllocation(id).into());
        }
        let matching = request.instance_match_criteria.unwrap_or(reservation.matching);
        if matching != reservation.matching && reservation.used() > 0 {
            return Err(CapacityError::InUse { id, used: reservation.used() }.into());
        }
        quota::check(at.region, reservation.instance_type, reservation.zone, total.saturating_sub(reservation.total))?;
        Ok(Plan { id, total, ends, matching })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        let Plan { id, total, ends, matching } = plan;
        let becomes_open = at.region.reservations.get_mut(&id).is_some_and(|reservation| {
            let becomes_open = matching == MatchCriteria::Open && reservation.matching != matching;
            reservation.total = total;
            reservation.ends = ends;
            reservation.matching = matching;
            becomes_open
        });
        if let Some(end) = ends {
            at.queue.push(end, at.scope, Event::ReservationEnds { id: id.clone() });
        }
        if becomes_open {
            lifecycle::add_running_instances(at, &id);
        }
        Done::YES
    }
}
