//! A capacity reservation in answers.

use super::INTERRUPTION_TYPE;
use crate::aws::ec2::common::{Set, TagView, arn, tag_set, time};
use crate::domain::capacity::reservation::{Reservation, Reservations};
use crate::domain::compute::instance::Tenancy;
use crate::domain::scope::Scope;
use serde::Serialize;
use smol_str::SmolStr;

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReservationView {
    capacity_reservation_id: SmolStr,
    owner_id: SmolStr,
    capacity_reservation_arn: String,
    availability_zone_id: &'static str,
    instance_type: &'static str,
    instance_platform: &'static str,
    availability_zone: &'static str,
    tenancy: &'static str,
    total_instance_count: u32,
    available_instance_count: u32,
    ebs_optimized: bool,
    ephemeral_storage: bool,
    state: &'static str,
    start_date: String,
    end_date: Option<String>,
    end_date_type: &'static str,
    instance_match_criteria: &'static str,
    create_date: String,
    tag_set: Option<Set<TagView>>,
    capacity_allocation_set: Option<Set<CapacityAllocation>>,
    reservation_type: &'static str,
    interruptible: bool,
    interruptible_capacity_allocation: Option<AllocationView>,
    interruption_info: Option<InterruptionInfo>,
    zero_size_preference: Option<&'static str>,
    commitment_info: Option<CommitmentView>,
    delivery_preference: Option<&'static str>,
}

/// The commitment of a reservation that starts, or started, at a set time.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CommitmentView {
    committed_instance_count: u32,
    commitment_end_date: String,
    commitment_duration: i64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CapacityAllocation {
    allocation_type: &'static str,
    count: u32,
}

/// The allocation of a source reservation. The id is left out while the allocation is pending.
#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AllocationView {
    instance_count: u32,
    target_instance_count: u32,
    status: &'static str,
    interruptible_capacity_reservation_id: Option<SmolStr>,
    interruption_type: &'static str,
    zero_size_preference: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InterruptionInfo {
    source_capacity_reservation_id: SmolStr,
    interruption_type: &'static str,
}

impl InterruptionInfo {
    /// The source of an interruptible reservation. `None` for other reservations.
    pub fn new(reservation: &Reservation) -> Option<Self> {
        let source = reservation.source.clone()?;
        Some(Self { source_capacity_reservation_id: source, interruption_type: INTERRUPTION_TYPE })
    }
}

impl AllocationView {
    /// The allocation of a source. `None` for other reservations.
    pub fn new(source: &Reservation, reservations: &Reservations) -> Option<Self> {
        let allocation = source.allocation.as_ref()?;
        let pending = allocation.status == crate::domain::capacity::reservation::AllocationStatus::Pending;
        Some(Self {
            instance_count: reservations.get(&allocation.reservation).map_or(0, |lent| lent.total),
            target_instance_count: allocation.target,
            status: allocation.status.as_str(),
            interruptible_capacity_reservation_id: (!pending).then(|| allocation.reservation.clone()),
            interruption_type: INTERRUPTION_TYPE,
            zero_size_preference: allocation.preference.as_str(),
        })
    }
}

impl ReservationView {
    /// The view of a reservation. `reservations` are all reservations of its region.
    pub fn new(scope: &Scope, reservation: &Reservation, reservations: &Reservations) -> Self {
        // An interruptible reservation shows the preference of its source's allocation.
        let source = reservation.source.as_ref().and_then(|source| reservations.get(source));
        let preference =
            source.and_then(|source| source.allocation.as_ref()).filter(|a| a.reservation == reservation.id);
        Self {
            capacity_reservation_id: reservation.id.clone(),
            owner_id: scope.account.clone(),
            capacity_reservation_arn: arn(scope, "capacity-reservation", &reservation.id),
            availability_zone_id: scope.zone_id(reservation.zone),
            instance_type: reservation.instance_type.name,
            instance_platform: reservation.platform,
            availability_zone: reservation.zone,
            tenancy: if reservation.tenancy == Tenancy::Default { "default" } else { "dedicated" },
            total_instance_count: reservation.total,
            available_instance_count: reservation.available(),
            ebs_optimized: reservation.ebs_optimized,
            ephemeral_storage: false,
            state: reservation.state.as_str(),
            start_date: time(reservation.starts()),
            end_date: reservation.ends.map(time),
            end_date_type: if reservation.ends.is_some() { "limited" } else { "unlimited" },
            instance_match_criteria: reservation.matching.as_str(),
            create_date: time(reservation.created),
            tag_set: tag_set(&reservation.tags),
            capacity_allocation_set: Set::non_empty(match reservation.used() {
                0 => Vec::new(),
                count => vec![CapacityAllocation { allocation_type: "used", count }],
            }),
            reservation_type: "default",
            interruptible: reservation.source.is_some(),
            interruptible_capacity_allocation: AllocationView::new(reservation, reservations),
            interruption_info: InterruptionInfo::new(reservation),
            zero_size_preference: preference.map(|allocation| allocation.preference.as_str()),
            commitment_info: reservation.commitment.as_ref().map(|commitment| CommitmentView {
                committed_instance_count: commitment.count,
                commitment_end_date: time(commitment.ends()),
                commitment_duration: commitment.seconds,
            }),
            delivery_preference: reservation.commitment.as_ref().map(|_| "incremental"),
        }
    }
}
