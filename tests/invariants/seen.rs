//! What the API shows of EC2.

use crate::support::{Answer, Twin};
use jiff::Timestamp;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize, PartialEq)]
pub struct Items<T> {
    #[serde(default = "Vec::new")]
    pub item: Vec<T>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Reservations {
    capacity_reservation_set: Items<Reservation>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct Reservation {
    pub capacity_reservation_id: String,
    pub instance_type: String,
    pub availability_zone: String,
    pub total_instance_count: u32,
    pub available_instance_count: u32,
    pub state: String,
    pub end_date: Option<Timestamp>,
    pub end_date_type: String,
    pub instance_match_criteria: String,
    pub interruptible: bool,
    pub capacity_allocation_set: Option<Items<Used>>,
    pub interruptible_capacity_allocation: Option<Allocation>,
    pub interruption_info: Option<Source>,
}

impl Reservation {
    pub fn used(&self) -> u32 {
        self.capacity_allocation_set.iter().flat_map(|set| &set.item).map(|used| used.count).sum()
    }

    pub fn is_active(&self) -> bool {
        self.state == "active"
    }

    /// Active, and not itself lent.
    pub fn is_own(&self) -> bool {
        self.is_active() && !self.interruptible
    }

    /// Active and lending.
    pub fn lends(&self) -> bool {
        let lends = |lent: &Allocation| lent.status != "canceled";
        self.is_own() && self.interruptible_capacity_allocation.as_ref().is_some_and(lends)
    }

    /// The reservation it borrows from.
    pub fn source(&self) -> Option<&str> {
        self.interruption_info.as_ref().map(|info| info.source_capacity_reservation_id.as_str())
    }

    /// What no call changes.
    pub fn place(&self) -> (&str, &str) {
        (&self.instance_type, &self.availability_zone)
    }

    /// What only a modification changes, beside the count.
    pub fn terms(&self) -> (Option<Timestamp>, &str) {
        (self.end_date, &self.instance_match_criteria)
    }
}

#[derive(Debug, Deserialize, PartialEq)]
pub struct Used {
    pub count: u32,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct Allocation {
    pub instance_count: u32,
    pub target_instance_count: u32,
    pub status: String,
    pub interruptible_capacity_reservation_id: Option<String>,
    pub zero_size_preference: String,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct Source {
    pub source_capacity_reservation_id: String,
}

/// What GetCapacityReservationUsage answers.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Usage {
    pub capacity_reservation_id: String,
    pub instance_type: String,
    pub total_instance_count: u32,
    pub available_instance_count: u32,
    pub state: String,
    pub interruptible: bool,
    pub instance_usage_set: Items<Account>,
    pub interruptible_capacity_allocation: Option<Allocation>,
    pub interruption_info: Option<Source>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    pub account_id: String,
    pub used_instance_count: u32,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Launches {
    reservation_set: Items<Launch>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Launch {
    instances_set: Items<Instance>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct Instance {
    pub instance_id: String,
    instance_state: State,
    instance_type: String,
    pub launch_time: Timestamp,
    placement: Placement,
    pub instance_lifecycle: Option<String>,
    pub capacity_reservation_id: Option<String>,
    capacity_reservation_specification: Specification,
}

impl Instance {
    pub fn state(&self) -> &str {
        &self.instance_state.name
    }

    /// As that of a reservation.
    pub fn place(&self) -> (&str, &str) {
        (&self.instance_type, &self.placement.availability_zone)
    }

    /// How it looks for capacity, unless it names its reservation.
    pub fn prefers(&self) -> Option<&str> {
        self.capacity_reservation_specification.capacity_reservation_preference.as_deref()
    }

    /// The reservation that it is to use.
    pub fn target(&self) -> Option<&str> {
        let target = self.capacity_reservation_specification.capacity_reservation_target.as_ref();
        target.map(|target| target.capacity_reservation_id.as_str())
    }

    /// Whether it finds an open reservation.
    pub fn finds(&self, reservation: &Reservation) -> bool {
        matches!(self.prefers(), Some("open" | "capacity-reservations-only"))
            && self.place() == reservation.place()
            && reservation.instance_match_criteria == "open"
            && reservation.available_instance_count > 0
    }
}

#[derive(Debug, Deserialize, PartialEq)]
struct State {
    name: String,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Placement {
    availability_zone: String,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Specification {
    capacity_reservation_preference: Option<String>,
    capacity_reservation_target: Option<Target>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Target {
    capacity_reservation_id: String,
}

/// What the API shows at a moment.
#[derive(Debug, PartialEq)]
pub struct Seen {
    pub now: Timestamp,
    pub reservations: BTreeMap<String, Reservation>,
    pub instances: BTreeMap<String, Instance>,
}

impl Seen {
    pub fn of(twin: &Twin) -> Self {
        let now = twin.app.simulation.lock().clock.now();
        let reservations: Reservations = xml(&twin.ec2("DescribeCapacityReservations"));
        let launches: Launches = xml(&twin.ec2("DescribeInstances"));
        let reservations = reservations.capacity_reservation_set.item.into_iter();
        let instances = launches.reservation_set.item.into_iter().flat_map(|launch| launch.instances_set.item);
        Self {
            now,
            reservations: reservations.map(|found| (found.capacity_reservation_id.clone(), found)).collect(),
            instances: instances.map(|found| (found.instance_id.clone(), found)).collect(),
        }
    }
}

pub fn xml<T: for<'de> Deserialize<'de>>(answer: &Answer) -> T {
    quick_xml::de::from_str(answer.ok()).expect("what the API documents")
}
