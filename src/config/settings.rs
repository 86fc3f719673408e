//! What a source of configuration can say: flags, environment, a file.

use super::keys::AccessKey;
use super::limits::LimitSettings;
use crate::domain::geography;
use crate::domain::scope::Cloud;
use crate::fault::Fault;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Deserializer};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use tracing_subscriber::filter::Targets;

/// One layer of configuration: what a source says, and nothing where it says nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub(super) listen: Option<SocketAddr>,
    #[serde(skip)]
    pub(super) config: Option<PathBuf>,
    pub(super) scenario: Option<PathBuf>,
    pub(super) demo: Option<bool>,
    pub(super) seed: Option<u64>,
    pub(super) clock: Option<ClockSetting>,
    pub(super) transitions: Option<TransitionsSetting>,
    pub(super) log: Option<LogFilter>,
    pub(super) log_format: Option<LogFormat>,
    pub(super) signatures: Option<Signatures>,
    pub(super) throttling: Option<bool>,
    pub(super) request_log: Option<usize>,
    pub(super) control_listen: Option<SocketAddr>,
    pub(super) events_webhook: Option<String>,
    #[serde(default)]
    pub(super) limits: LimitSettings,
    pub(super) fault: Option<Vec<Fault>>,
    pub(super) strict_images: Option<bool>,
    pub(super) default_network: Option<bool>,
    pub(super) specification_rest: Option<SignedDuration>,
    #[serde(default, deserialize_with = "regions")]
    pub(super) region: PerCloud,
    #[serde(default)]
    pub(super) account: PerCloud,
    pub(super) access_keys: Option<BTreeMap<SmolStr, AccessKey>>,
}

/// A value for each cloud.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PerCloud {
    pub(super) ec2: Option<SmolStr>,
    pub(super) ecs: Option<SmolStr>,
}

/// Reads the regions, which exist: an error then knows its line.
fn regions<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PerCloud, D::Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Regions {
        #[serde(default, deserialize_with = "of_ec2")]
        ec2: Option<SmolStr>,
        #[serde(default, deserialize_with = "of_ecs")]
        ecs: Option<SmolStr>,
    }
    fn of_ec2<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<SmolStr>, D::Error> {
        known(Cloud::Aws, SmolStr::deserialize(deserializer)?)
    }
    fn of_ecs<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<SmolStr>, D::Error> {
        known(Cloud::Alibaba, SmolStr::deserialize(deserializer)?)
    }
    fn known<E: serde::de::Error>(cloud: Cloud, name: SmolStr) -> Result<Option<SmolStr>, E> {
        match geography::region(cloud, &name) {
            Some(_) => Ok(Some(name)),
            None => Err(E::custom(format!("{name} is not a region"))),
        }
    }
    Regions::deserialize(deserializer).map(|Regions { ec2, ecs }| PerCloud { ec2, ecs })
}

impl PerCloud {
    pub(super) fn new(ec2: &'static str, ecs: &'static str) -> Self {
        Self { ec2: Some(SmolStr::new_static(ec2)), ecs: Some(SmolStr::new_static(ecs)) }
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self { ec2: self.ec2.or(other.ec2), ecs: self.ecs.or(other.ecs) }
    }

    pub(super) fn of(&self, cloud: Cloud) -> Option<&SmolStr> {
        match cloud {
            Cloud::Aws => self.ec2.as_ref(),
            Cloud::Alibaba => self.ecs.as_ref(),
        }
    }
}

/// What the clock is set to.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) enum ClockSetting {
    Wall,
    Manual(Timestamp),
}

impl TryFrom<String> for ClockSetting {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text == "wall" {
            return Ok(Self::Wall);
        }
        let help = |error| format!("neither \"wall\" nor an instant as in 2026-11-21T08:00:00Z: {error}");
        text.parse().map(Self::Manual).map_err(help)
    }
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum TransitionsSetting {
    Instant,
    Realistic,
}

/// Whether signatures are verified.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Signatures {
    /// They are read for the access key and the region, and that is all.
    Off,
    /// They must be there, and right.
    Check,
}

/// What is logged: a level, or levels by target, as in `info,twinstance::request=debug`.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct LogFilter(pub Targets);

impl TryFrom<String> for LogFilter {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map(Self).map_err(|error| format!("neither a level nor a filter: {error}"))
    }
}

/// How the log is written.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

impl Settings {
    /// What this says, and where it says nothing, what the other says.
    pub fn or(self, other: Self) -> Self {
        Self {
            listen: self.listen.or(other.listen),
            config: self.config.or(other.config),
            scenario: self.scenario.or(other.scenario),
            demo: self.demo.or(other.demo),
            seed: self.seed.or(other.seed),
            clock: self.clock.or(other.clock),
            transitions: self.transitions.or(other.transitions),
            log: self.log.or(other.log),
            log_format: self.log_format.or(other.log_format),
            signatures: self.signatures.or(other.signatures),
            throttling: self.throttling.or(other.throttling),
            request_log: self.request_log.or(other.request_log),
            control_listen: self.control_listen.or(other.control_listen),
            events_webhook: self.events_webhook.or(other.events_webhook),
            limits: self.limits.or(other.limits),
            fault: self.fault.or(other.fault),
            strict_images: self.strict_images.or(other.strict_images),
            default_network: self.default_network.or(other.default_network),
            specification_rest: self.specification_rest.or(other.specification_rest),
            region: self.region.or(other.region),
            account: self.account.or(other.account),
            access_keys: self.access_keys.or(other.access_keys),
        }
    }
}
