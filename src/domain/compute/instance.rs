//! Instances of both clouds: their attributes and states.

use crate::domain::billing::BillingFacts;
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::disk::Disk;
pub use crate::domain::compute::interface::{Nic, NicCommon};
pub use crate::domain::compute::options::{
    CpuOptions, InternetCharge, LaunchFacts, Maintenance, MaintenanceAction, MetadataOptions, MetadataService,
    PrivateNames, RareOptions, StateReason,
};
use crate::domain::compute::shared::Shared;
pub use crate::domain::compute::subscription::{ChargeType, Cycle, Subscription};
use crate::domain::credits::{CreditMode, Meter};
use crate::domain::resize::SpecState;
use crate::domain::written::{self, Name};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};
use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};
use uuid::Uuid;

/// Keys and values that users attach to a resource.
pub type Tags = Shared<BTreeMap<SmolStr, SmolStr>>;

/// The state of an instance.
///
/// EC2 has no `Starting`. ECS shows neither `ShuttingDown` nor `Terminated`: a released ECS instance is removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum State {
    /// Being created; on EC2 also being started.
    Pending,
    /// On ECS: being started or rebooted.
    Starting,
    Running,
    Stopping,
    Stopped,
    ShuttingDown,
    /// EC2 shows it for an hour.
    Terminated,
}

impl State {
    pub const ALL: [Self; 7] = [
        Self::Pending,
        Self::Starting,
        Self::Running,
        Self::Stopping,
        Self::Stopped,
        Self::ShuttingDown,
        Self::Terminated,
    ];

    /// In EC2's spelling; `starting` is ours.
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

/// The hardware that an instance runs on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tenancy {
    /// Shared hardware.
    #[default]
    Default,
    /// Dedicated instance.
    Dedicated,
    /// Dedicated host.
    Host,
}

impl Tenancy {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Dedicated => "dedicated",
            Self::Host => "host",
        }
    }
}

/// How an instance selects reserved capacity at each start.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CapacityChoice {
    /// Any open reservation that matches, else on demand.
    #[default]
    Open,
    /// On demand only.
    None,
    /// An open reservation that matches, else the start fails.
    ReservationsOnly,
    /// This reservation, else the start fails.
    Reservation(SmolStr),
}

/// An instance. It dereferences to [`Common`], which instances of one launch share.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Instance {
    pub id: SmolStr,
    #[serde(with = "written::instance_type")]
    pub instance_type: &'static InstanceType,
    pub state: State,
    /// The number of the queued event for its next state; events with other numbers are outdated.
    pub ticket: u64,
    pub created: Timestamp,
    pub launched: Timestamp,
    /// Its CPU credit mode. EC2 retains it when the type changes to one without credits.
    pub credits: CreditMode,
    /// Its CPU credits and its load; `None` if it has neither.
    #[serde(default)]
    pub meter: Option<Shared<Meter>>,
    /// Its primary network interface.
    pub nic: Nic,
    /// Its disks, the system disk first.
    pub disks: Vec<Disk>,
    pub tags: Tags,
    /// The id of the reservation whose capacity it uses.
    pub reservation: Option<SmolStr>,
    pub launch: Shared<LaunchFacts>,
    /// Its index in that launch, from 0.
    pub launch_index: u32,
    /// Why and when EC2 stopped or terminated it.
    pub reason: Option<Box<(StateReason, Timestamp)>>,
    /// When it will be terminated because its capacity is reclaimed.
    pub interruption: Option<Timestamp>,
    /// Its serial number; ECS only.
    pub serial: Uuid,
    pub common: Shared<Common>,
}

/// The attributes that instances of one launch have in common.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Common {
    /// The id of its image.
    pub image: SmolStr,
    /// Its platform, as EC2's capacity reservations name it: `Linux/UNIX`, `Windows`.
    #[serde(with = "written::name")]
    pub platform: Name,
    #[serde(with = "written::name")]
    pub zone: Name,
    pub tenancy: Tenancy,
    /// The name of its key pair.
    pub key_name: Option<SmolStr>,
    pub capacity: CapacityChoice,
    /// Attributes of EC2 only.
    pub aws: AwsFacts,
    /// Attributes of ECS only. Read it with [`Instance::alibaba`].
    pub alibaba: Option<Box<AlibabaFacts>>,
}

impl Deref for Instance {
    type Target = Common;

    fn deref(&self) -> &Common {
        &self.common
    }
}

impl Instance {
    /// Whether it was stopped by hibernation.
    pub fn is_hibernated(&self) -> bool {
        self.state == State::Stopped && matches!(self.reason.as_deref(), Some((StateReason::Hibernated, _)))
    }
}

impl DerefMut for Instance {
    fn deref_mut(&mut self) -> &mut Common {
        &mut self.common
    }
}

/// The attributes of an instance that only EC2 has.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AwsFacts {
    /// It was launched into an interruptible capacity reservation.
    pub interruptible: bool,
    /// Detailed monitoring is on.
    pub monitoring: bool,
    pub ebs_optimized: bool,
    /// TerminateInstances is refused.
    pub termination_protection: bool,
    /// StopInstances is refused.
    pub stop_protection: bool,
    /// A shutdown from inside the instance terminates it instead of stopping it.
    pub shutdown_terminates: bool,
    /// The source/destination check is off, so that the instance can route traffic.
    pub routes_traffic: bool,
    /// In base 64.
    pub user_data: Option<SmolStr>,
    pub metadata: MetadataOptions,
    /// Its CPU options; `None` if it uses all cores and threads.
    pub cpu: Option<CpuOptions>,
    /// It can hibernate.
    #[serde(default)]
    pub hibernation: bool,
    /// Its target reservation was named together with the preference `capacity-reservations-only`, which changes nothing
    /// but is shown.
    #[serde(default)]
    pub reservations_only: bool,
    /// Whether enhanced networking with ENA was switched on or off; `None` if it is as the type has it.
    #[serde(default)]
    pub ena: Option<bool>,
    /// Enhanced networking with the Intel 82599 Virtual Function was switched on.
    #[serde(default)]
    pub sriov: bool,
    /// `None` if it has none of them. Read them with [`AwsFacts::rare`].
    #[serde(default)]
    pub rare: Option<Box<RareOptions>>,
}

