//! CPU credits of burstable instances: the two modes, their defaults, and who may change them.
//!
//! Follows the EC2 User Guide, "Burstable performance instances", and, for ECS, the page "Burstable instances".

use super::catalog::InstanceType;
use super::instance::{Instance, State, Tenancy};
use super::scope::Cloud;

/// What happens when a burstable instance has spent its credits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CreditMode {
    /// It falls back to its baseline.
    #[default]
    Standard,
    /// It goes on, and the surplus is charged.
    Unlimited,
}

impl CreditMode {
    /// The mode of this name, in EC2's spelling.
    pub fn from_ec2(name: &str) -> Option<Self> {
        match name {
            "standard" => Some(Self::Standard),
            "unlimited" => Some(Self::Unlimited),
            _ => None,
        }
    }

    /// EC2's spelling.
    pub fn ec2(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Unlimited => "unlimited",
        }
    }

    /// The mode of this name, in ECS's spelling.
    pub fn from_ecs(name: &str) -> Option<Self> {
        match name {
            "Standard" => Some(Self::Standard),
            "Unlimited" => Some(Self::Unlimited),
            _ => None,
        }
    }

    /// ECS's spelling.
    pub fn ecs(self) -> &'static str {
        match self {
            Self::Standard => "Standard",
            Self::Unlimited => "Unlimited",
        }
    }
}

/// The families whose mode can be changed: EC2's UnlimitedSupportedInstanceFamily, to which t1 does not belong.
pub const EC2_FAMILIES: &[&str] = &["t2", "t3", "t3a", "t4g", "t8i"];

/// Why an instance's credit mode cannot be what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CreditRefusal {
    /// The type earns no credits.
    NotBurstable,
    /// T3 on a dedicated host knows the standard mode only.
    DedicatedHost,
    /// The instance is neither running nor stopped.
    State,
}

/// Whether the mode of this type can be set at all.
pub fn has_modes(cloud: Cloud, kind: &InstanceType) -> bool {
    kind.burstable && (cloud == Cloud::Alibaba || EC2_FAMILIES.contains(&kind.family))
}

/// The mode an instance of this type gets when its launch names none.
///
/// EC2: T2 standard, T3 and later unlimited, T3 on a dedicated host standard. ECS: standard.
pub fn default_mode(cloud: Cloud, kind: &InstanceType, tenancy: Tenancy) -> CreditMode {
    let standard =
        cloud == Cloud::Alibaba || !has_modes(cloud, kind) || kind.family == "t2" || tenancy == Tenancy::Host;
    if standard { CreditMode::Standard } else { CreditMode::Unlimited }
}

/// Whether a launch of this type and tenancy may ask for this mode.
pub fn check_launch(
    cloud: Cloud,
    kind: &InstanceType,
    tenancy: Tenancy,
    mode: CreditMode,
) -> Result<(), CreditRefusal> {
    if !has_modes(cloud, kind) {
        Err(CreditRefusal::NotBurstable)
    } else if tenancy == Tenancy::Host && mode == CreditMode::Unlimited && kind.family == "t3" {
        Err(CreditRefusal::DedicatedHost)
    } else {
        Ok(())
    }
}

/// Whether this instance's mode may be changed to `mode`. What can never change is told before what may pass:
/// the type, then the host, then the state (the order is ours).
pub fn check_change(cloud: Cloud, instance: &Instance, mode: CreditMode) -> Result<(), CreditRefusal> {
    check_launch(cloud, instance.kind, instance.tenancy, mode)?;
    match instance.state {
        State::Running | State::Stopped => Ok(()),
        _ => Err(CreditRefusal::State),
    }
}
