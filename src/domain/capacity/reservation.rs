//! The data of capacity reservations, ordinary and interruptible. [`crate::domain::capacity::interruptible`] has the
//! operations on allocations.
//!
//! Follows the EC2 User Guide, "On-Demand Capacity Reservations" and "Interruptible Capacity Reservations".

use crate::domain::capacity::commitment::Commitment;
pub use crate::domain::capacity::errors::{AlibabaCapacityError, AwsCapacityError, AwsLendingError, CapacityError};
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::instance::{CapacityChoice, Instance, Tags, Tenancy};
use crate::domain::error::Error;
use crate::domain::ids::is_hex_id;
use crate::domain::place::PlaceMut;
use crate::domain::queue::{Event, after};
use crate::domain::scope::Cloud;
use crate::domain::written::{self, Name};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The platforms of reservations.
pub const PLATFORMS: &[&str] = &[
    "Linux/UNIX",
    "Red Hat Enterprise Linux",
    "SUSE Linux",
    "Windows",
    "Windows with SQL Server",
    "Windows with SQL Server Enterprise",
    "Windows with SQL Server Standard",
    "Windows with SQL Server Web",
    "Linux with SQL Server Standard",
    "Linux with SQL Server Web",
    "Linux with SQL Server Enterprise",
    "RHEL with SQL Server Standard",
    "RHEL with SQL Server Enterprise",
    "RHEL with SQL Server Web",
    "RHEL with HA",
    "RHEL with HA and SQL Server Standard",
    "RHEL with HA and SQL Server Enterprise",
    "Ubuntu Pro",
];

/// The maximum number of instances that one call may reserve, allocate or reclaim.
pub const MAX_STEP: u32 = 1000;

/// The state of a reservation. The vendor has more states, which do not occur here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ReservationState {
    /// It is to start in the future, and AWS looks at the request.
    Assessing,
    /// It is to start in the future.
    Scheduled,
    Pending,
    Active,
    /// Its end date has passed.
    Expired,
    Cancelled,
}

impl ReservationState {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Assessing => "assessing",
            Self::Scheduled => "scheduled",
            Self::Pending => "pending",
            Self::Active => "active",
            Self::Expired => "expired",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Which instances a reservation accepts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MatchCriteria {
    /// All instances with its attributes.
    #[default]
    Open,
    /// Instances that target it by its id.
    Targeted,
}

impl MatchCriteria {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Targeted => "targeted",
        }
    }
}

/// What happens to an interruptible reservation when its size reaches zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ZeroSizePreference {
    /// It is cancelled.
    #[default]
    Default,
    /// It is retained, empty, and can grow again.
    Retain,
}

impl ZeroSizePreference {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Retain => "retain",
        }
    }
}

/// The status of an interruptible allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AllocationStatus {
    Pending,
    /// Its size is the target.
    Active,
    /// Its size is changing to the target.
    Updating,
    /// It is being reclaimed completely.
    Canceling,
    /// All capacity is back in the source.
    Canceled,
}

impl AllocationStatus {
    /// In EC2's spelling: with a single l, unlike the state of a reservation.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Active => "active",
            Self::Updating => "updating",
            Self::Canceling => "canceling",
            Self::Canceled => "canceled",
        }
    }
}

/// An interruptible allocation of a source reservation. Its current size is the `total` of the interruptible
/// reservation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Allocation {
    /// The id of the interruptible reservation.
    pub reservation: SmolStr,
    /// The requested size, in instances.
    pub target: u32,
    /// The size before the last request, in instances.
    pub previous: u32,
    pub status: AllocationStatus,
    /// What happens when the size reaches zero.
    pub preference: ZeroSizePreference,
}

impl Allocation {
    /// Whether it is not cancelled.
    pub fn is_live(&self) -> bool {
        self.status != AllocationStatus::Canceled
    }
}