/// Why an ECS instance is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lock {
    /// An overdue payment.
    Financial,
    /// A security reason.
    Security,
    /// A spot instance that is being reclaimed.
    Recycling,
    /// An overdue payment for the dedicated host.
    DedicatedHostFinancial,
    /// It was refunded.
    Refunded,
}

/// Public bandwidth, in Mbit/s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bandwidth {
    /// Out of the instance, 0 to 100.
    pub out: u32,
    /// Into the instance, 1 to 200; 0 if it was never set.
    pub inward: u32,
}

/// The attributes of an instance that only ECS has.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AlibabaFacts {
    /// The display name; empty if it is the id. Read it with [`Instance::name`].
    pub name: SmolStr,
    pub description: SmolStr,
    /// The host name; empty if it is derived from the id. Read it with [`Instance::host_name`].
    pub host_name: SmolStr,
    /// Its subscription; `None` for pay-as-you-go.
    pub subscription: Option<Subscription>,
    /// The billing method of its bandwidth.
    pub internet_charge: InternetCharge,
    pub bandwidth: Bandwidth,
    pub locks: Vec<Lock>,
    /// The id of its dedicated host.
    pub dedicated_host: Option<SmolStr>,
    /// The id of the private pool that it is bound to, if that pool is not in the world. Read it with
    /// [`Instance::target_pool`].
    pub target_pool: Option<SmolStr>,
    /// It was stopped in economical mode (`StopCharging`): it is not billed and does not hold capacity.
    pub stop_charging: bool,
    /// DeleteInstance is refused.
    pub deletion_protection: bool,
    /// In base 64.
    pub user_data: Option<SmolStr>,
    /// The name of its RAM role.
    pub ram_role: Option<SmolStr>,
    /// Its automatic release time, a full minute.
    pub auto_release: Option<Timestamp>,
    pub maintenance: Maintenance,
    /// Network frames may be larger than 1500 bytes.
    pub jumbo_frame: bool,
    #[serde(default)]
    pub metadata: MetadataService,
    /// It is in the classic network, not in a VPC.
    pub classic: bool,
    /// Its VSwitch or its private address was changed, and it was not started since.
    #[serde(default)]
    pub moved: bool,
    /// Changes of its specification, and what limits them.
    pub spec: SpecState,
    pub billing: BillingFacts,
    /// The resource group of the instance, its disks and its network interface; empty for the default one.
    pub resource_group: SmolStr,
}

impl AlibabaFacts {
    pub fn charge(&self) -> ChargeType {
        if self.subscription.is_some() { ChargeType::PrePaid } else { ChargeType::PostPaid }
    }
}

impl Instance {
    /// Its ECS attributes; defaults for an instance of EC2.
    pub fn alibaba(&self) -> &AlibabaFacts {
        static NONE: std::sync::LazyLock<AlibabaFacts> = std::sync::LazyLock::new(AlibabaFacts::default);
        self.alibaba.as_deref().unwrap_or(&NONE)
    }

    pub fn alibaba_mut(&mut self) -> &mut AlibabaFacts {
        self.alibaba.get_or_insert_default()
    }

    /// Its display name on ECS; by default its id.
    pub fn name(&self) -> &SmolStr {
        Some(&self.alibaba().name).filter(|name| !name.is_empty()).unwrap_or(&self.id)
    }

    /// Its host name on ECS; by default derived from its id.
    pub fn host_name(&self) -> SmolStr {
        let own = &self.alibaba().host_name;
        if own.is_empty() { format_smolstr!("iZ{}Z", self.id.trim_start_matches("i-")) } else { own.clone() }
    }

    /// Shares the memory of all values that equal the other instance's.
    pub fn share_with(&mut self, other: &Self) {
        self.common.join(&other.common);
        self.tags.join(&other.tags);
        self.nic.common.join(&other.nic.common);
        for (disk, other) in self.disks.iter_mut().zip(&other.disks) {
            disk.common.join(&other.common);
            disk.tags.join(&other.tags);
        }
    }

    /// Whether it holds capacity: from its launch until it is stopped or terminated. On ECS a stopped instance holds it
    /// while it is billed.
    pub fn holds_capacity(&self) -> bool {
        let billed = self.alibaba.as_ref().map(|facts| !facts.stop_charging);
        match self.state {
            State::Stopped => billed == Some(true),
            // A stopped instance in economical mode has already released it.
            State::ShuttingDown => billed != Some(false),
            state => state != State::Terminated,
        }
    }

    /// The id of the private pool that it is bound to.
    pub fn target_pool(&self) -> Option<&SmolStr> {
        match &self.capacity {
            CapacityChoice::Reservation(id) => Some(id),
            _ => self.alibaba().target_pool.as_ref(),
        }
    }

    pub fn system_disk(&self) -> Option<&Disk> {
        self.disks.iter().find(|disk| disk.system)
    }
}
