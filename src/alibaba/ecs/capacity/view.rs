//! A capacity reservation in responses.

use crate::alibaba::ecs::common::{NEVER, TagsView, time};
use crate::domain::capacity::reservation::{MatchCriteria, Reservation, ReservationState};
use crate::domain::scope::Scope;
use serde::Serialize;
use smol_str::SmolStr;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ReservationView {
    status: &'static str,
    time_slot: &'static str,
    private_pool_options_match_criteria: &'static str,
    private_pool_options_id: SmolStr,
    private_pool_options_name: SmolStr,
    region_id: &'static str,
    instance_charge_type: &'static str,
    end_time: String,
    start_time: String,
    description: SmolStr,
    end_time_type: &'static str,
    resource_group_id: SmolStr,
    platform: &'static str,
    allocated_resources: AllocatedResources,
    tags: TagsView,
    start_time_type: &'static str,
    saving_plan_id: &'static str,
    reserved_instance_id: &'static str,
    capacity_reservation_owner_id: SmolStr,
    delivery_time: &'static str,
    unlocked_time: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct AllocatedResources {
    allocated_resource: [AllocatedResource; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct AllocatedResource {
    used_amount: u32,
    total_amount: u32,
    available_amount: u32,
    failed_amount: u32,
    locked_amount: u32,
    #[serde(rename = "zoneId")]
    zone_id: &'static str,
    instance_type: &'static str,
    capacity_reservation_usages: Usages,
}

/// The usage by other services, of which there is none here.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Usages {
    capacity_reservation_usage: [(); 0],
}

/// The name of a state in ECS. A reservation is `Released` if a call released it or its end has come.
pub fn status(state: ReservationState) -> &'static str {
    match state {
        ReservationState::Assessing | ReservationState::Scheduled | ReservationState::Pending => "Pending",
        ReservationState::Active => "Active",
        ReservationState::Expired | ReservationState::Cancelled => "Released",
    }
}

/// The name of the platform in responses.
pub fn platform(reservation: &Reservation) -> &'static str {
    if reservation.platform == "Windows" { "windows" } else { "linux" }
}

impl ReservationView {
    pub fn new(scope: &Scope, reservation: &Reservation) -> Self {
        Self {
            status: status(reservation.state),
            time_slot: "",
            private_pool_options_match_criteria: match reservation.matching {
                MatchCriteria::Open => "Open",
                MatchCriteria::Targeted => "Target",
            },
            private_pool_options_id: reservation.id.clone(),
            private_pool_options_name: reservation.name.clone(),
            region_id: scope.region,
            instance_charge_type: "PostPaid",
            // Ours: the end of an unlimited reservation is the same as that of a pay-as-you-go instance.
            end_time: reservation.ends.map_or_else(|| NEVER.to_owned(), time),
            start_time: time(reservation.created),
            description: reservation.description.clone(),
            end_time_type: if reservation.ends.is_some() { "Limited" } else { "Unlimited" },
            resource_group_id: reservation.resource_group.clone(),
            platform: platform(reservation),
            allocated_resources: AllocatedResources { allocated_resource: [resource(reservation)] },
            tags: TagsView::from(&reservation.tags),
            start_time_type: "Now",
            saving_plan_id: "",
            reserved_instance_id: "",
            capacity_reservation_owner_id: scope.account.clone(),
            delivery_time: "",
            unlocked_time: "",
        }
    }
}

fn resource(reservation: &Reservation) -> AllocatedResource {
    AllocatedResource {
        used_amount: reservation.used(),
        total_amount: reservation.total,
        available_amount: reservation.available(),
        failed_amount: 0,
        locked_amount: 0,
        zone_id: reservation.zone,
        instance_type: reservation.instance_type.name,
        capacity_reservation_usages: Usages { capacity_reservation_usage: [] },
    }
}
