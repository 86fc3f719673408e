//! Instances of both clouds: what they are, and the states they pass through.

use crate::domain::billing::BillingFacts;
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::disk::Disk;
pub use crate::domain::compute::interface::{Nic, Wiring};
pub use crate::domain::compute::options::{
    CpuOptions, InternetCharge, LaunchFacts, Maintenance, MaintenanceAction, MetadataOptions,
};
use crate::domain::compute::shared::Shared;
use crate::domain::credits::CreditMode;
use crate::domain::resize::SpecState;
use crate::domain::written::{self, Name};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};
use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};
use uuid::Uuid;

/// Keys and values that users attach to a resource.
pub type Tags = Shared<BTreeMap<SmolStr, SmolStr>>;

/// Where an instance is in its life.
///
/// EC2 knows no `Starting`, ECS neither `ShuttingDown` nor `Terminated`: a released ECS instance is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum State {
    /// Being created, or, on EC2, being started.
    Pending,
    /// Being started or rebooted on ECS.
    Starting,
    /// Up.
    Running,
    /// Being stopped.
    Stopping,
    /// Down, and able to start again.
    Stopped,
    /// On the way to its end.
    ShuttingDown,
    /// At its end; EC2 shows it for an hour.
    Terminated,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Pending,
        Self::Starting,
        Self::Running,
        Self::Stopping,
        Self::Stopped,
        Self::ShuttingDown,
        Self::Terminated,
    ];

    /// In lower case, as EC2 spells those that it has.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Starting => "starting",
            Self::Running => "running",
            Self::Stopping => "stopping",
            Self::Stopped => "stopped",
            Self::ShuttingDown => "shutting-down",
            Self::Terminated => "terminated",
        }
    }
}

/// On whose hardware an instance runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tenancy {
    /// Shared.
    #[default]
    Default,
    /// Dedicated instance.
    Dedicated,
    /// Dedicated host.
    Host,
}

impl Tenancy {
    /// As EC2 spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Dedicated => "dedicated",
            Self::Host => "host",
        }
    }
}

/// How an instance looks for reserved capacity at each start.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CapacityChoice {
    /// In any open reservation that matches, else on demand.
    #[default]
    Open,
    /// On demand only.
    None,
    /// In an open reservation that matches, else nowhere.
    ReservationsOnly,
    /// In this reservation, else nowhere.
    Reservation(SmolStr),
}

/// An instance: what is its own. What it has in common with the others of its launch stands in [`Common`], and reads
/// as if it stood here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Instance {
    /// Its id.
    pub id: SmolStr,
    /// Its type.
    #[serde(with = "written::instance_type")]
    pub instance_type: &'static InstanceType,
    /// Where it is in its life.
    pub state: State,
    /// The number of the event that may move it on; an event with another number comes too late.
    pub ticket: u64,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last started.
    pub launched: Timestamp,
    /// How it uses CPU credits. EC2 keeps this when the type changes to one without credits.
    pub credits: CreditMode,
    /// Its network interface.
    pub nic: Nic,
    /// Its disks, the system disk first.
    pub disks: Vec<Disk>,
    /// Its tags.
    pub tags: Tags,
    /// The reservation whose capacity it uses now.
    pub reservation: Option<SmolStr>,
    /// The launch it came from.
    pub launch: Shared<LaunchFacts>,
    /// Its place in that launch, from 0.
    pub launch_index: u32,
    /// Why EC2 has stopped or terminated it, and when.
    pub reason: Option<Box<(StateReason, Timestamp)>>,
    /// The reclaim that will terminate it, at this time.
    pub interruption: Option<Timestamp>,
    /// Its serial number on ECS.
    pub serial: Uuid,
    /// The rest.
    pub common: Shared<Common>,
}