/// A capacity reservation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reservation {
    pub id: SmolStr,
    /// The display name on ECS.
    pub name: SmolStr,
    /// The description on ECS.
    pub description: SmolStr,
    #[serde(with = "written::instance_type")]
    pub instance_type: &'static InstanceType,
    /// The platform, one of [`PLATFORMS`].
    #[serde(with = "written::name")]
    pub platform: Name,
    #[serde(with = "written::name")]
    pub zone: Name,
    /// Shared or dedicated.
    pub tenancy: Tenancy,
    /// The size, in instances, used or not.
    pub total: u32,
    /// The ids of the instances that use it.
    pub instances: BTreeSet<SmolStr>,
    pub state: ReservationState,
    /// When it was created. It starts at once unless it has a commitment.
    pub created: Timestamp,
    /// The commitment of a reservation of EC2 that starts, or started, at a set time.
    #[serde(default)]
    pub commitment: Option<Commitment>,
    /// Its end date; `None` if it has none.
    pub ends: Option<Timestamp>,
    pub matching: MatchCriteria,
    pub ebs_optimized: bool,
    /// Its resource group on ECS; empty for the default one.
    pub resource_group: SmolStr,
    pub tags: Tags,
    /// Its interruptible allocation, also after that was cancelled.
    pub allocation: Option<Allocation>,
    /// The id of the source reservation; `Some` for an interruptible reservation only.
    pub source: Option<SmolStr>,
}

impl Reservation {
    pub fn starts(&self) -> Timestamp {
        self.commitment.as_ref().map_or(self.created, |commitment| commitment.starts)
    }

    pub fn used(&self) -> u32 {
        u32::try_from(self.instances.len()).unwrap_or(u32::MAX)
    }

    /// How many more instances can use it; 0 unless it is active.
    pub fn available(&self) -> u32 {
        if self.state == ReservationState::Active { self.total.saturating_sub(self.used()) } else { 0 }
    }

    /// The first attribute in which an instance with these does not match.
    pub fn first_mismatch(&self, instance: &Attributes) -> Option<Attribute> {
        let comparisons = [
            (Attribute::Type, self.instance_type.name == instance.instance_type.name),
            (Attribute::Zone, self.zone == instance.zone),
            (Attribute::Platform, self.platform == instance.platform),
            (Attribute::Tenancy, self.tenancy == instance.tenancy),
        ];
        comparisons.into_iter().find(|(_, equal)| !equal).map(|(attribute, _)| attribute)
    }

    /// Whether an instance that uses any open reservation can use this one.
    pub fn accepts(&self, instance: &Attributes) -> bool {
        self.matching == MatchCriteria::Open && self.first_mismatch(instance).is_none() && self.available() > 0
    }

    /// Interruptible instances, and only they, use interruptible reservations.
    pub fn check_market(&self, interruptible: bool) -> Result<(), AwsCapacityError> {
        let matches = self.source.is_some() == interruptible;
        if matches { Ok(()) } else { Err(AwsCapacityError::MarketMismatch(self.id.clone())) }
    }

    /// Whether it has an allocation that is not cancelled.
    pub fn has_allocation(&self) -> bool {
        self.allocation.as_ref().is_some_and(Allocation::is_live)
    }
}

/// What must be the same in a reservation and its instances.
#[derive(Clone, Copy, Debug)]
pub struct Attributes {
    pub instance_type: &'static InstanceType,
    pub zone: &'static str,
    pub platform: &'static str,
    pub tenancy: Tenancy,
}

impl From<&Instance> for Attributes {
    fn from(instance: &Instance) -> Self {
        let (zone, platform) = (instance.zone, instance.platform);
        Self { instance_type: instance.instance_type, zone, platform, tenancy: instance.tenancy }
    }
}

/// An attribute that must be the same in a reservation and its instances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attribute {
    Type,
    Zone,
    Platform,
    Tenancy,
    /// The billing method: pay-as-you-go.
    Charge,
}

impl fmt::Display for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Type => "instance type",
            Self::Zone => "zone",
            Self::Platform => "platform",
            Self::Tenancy => "tenancy",
            Self::Charge => "way of payment",
        })
    }
}

