//! Options of instances.

use crate::domain::compute::instance::AwsFacts;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// The cores and threads that an instance uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CpuOptions {
    pub cores: u32,
    /// 1 or 2.
    pub threads_per_core: u32,
}

/// Why an instance left the running state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StateReason {
    /// Its owner stopped or terminated it.
    User,
    /// Its owner hibernated it.
    Hibernated,
    /// The owner of the interruptible capacity reclaimed it.
    Reclaimed,
}

/// The options of an instance's metadata service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetadataOptions {
    /// Requests need a session token.
    pub tokens_required: bool,
    /// The hop limit of a response: 1 to 64.
    pub hop_limit: u8,
    /// Whether the service is enabled.
    pub endpoint: bool,
    /// Whether it is reachable over IPv6.
    pub ipv6: bool,
    /// Whether it exposes the instance's tags.
    pub tags: bool,
}

impl MetadataOptions {
    /// The default of an image that requires session tokens.
    pub const SESSIONS: Self = Self { tokens_required: true, hop_limit: 2, endpoint: true, ipv6: false, tags: false };
}

impl Default for MetadataOptions {
    fn default() -> Self {
        Self { tokens_required: false, hop_limit: 1, endpoint: true, ipv6: false, tags: false }
    }
}

/// Options of an instance of EC2 that few instances have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RareOptions {
    /// The id of its placement group.
    pub group: Option<SmolStr>,
    /// Its partition in that group, from 1.
    pub partition: Option<u32>,
    /// It can have enclaves.
    pub enclave: bool,
    /// It is not recovered by itself.
    pub no_recovery: bool,
    /// It is not moved when it is rebooted.
    pub no_migration: bool,
    pub names: PrivateNames,
}

/// What private DNS names an instance has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateNames {
    /// Its host name is made of its id, not of its address.
    pub by_resource: bool,
    /// The name of its id resolves to its address of IPv4.
    pub a_record: bool,
    /// The name of its id resolves to its address of IPv6.
    pub aaaa_record: bool,
}

impl RareOptions {
    pub const NONE: Self = Self {
        group: None,
        partition: None,
        enclave: false,
        no_recovery: false,
        no_migration: false,
        names: PrivateNames { by_resource: false, a_record: false, aaaa_record: false },
    };
}

impl AwsFacts {
    pub fn rare(&self) -> &RareOptions {
        static NONE: RareOptions = RareOptions::NONE;
        self.rare.as_deref().unwrap_or(&NONE)
    }

    /// Changes its rare options. They take memory as long as it has some.
    pub fn change_rare(&mut self, change: impl FnOnce(&mut RareOptions)) {
        let mut rare = self.rare.take().unwrap_or_default();
        change(&mut rare);
        self.rare = Some(rare).filter(|rare| **rare != RareOptions::NONE);
    }
}

/// The maintenance settings of an ECS instance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Maintenance {
    /// `None` until it is set.
    pub action: Option<MaintenanceAction>,
    /// The start and the end of the maintenance window, as full hours from 0 to 23, in UTC+8.
    pub window: Option<(u8, u8)>,
    /// Whether its owner is notified beforehand.
    pub notify: bool,
}

/// What happens to an ECS instance when its hardware needs maintenance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MaintenanceAction {
    /// It is stopped.
    Stop,
    /// It restarts on other hardware.
    AutoRecover,
    /// It restarts on other hardware and loses the data on its local disks.
    AutoRedeploy,
}

/// The billing method of public bandwidth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum InternetCharge {
    #[default]
    PayByTraffic,
    PayByBandwidth,
}

/// The launch that created an instance.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LaunchFacts {
    /// The reservation id of EC2: `r-...`.
    pub id: SmolStr,
    /// The idempotency token, where describe operations show it.
    pub client_token: Option<SmolStr>,
}

/// How an ECS instance reaches its metadata, as its launch had it; empty where it had nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetadataService {
    /// `enabled`, `disabled`.
    pub endpoint: SmolStr,
    /// `optional`, `required`.
    pub tokens: SmolStr,
    /// From 1 to 64.
    pub hop_limit: u32,
}
