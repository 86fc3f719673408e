//! [CreateCapacityReservation](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateCapacityReservation.html)

use super::end_date::{EndDateType, end_date};
use super::start_date::{DeliveryPreference, Start};
use super::view::ReservationView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, tags};
use crate::domain::capacity::commitment;
use crate::domain::capacity::quota;
use crate::domain::capacity::reservation::{MAX_STEP, MatchCriteria, PLATFORMS, Reservation, ReservationState};
use crate::domain::compute::catalog::{self, InstanceType};
use crate::domain::compute::ebs::check_ebs_optimized;
use crate::domain::compute::instance::Tenancy;
use crate::domain::compute::lifecycle;
use crate::domain::error::{AwsInstanceError, InstanceError};
use crate::domain::network::NetworkError;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::queue::Event;
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// Reserves capacity for instances of one type in one zone. The reservation is active in the answer, as in AWS's
/// examples. Running instances that match an open reservation then use it (ours: AWS documents this only for a
/// reservation that becomes open).
///
/// A reservation with a start date is `assessing`, then `scheduled`, and active from that date on. Reservations on Outposts
/// or in placement groups are not modelled and refused.
pub struct CreateCapacityReservation;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_type: SmolStr,
    instance_platform: SmolStr,
    instance_count: i64,
    availability_zone: Option<SmolStr>,
    availability_zone_id: Option<SmolStr>,
    tenancy: Option<ReservationTenancy>,
    ebs_optimized: Option<bool>,
    end_date: Option<SmolStr>,
    end_date_type: Option<EndDateType>,
    instance_match_criteria: Option<MatchCriteria>,
    /// SDKs send the plural form, which only this action has.
    #[serde(default)]
    tag_specifications: Vec<TagSpecification>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
    start_date: Option<SmolStr>,
    commitment_duration: Option<i64>,
    delivery_preference: Option<DeliveryPreference>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ReservationTenancy {
    Default,
    Dedicated,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    capacity_reservation: ReservationView,
}

impl Operation for CreateCapacityReservation {
    const ACTION: &'static str = "CreateCapacityReservation";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    // Each would create another kind of reservation.
    const NOT_MODELLED: &'static [(&'static str, &'static str)] =
        &[("EphemeralStorage", "false"), ("OutpostArn", ""), ("PlacementGroupArn", "")];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for CreateCapacityReservation {
    type Plan = Reservation;

    fn plan(at: Place<'_>, request: Request) -> Result<Reservation, Error> {
        let instance_type = at
            .types
            .find(&request.instance_type)
            .ok_or_else(|| InstanceError::TypeUnknown(request.instance_type.clone()))?;
        check_ebs_optimized(instance_type, request.ebs_optimized)?;
        let platform = PLATFORMS.iter().find(|name| **name == request.instance_platform).ok_or_else(|| {
            Error::invalid("InstancePlatform", &request.instance_platform, format!("one of {}", PLATFORMS.join(", ")))
        })?;
        let total = u32::try_from(request.instance_count).ok().filter(|count| (1..=MAX_STEP).contains(count));
        let total = total.ok_or_else(|| {
            Error::invalid("InstanceCount", request.instance_count, format!("a number from 1 to {MAX_STEP}"))
        })?;
        let mut all_tags = request.tag_specifications;
        all_tags.extend(request.tag_specification);
        let ends = end_date(at.now, request.end_date, request.end_date_type)?;
        let matching = request.instance_match_criteria.unwrap_or_default();
        let start = Start {
            date: request.start_date,
            duration: request.commitment_duration,
            delivery: request.delivery_preference,
        };
        let commitment = start.commitment(at.now, instance_type, total, matching, ends)?;
        let zone = zone(at, instance_type, request.availability_zone.or(request.availability_zone_id))?;
        let reservation = Reservation {
            id: SmolStr::default(),
            name: SmolStr::default(),
            description: SmolStr::default(),
            instance_type,
            platform,
            zone,
            tenancy: match request.tenancy {
                Some(ReservationTenancy::Dedicated) => Tenancy::Dedicated,
                _ => Tenancy::Default,
            },
            total,
            instances: BTreeSet::new(),
            state: if commitment.is_some() { ReservationState::Assessing } else { ReservationState::Active },
            created: at.now,
            commitment,
            ends,
            matching,
            ebs_optimized: request.ebs_optimized.unwrap_or(false),
            resource_group: SmolStr::default(),
            tags: tags(&all_tags, "capacity-reservation", &[])?,
            allocation: None,
            source: None,
        };
        // What is for the future takes nothing of what there is now.
        if reservation.commitment.is_none() {
            quota::check(at.region, instance_type, zone, total)?;
        }
        Ok(reservation)
    }

    fn commit(at: &mut PlaceMut<'_>, mut reservation: Reservation) -> Response {
        reservation.id = at.new_id("cr");
        if let Some(end) = reservation.ends {
            at.queue.push(end, at.scope, Event::ReservationEnds { id: reservation.id.clone() });
        }
        let view = ReservationView::new(at.scope, &reservation, &at.region.reservations);
        let id = reservation.id.clone();
        let commitment = reservation.commitment.clone();
        at.region.reservations.insert(id.clone(), reservation);
        match commitment {
            Some(commitment) => commitment::schedule(at, &id, &commitment),
            None => lifecycle::add_running_instances(at, &id),
        }
        Response { capacity_reservation: view }
    }
}

/// Finds the zone by name or id. The default is the region's first zone that offers the type (ours: the API requires neither).
fn zone(at: Place<'_>, of: &InstanceType, name: Option<SmolStr>) -> Result<&'static str, Error> {
    match name {
        Some(name) => {
            let zone = at.scope.zone(&name).ok_or(NetworkError::ZoneNotFound(name))?;
            catalog::check_zone(at.scope, of, zone)?;
            Ok(zone)
        }
        None => Ok(of.zones(at.scope).next().ok_or(AwsInstanceError::Unsupported)?),
    }
}
