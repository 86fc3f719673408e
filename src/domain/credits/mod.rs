//! CPU credits of burstable instances: the two modes, their defaults, and who may change them; and what instances earn and
//! spend, as a function of the clock.
//!
//! Follows the EC2 User Guide, "Burstable performance instances", and, for ECS, the page "Burstable instances".

mod balance;
mod hours;
mod load;
mod meter;
mod price;
mod rates;
mod samples;
mod state;
mod update;

pub use balance::Balance;
pub use hours::{Hours as CreditHours, end_hour, watch};
pub use load::{Load, MAX_STEPS, Step, percent};
pub use meter::{MAX_MARKS, Mark, Meter, Phase, meter};
pub use price::{Price, price};
pub use rates::{CREDIT, Rates, credits_of, from_credits, in_credits, millis, timestamp};
pub use samples::{AlibabaMonitorError, Sample, samples};
pub use state::{LoadState, Outlook, has_load, load_state, outlook};
pub use update::{BalanceError, LAUNCHES_A_DAY, LaunchGrants, balance, check, set_balance, set_load, set_mode, update};

use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::instance::{ChargeType, Instance, Lock, State, Tenancy};
use crate::domain::region::Region;
use crate::domain::rules::Transitions;
use crate::domain::scope::Cloud;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// What happens when a burstable instance has spent its credits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CreditMode {
    /// It falls back to the baseline performance.
    #[default]
    Standard,
    /// It keeps its performance, and surplus credits are charged.
    Unlimited,
}

impl CreditMode {
    /// Parses EC2's spelling.
    pub fn from_ec2(name: &str) -> Option<Self> {
        match name {
            "standard" => Some(Self::Standard),
            "unlimited" => Some(Self::Unlimited),
            _ => None,
        }
    }

    pub fn ec2(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Unlimited => "unlimited",
        }
    }

    /// Parses ECS's spelling.
    pub fn from_ecs(name: &str) -> Option<Self> {
        match name {
            "Standard" => Some(Self::Standard),
            "Unlimited" => Some(Self::Unlimited),
            _ => None,
        }
    }

    pub fn ecs(self) -> &'static str {
        match self {
            Self::Standard => "Standard",
            Self::Unlimited => "Unlimited",
        }
    }
}

/// The families whose default mode can be changed: EC2's UnlimitedSupportedInstanceFamily.
pub const EC2_FAMILIES: &[&str] = &["t2", "t3", "t3a", "t4g", "t8i", "t9g"];

/// The family with this name in any case, if its default mode can be set.
pub fn family(name: &str) -> Option<&'static str> {
    EC2_FAMILIES.iter().find(|family| family.eq_ignore_ascii_case(name)).copied()
}

/// The default mode of a family, as set by an account in a region.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DefaultCredits {
    pub mode: CreditMode,
    /// When it was set within the last 24 hours, the oldest first.
    pub changes: Vec<Timestamp>,
}

/// A default mode can be set once in this period,
const MIN_INTERVAL: SignedDuration = SignedDuration::from_mins(5);
/// and [`CHANGES_A_DAY`] times in this period.
const DAY: SignedDuration = SignedDuration::from_hours(24);
const CHANGES_A_DAY: usize = 4;

/// The default mode of a family in a region.
pub fn family_default(region: &Region, family: &str) -> CreditMode {
    let vendor_default = if family == "t2" { CreditMode::Standard } else { CreditMode::Unlimited };
    region.default_credits.get(family).map_or(vendor_default, |set| set.mode)
}

/// Whether the default mode of a family may be set now: four times in 24 hours at most, and once in 5 minutes. That one
/// holds only if changes take their time (ours): Terraform meets it within an apply.
pub fn may_set_default(region: &Region, family: &str, now: Timestamp, transitions: &Transitions) -> bool {
    let changes = region.default_credits.get(family).map_or(&[][..], |set| &set.changes);
    let within = |span: SignedDuration| changes.iter().filter(|at| now.duration_since(**at) < span).count();
    (transitions.are_instant() || within(MIN_INTERVAL) == 0) && within(DAY) < CHANGES_A_DAY
}

