//! Capacity reservations, ordinary and interruptible, as data. What they do over time is in [`crate::domain::capacity::interruptible`].
//!
//! Follows the EC2 User Guide, "On-Demand Capacity Reservations" and "Interruptible Capacity Reservations".

use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::instance::{CapacityChoice, Instance, Tags, Tenancy};
use crate::domain::error::{Error, listed};
use crate::domain::ids::is_hex_id;
use crate::domain::place::PlaceMut;
use crate::domain::written::{self, Name};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The platforms a reservation can be made for.
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

/// The most instances that one call may reserve, allocate or reclaim.
pub const MAX_STEP: u32 = 1000;

/// Where a reservation is in its life. The vendor has more states; these are the ones the world reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ReservationState {
    /// Being made.
    Pending,
    /// Usable.
    Active,
    /// Its end date has passed.
    Expired,
    /// It was cancelled.
    Cancelled,
}

impl ReservationState {
    /// As EC2 spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Active => "active",
            Self::Expired => "expired",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Which launches a reservation takes in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MatchCriteria {
    /// All that have its attributes.
    #[default]
    Open,
    /// Those that name it.
    Targeted,
}

impl MatchCriteria {
    /// As EC2 spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Targeted => "targeted",
        }
    }
}

/// What becomes of an interruptible reservation that is reclaimed to the last instance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ZeroSizePreference {
    /// It is cancelled.
    #[default]
    Default,
    /// It stays, empty, and can be filled again.
    Retain,
}

impl ZeroSizePreference {
    /// As EC2 spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Retain => "retain",
        }
    }
}

/// Where an interruptible allocation is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AllocationStatus {
    /// Being made.
    Pending,
    /// At its target.
    Active,
    /// On the way to its target.
    Updating,
    /// On the way to its end.
    Canceling,
    /// At its end; what was allocated is back in the source.
    Canceled,
}

impl AllocationStatus {
    /// As EC2 spells it: with a single l, unlike the state of a reservation.
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

/// The part of a source reservation that is lent out. How many instances it holds at present is the total of the
/// interruptible reservation, and nowhere else.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Allocation {
    /// The interruptible reservation.
    pub reservation: SmolStr,
    /// How many instances it is to hold.
    pub target: u32,
    /// How many it held when that was last asked.
    pub before: u32,
    /// How far it is.
    pub status: AllocationStatus,
    /// What happens at zero.
    pub preference: ZeroSizePreference,
}

impl Allocation {
    /// Whether it still stands.
    pub fn is_live(&self) -> bool {
        self.status != AllocationStatus::Canceled
    }
}

/// A capacity reservation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reservation {
    /// Its id.
    pub id: SmolStr,
    /// The name that ECS users give it.
    pub name: SmolStr,
    /// The description that ECS users give it.
    pub description: SmolStr,
    /// The instance type.
    #[serde(with = "written::instance_type")]
    pub instance_type: &'static InstanceType,
    /// The platform, one of [`PLATFORMS`].
    #[serde(with = "written::name")]
    pub platform: Name,
    /// The zone.
    #[serde(with = "written::name")]
    pub zone: Name,
    /// The tenancy: shared or dedicated.
    pub tenancy: Tenancy,
    /// How many instances it holds in all.
    pub total: u32,
    /// The instances that use it now.
    pub instances: BTreeSet<SmolStr>,
    /// Where it is in its life.
    pub state: ReservationState,
    /// When it was made; it starts at once.
    pub created: Timestamp,
    /// When it ends, unless it ends by hand only.
    pub ends: Option<Timestamp>,
    /// Which launches it takes in.
    pub matching: MatchCriteria,
    /// Whether it is for EBS-optimised instances.
    pub ebs_optimized: bool,
    /// The resource group of ECS it is in; empty for the default one.
    pub resource_group: SmolStr,
    /// Its tags.
    pub tags: Tags,
    /// The part that is lent out.
    pub allocation: Option<Allocation>,
    /// The reservation it borrows from, which makes it an interruptible one.
    pub source: Option<SmolStr>,
}

impl Reservation {
    /// How many instances use it.
    pub fn used(&self) -> u32 {
        u32::try_from(self.instances.len()).unwrap_or(u32::MAX)
    }

    /// How many more instances it can take.
    pub fn available(&self) -> u32 {
        if self.state == ReservationState::Active { self.total.saturating_sub(self.used()) } else { 0 }
    }

    /// The first attribute that the reservation is for and this instance has not.
    pub fn unlike(&self, instance: &Instance) -> Option<Attribute> {
        let alike = [
            (Attribute::Type, self.instance_type.name == instance.instance_type.name),
            (Attribute::Zone, self.zone == instance.zone),
            (Attribute::Platform, self.platform == instance.platform),
            (Attribute::Tenancy, self.tenancy == instance.tenancy),
        ];
        alike.into_iter().find(|(_, alike)| !alike).map(|(attribute, _)| attribute)
    }

    /// Whether an instance that looks for any open reservation finds this one.
    pub fn takes_in(&self, instance: &Instance) -> bool {
        self.matching == MatchCriteria::Open && self.unlike(instance).is_none() && self.available() > 0
    }

    /// Whether an allocation of it still stands.
    pub fn lends(&self) -> bool {
        self.allocation.as_ref().is_some_and(Allocation::is_live)
    }
}

/// What a reservation and the instances in it have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attribute {
    Type,
    Zone,
    Platform,
    Tenancy,
    /// How the instance is paid for: as it goes.
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

