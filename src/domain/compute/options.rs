//! Options of instances.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// How many of its cores and threads an instance uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CpuOptions {
    /// Cores.
    pub cores: u32,
    /// Threads on each: 1 or 2.
    pub threads_per_core: u32,
}

/// How an instance's metadata service answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetadataOptions {
    /// Sessions need a token.
    pub tokens_required: bool,
    /// How many hops an answer may go: 1 to 64.
    pub hop_limit: u8,
    /// It answers at all.
    pub endpoint: bool,
    /// It answers over IPv6.
    pub ipv6: bool,
    /// It tells the instance's tags.
    pub tags: bool,
}

impl Default for MetadataOptions {
    fn default() -> Self {
        Self { tokens_required: false, hop_limit: 1, endpoint: true, ipv6: false, tags: false }
    }
}

/// What becomes of an ECS instance when its hardware needs maintenance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Maintenance {
    /// What is done; `None` as long as nobody has chosen.
    pub action: Option<MaintenanceAction>,
    /// From which full hour to which, 0 to 23, in UTC+8.
    pub window: Option<(u8, u8)>,
    /// Its owner is told before.
    pub notify: bool,
}

/// What is done with an ECS instance when its hardware needs maintenance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MaintenanceAction {
    /// It is stopped.
    Stop,
    /// It starts again on other hardware.
    AutoRecover,
    /// It starts again on other hardware, without what was on its local disks.
    AutoRedeploy,
}

/// How public bandwidth is paid for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum InternetCharge {
    /// By the traffic.
    #[default]
    PayByTraffic,
    /// By the bandwidth.
    PayByBandwidth,
}

/// The launch that an instance came from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LaunchFacts {
    /// Its id on EC2: `r-...`.
    pub id: SmolStr,
    /// Its idempotency token, where it is shown.
    pub client_token: Option<SmolStr>,
}