/// What the instances of a launch have in common.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Common {
    /// The image it was made from.
    pub image: SmolStr,
    /// Its platform, as EC2's capacity reservations name it: `Linux/UNIX`, `Windows`.
    #[serde(with = "written::name")]
    pub platform: Name,
    /// Its zone.
    #[serde(with = "written::name")]
    pub zone: Name,
    /// On whose hardware it runs.
    pub tenancy: Tenancy,
    /// The key pair for logging in.
    pub key_name: Option<SmolStr>,
    /// How it looks for reserved capacity.
    pub capacity: CapacityChoice,
    /// What only EC2 says.
    pub aws: AwsFacts,
    /// What only ECS says. Read it by [`Instance::alibaba`].
    pub alibaba: Option<Box<AlibabaFacts>>,
}

impl Deref for Instance {
    type Target = Common;

    fn deref(&self) -> &Common {
        &self.common
    }
}

impl DerefMut for Instance {
    fn deref_mut(&mut self) -> &mut Common {
        &mut self.common
    }
}

/// What EC2 says of an instance beyond the common part.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AwsFacts {
    /// It was launched into an interruptible capacity reservation.
    pub interruptible: bool,
    /// Detailed monitoring is on.
    pub monitoring: bool,
    /// Optimised for EBS.
    pub ebs_optimized: bool,
    /// TerminateInstances is refused.
    pub termination_protection: bool,
    /// StopInstances is refused.
    pub stop_protection: bool,
    /// Shutting down from inside terminates instead of stopping.
    pub shutdown_terminates: bool,
    /// Traffic is let through that is neither from nor for it: the check is off.
    pub routes_traffic: bool,
    /// What it was given to read at its start, in base 64.
    pub user_data: Option<SmolStr>,
    /// How its metadata can be read.
    pub metadata: MetadataOptions,
    /// How many of its cores it uses, where that is not all.
    pub cpu: Option<CpuOptions>,
}

/// Why an instance left the running state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StateReason {
    /// Its owner stopped or terminated it.
    User,
    /// The owner of the capacity took it back.
    Reclaimed,
}

/// How an ECS instance is paid for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ChargeType {
    /// Pay-as-you-go.
    #[default]
    PostPaid,
    /// Subscription.
    PrePaid,
}

/// A subscription, as it was last bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// When it ends.
    pub ends: Timestamp,
    /// What it is bought in.
    pub cycle: Cycle,
}

/// What a subscription is bought in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cycle {
    /// Weeks: 1 to 4.
    Week,
    /// Months: 1 to 60.
    #[default]
    Month,
}

impl Subscription {
    /// A subscription that begins now; `None` if it cannot be bought for so long.
    pub fn new(now: Timestamp, periods: i32, cycle: Cycle) -> Option<Self> {
        let span = match cycle {
            Cycle::Week if (1..=4).contains(&periods) => Span::new().days(7 * i64::from(periods)),
            Cycle::Month if (1..=60).contains(&periods) => Span::new().months(periods),
            _ => return None,
        };
        let ends = now.to_zoned(TimeZone::UTC).checked_add(span).ok()?.timestamp();
        Some(Self { ends, cycle })
    }
}

/// Why an ECS instance is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lock {
    /// An overdue payment.
    Financial,
    /// A security reason.
    Security,
    /// A spot instance that is being taken back.
    Recycling,
    /// The dedicated host's overdue payment.
    DedicatedHostFinancial,
    /// It was refunded.
    Refunded,
}

/// Public bandwidth, in Mbit/s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bandwidth {
    /// Out of the instance, 0 to 100.
    pub out: u32,
    /// Into the instance, 1 to 200; 0 where none was ever set.
    pub inward: u32,
}