/// Why an instance finds no capacity.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CapacityError {
    #[error("{0} has not the form of a capacity reservation's id")]
    Malformed(SmolStr),
    #[error("no capacity reservation has the id {0}")]
    NotFound(SmolStr),
    #[error("the capacity reservation has not enough room")]
    Exceeded,
    #[error("the capacity reservation is for instances with another {0}")]
    Unsuitable(Attribute),
    #[error("the capacity reservation {0} is neither active nor about to be")]
    NotActive(SmolStr),
    /// It is more than the change leaves, or anything at all where nothing may be.
    #[error("the capacity reservation {id} is used by {used} instances, which does not allow this change")]
    InUse { id: SmolStr, used: u32 },
    #[error("{zone} has no more instances of the type {instance_type}{}", unlike(.elsewhere))]
    OutOfStock {
        /// The instance type.
        instance_type: &'static str,
        zone: &'static str,
        /// The zones that still have it.
        elsewhere: Vec<&'static str>,
    },
}

/// Why only an instance or a reservation of EC2 finds no capacity.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AwsCapacityError {
    #[error("the capacity of the interruptible reservation {0} is being reclaimed")]
    Reclaiming(SmolStr),
    /// The launch says whether it may be interrupted.
    #[error("the capacity reservation {0} is interruptible and the launch is not, or the reverse")]
    MarketMismatch(SmolStr),
    /// The two of a move.
    #[error("the capacity reservations {0} and {1} differ in what must be the same")]
    Unlike(SmolStr, SmolStr),
    /// The limit is that of the type's bucket.
    #[error("the account may not have more than {0} vCPUs of such instance types")]
    VcpuLimit(u32),
}

/// What only a private pool of ECS can be refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlibabaCapacityError {
    #[error("the capacity reservation {0} ends at a set time, and cannot be ended before")]
    EndsByItself(SmolStr),
}

fn unlike(elsewhere: &[&str]) -> String {
    if elsewhere.is_empty() { String::new() } else { format!(", unlike {}", listed(elsewhere)) }
}

/// Why capacity cannot be lent or taken back so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AwsLendingError {
    /// The operation takes the source.
    #[error("the capacity reservation {0} is interruptible, which does not allow this")]
    Interruptible(SmolStr),
    #[error("the capacity reservation {0} has an end date, so that nothing can be lent of it")]
    HasEndDate(SmolStr),
    #[error("the capacity reservation {0} has an interruptible allocation already")]
    HasAllocation(SmolStr),
    #[error("the capacity reservation {0} has no interruptible allocation")]
    NoAllocation(SmolStr),
    #[error("the interruptible allocation of the capacity reservation {0} is still on its way")]
    AllocationBusy(SmolStr),
    #[error("{asked} instances are more than the {available} that the capacity reservation has available")]
    TooFew { asked: u32, available: u32 },
    #[error("the number of instances changes by at most {MAX_STEP} at once")]
    StepTooLarge,
}

/// The reservations of a region, by id.
pub type Reservations = BTreeMap<SmolStr, Reservation>;

/// The reservation of this id.
pub fn find<'r>(reservations: &'r Reservations, id: &SmolStr) -> Result<&'r Reservation, CapacityError> {
    match reservations.get(id) {
        Some(reservation) => Ok(reservation),
        None if is_hex_id(id, "cr-") => Err(CapacityError::NotFound(id.clone())),
        None => Err(CapacityError::Malformed(id.clone())),
    }
}

/// How many instances like this one find capacity, looking as it does; `None` where nothing limits them.
pub fn room(reservations: &Reservations, instance: &Instance) -> Result<Option<u32>, Error> {
    match &instance.capacity {
        CapacityChoice::Open | CapacityChoice::None => Ok(None),
        CapacityChoice::ReservationsOnly => Ok(Some(open_room(reservations, instance))),
        CapacityChoice::Reservation(id) => {
            let target = find(reservations, id)?;
            if target.source.is_some() != instance.aws.interruptible {
                return Err(AwsCapacityError::MarketMismatch(id.clone()).into());
            }
            if target.state != ReservationState::Active {
                return Err(CapacityError::NotActive(id.clone()).into());
            }
            let source = target.source.as_ref().and_then(|source| reservations.get(source));
            if source.and_then(|source| source.allocation.as_ref()).is_some_and(|lent| lent.target < target.total) {
                return Err(AwsCapacityError::Reclaiming(id.clone()).into());
            }
            match target.unlike(instance) {
                Some(attribute) => Err(CapacityError::Unsuitable(attribute).into()),
                None => Ok(Some(target.available())),
            }
        }
    }
}

/// How many instances like this one open reservations have room for, if it looks for one.
pub fn open_room(reservations: &Reservations, instance: &Instance) -> u32 {
    if instance.capacity == CapacityChoice::None {
        return 0;
    }
    let open = reservations.values().filter(|reservation| reservation.takes_in(instance));
    open.map(Reservation::available).sum()
}

/// The reservation that this instance takes its capacity from, among those with [`room`]; else it runs on demand.
pub fn choose(reservations: &Reservations, instance: &Instance) -> Option<SmolStr> {
    match &instance.capacity {
        CapacityChoice::None => None,
        CapacityChoice::Reservation(id) => Some(id.clone()),
        CapacityChoice::Open | CapacityChoice::ReservationsOnly => {
            reservations.values().find(|reservation| reservation.takes_in(instance)).map(|found| found.id.clone())
        }
    }
}

/// Ends a reservation. Instances that use it run on, on demand.
pub fn end(at: &mut PlaceMut<'_>, id: &SmolStr, state: ReservationState) {
    let Some(reservation) = at.region.reservations.get_mut(id) else { return };
    reservation.state = state;
    for user in std::mem::take(&mut reservation.instances) {
        if let Some(mut instance) = at.region.instances.get_mut(&user) {
            instance.reservation = None;
        }
    }
}