/// Sets the default mode of a family. Existing instances keep their mode.
pub fn set_default(region: &mut Region, family: &'static str, mode: CreditMode, now: Timestamp) {
    let set = region.default_credits.entry(family.into()).or_insert(DefaultCredits { mode, changes: Vec::new() });
    set.mode = mode;
    set.changes.retain(|at| now.duration_since(*at) < DAY);
    set.changes.push(now);
}

/// Why an instance cannot have the requested credit mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CreditRefusal {
    #[error("its type earns no CPU credits whose mode can be set")]
    NotBurstable,
    #[error("on a dedicated host a T3 has the mode standard only")]
    DedicatedHost,
    #[error("it is neither running nor stopped")]
    State,
}

/// Whether instances of this type have a credit mode that can be set. Those of t1 have none.
pub fn has_modes(cloud: Cloud, instance_type: &InstanceType) -> bool {
    instance_type.burstable && (cloud == Cloud::Alibaba || instance_type.family != "t1")
}

/// The mode of an instance of this type if its launch specifies none.
///
/// EC2: the family's default, but standard on a dedicated host. ECS: standard.
pub fn default_mode(cloud: Cloud, region: &Region, instance_type: &InstanceType, tenancy: Tenancy) -> CreditMode {
    if cloud == Cloud::Alibaba || !has_modes(cloud, instance_type) || tenancy == Tenancy::Host {
        CreditMode::Standard
    } else {
        family_default(region, instance_type.family)
    }
}

/// The mode that an instance has now. ECS switches the unlimited mode off while a pay-as-you-go instance has an overdue payment.
pub fn mode(instance: &Instance) -> CreditMode {
    let facts = instance.alibaba();
    let is_overdue = facts.charge() == ChargeType::PostPaid && facts.locks.contains(&Lock::Financial);
    if is_overdue { CreditMode::Standard } else { instance.credits }
}

/// The mode after a change of the type. A change to a type with credits sets the default of its family, unless the
/// instance is still unlimited from an earlier type with credits.
pub fn mode_after_resize(cloud: Cloud, region: &Region, instance: &Instance, to: &InstanceType) -> CreditMode {
    let gains = has_modes(cloud, to) && !has_modes(cloud, instance.instance_type);
    if gains && instance.credits == CreditMode::Standard {
        default_mode(cloud, region, to, instance.tenancy)
    } else {
        mode_on(instance.credits, to, instance.tenancy)
    }
}

/// The mode of an instance that moves to this hardware. Ours: an unlimited T3 becomes standard on a dedicated host; the
/// vendor only says that a T3 supports standard there.
pub fn mode_on(mode: CreditMode, instance_type: &InstanceType, tenancy: Tenancy) -> CreditMode {
    if only_standard(instance_type, tenancy) { CreditMode::Standard } else { mode }
}

/// Whether this type has no unlimited mode on this hardware.
fn only_standard(instance_type: &InstanceType, tenancy: Tenancy) -> bool {
    tenancy == Tenancy::Host && instance_type.family == "t3"
}

/// Whether a launch of this type and tenancy can have this mode.
pub fn check_launch(
    cloud: Cloud,
    instance_type: &InstanceType,
    tenancy: Tenancy,
    mode: CreditMode,
) -> Result<(), CreditRefusal> {
    if !has_modes(cloud, instance_type) {
        Err(CreditRefusal::NotBurstable)
    } else if mode == CreditMode::Unlimited && only_standard(instance_type, tenancy) {
        Err(CreditRefusal::DedicatedHost)
    } else {
        Ok(())
    }
}

/// Whether this instance's mode may be changed to `mode`. Permanent errors come before transient ones: the type, then
/// the host, then the state (the order is ours).
pub fn check_change(cloud: Cloud, instance: &Instance, mode: CreditMode) -> Result<(), CreditRefusal> {
    check_launch(cloud, instance.instance_type, instance.tenancy, mode)?;
    match instance.state {
        State::Running | State::Stopped => Ok(()),
        _ => Err(CreditRefusal::State),
    }
}