/// What ECS says of an instance beyond the common part.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AlibabaFacts {
    /// The name users see; empty while it is the id. Read it by [`Instance::name`].
    pub name: SmolStr,
    /// The description.
    pub description: SmolStr,
    /// The name inside the operating system; empty while it follows from the id. Read it by [`Instance::host_name`].
    pub host_name: SmolStr,
    /// Its subscription; without one it is paid for as it goes.
    pub subscription: Option<Subscription>,
    /// How its bandwidth is paid for.
    pub internet_charge: InternetCharge,
    /// Its public bandwidth.
    pub bandwidth: Bandwidth,
    /// The locks on it.
    pub locks: Vec<Lock>,
    /// The dedicated host it runs on.
    pub dedicated_host: Option<SmolStr>,
    /// The private pool it is bound to, if the world does not hold that pool. Read it by [`Instance::target_pool`].
    pub target_pool: Option<SmolStr>,
    /// While stopped it neither costs nor keeps its capacity: `StopCharging`.
    pub stop_charging: bool,
    /// DeleteInstance is refused.
    pub deletion_protection: bool,
    /// What it was given to read at its start, in base 64.
    pub user_data: Option<SmolStr>,
    /// The RAM role it has.
    pub ram_role: Option<SmolStr>,
    /// When it is released by itself: a full minute.
    pub auto_release: Option<Timestamp>,
    /// What becomes of it when its hardware needs maintenance.
    pub maintenance: Maintenance,
    /// Frames may be larger than 1500 bytes.
    pub jumbo_frame: bool,
    /// It is in the classic network, and in no VPC.
    pub classic: bool,
    /// How its specification was changed, and what can stand in the way of changing it.
    pub spec: SpecState,
    /// Its orders.
    pub billing: BillingFacts,
    /// The resource group it is in, with its disks and its network interface; empty for the default one.
    pub resource_group: SmolStr,
}

impl AlibabaFacts {
    /// How it is paid for.
    pub fn charge(&self) -> ChargeType {
        if self.subscription.is_some() { ChargeType::PrePaid } else { ChargeType::PostPaid }
    }
}

impl Instance {
    /// What ECS says of it; all defaults for an instance of EC2.
    pub fn alibaba(&self) -> &AlibabaFacts {
        static NONE: std::sync::LazyLock<AlibabaFacts> = std::sync::LazyLock::new(AlibabaFacts::default);
        self.alibaba.as_deref().unwrap_or(&NONE)
    }

    /// The same, to change.
    pub fn alibaba_mut(&mut self) -> &mut AlibabaFacts {
        self.alibaba.get_or_insert_default()
    }

    /// Its name on ECS: without one of its own, its id.
    pub fn name(&self) -> &SmolStr {
        Some(&self.alibaba().name).filter(|name| !name.is_empty()).unwrap_or(&self.id)
    }

    /// Its name inside the operating system on ECS.
    pub fn host_name(&self) -> SmolStr {
        let own = &self.alibaba().host_name;
        if own.is_empty() { format_smolstr!("iZ{}Z", self.id.trim_start_matches("i-")) } else { own.clone() }
    }

    /// Keeps once what it has in common with another.
    pub fn share_with(&mut self, other: &Self) {
        self.common.join(&other.common);
        self.tags.join(&other.tags);
        self.nic.wiring.join(&other.nic.wiring);
        for (disk, other) in self.disks.iter_mut().zip(&other.disks) {
            disk.common.join(&other.common);
            disk.tags.join(&other.tags);
        }
    }

    /// Whether it holds capacity: from its launch until it is stopped or terminated. On ECS a stopped instance keeps it
    /// as long as it costs.
    pub fn holds_capacity(&self) -> bool {
        let costs = self.alibaba.as_ref().map(|facts| !facts.stop_charging);
        match self.state {
            State::Stopped => costs == Some(true),
            // One that is released while it is stopped may have given it up before.
            State::ShuttingDown => costs != Some(false),
            state => state != State::Terminated,
        }
    }

    /// The private pool it is bound to, when it takes capacity from that pool only.
    pub fn target_pool(&self) -> Option<&SmolStr> {
        match &self.capacity {
            CapacityChoice::Reservation(id) => Some(id),
            _ => self.alibaba().target_pool.as_ref(),
        }
    }

    /// The system disk.
    pub fn system_disk(&self) -> Option<&Disk> {
        self.disks.iter().find(|disk| disk.system)
    }
}