/// The reservations of a region, by id.
pub type Reservations = BTreeMap<SmolStr, Reservation>;

/// The reservation with this id.
pub fn find<'r>(reservations: &'r Reservations, id: &SmolStr) -> Result<&'r Reservation, CapacityError> {
    match reservations.get(id) {
        Some(reservation) => Ok(reservation),
        None if is_hex_id(id, "cr-") => Err(CapacityError::NotFound(id.clone())),
        None => Err(CapacityError::Malformed(id.clone())),
    }
}

/// How many instances with the capacity choice of this one find capacity; `None` if reservations do not limit them.
pub fn room(reservations: &Reservations, instance: &Instance) -> Result<Option<u32>, Error> {
    match &instance.capacity {
        CapacityChoice::Open | CapacityChoice::None => Ok(None),
        CapacityChoice::ReservationsOnly => Ok(Some(open_room(reservations, instance))),
        CapacityChoice::Reservation(id) => {
            let target = find(reservations, id)?;
            target.check_market(instance.aws.interruptible)?;
            if target.state != ReservationState::Active {
                return Err(CapacityError::NotActive(id.clone()).into());
            }
            let source = target.source.as_ref().and_then(|source| reservations.get(source));
            if source
                .and_then(|source| source.allocation.as_ref())
                .is_some_and(|allocation| allocation.target < target.total)
            {
                return Err(AwsCapacityError::Reclaiming(id.clone()).into());
            }
            match target.first_mismatch(&instance.into()) {
                Some(attribute) => Err(CapacityError::Unsuitable(attribute).into()),
                None => Ok(Some(target.available())),
            }
        }
    }
}

/// How many instances like this one can use open reservations; 0 if it chooses on-demand capacity only.
pub fn open_room(reservations: &Reservations, instance: &Instance) -> u32 {
    if instance.capacity == CapacityChoice::None { 0 } else { open_capacity(reservations, &instance.into()) }
}

/// How many instances with these attributes can use open reservations.
pub fn open_capacity(reservations: &Reservations, instance: &Attributes) -> u32 {
    let open = reservations.values().filter(|reservation| reservation.accepts(instance));
    open.map(Reservation::available).fold(0, u32::saturating_add)
}

/// The id of the reservation that this instance uses; `None` if it runs on demand. Requires a successful [`room`].
pub fn choose(reservations: &Reservations, instance: &Instance) -> Option<SmolStr> {
    match &instance.capacity {
        CapacityChoice::None => None,
        CapacityChoice::Reservation(id) => Some(id.clone()),
        CapacityChoice::Open | CapacityChoice::ReservationsOnly => {
            let attributes = instance.into();
            reservations.values().find(|reservation| reservation.accepts(&attributes)).map(|found| found.id.clone())
        }
    }
}

/// How long EC2 shows a reservation that has ended. That it goes is known of AWS, and when it goes is ours: as a
/// terminated instance.
const ENDED_RETENTION: SignedDuration = SignedDuration::from_hours(1);

/// Ends a reservation. Its instances continue on demand.
pub fn end(at: &mut PlaceMut<'_>, id: &SmolStr, state: ReservationState) {
    let Some(reservation) = at.region.reservations.get_mut(id) else { return };
    reservation.state = state;
    if at.scope.cloud == Cloud::Aws {
        at.queue.push(after(at.now, ENDED_RETENTION), at.scope, Event::ReservationRemoval { id: id.clone() });
    }
    for user in std::mem::take(&mut reservation.instances) {
        if let Some(mut instance) = at.region.instances.get_mut(&user) {
            instance.reservation = None;
        }
    }
}

/// Removes a reservation that has ended, and what its source says of it.
pub fn remove(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let Some(removed) = at.region.reservations.remove(id) else { return };
    if let Some(source) = removed.source.and_then(|source| at.region.reservations.get_mut(&source)) {
        source.allocation.take_if(|allocation| allocation.reservation == *id);
    }
}
