//! Configuration: flags, environment, file, and the defaults.
//!
//! A key is defined once, as a field of [`Config`] or of a struct in it. Serde reads it from a file. Clap derives the flag,
//! the environment variable, the help and the default. `config.example.toml` documents all keys.

mod flags;
mod keys;
mod limits;
mod places;
mod values;

pub use flags::{unknown_variable, variable, with_flags_and_variables, with_variable};
pub use limits::Limits;
pub use values::{Address, HostName, LogFilter, LogFormat, Origin, TlsSetting};

use crate::domain::rules::{CUSTOM_METRICS_BYTES, Rules, Transitions};
use crate::domain::scope::Cloud;
use crate::middleware::fault::Fault;
use crate::wire::access_key::{AccessKey, Secret};
use crate::wire::document::{self, Document};
use crate::wire::head::Head;
use crate::wire::page;
use crate::wire::signing::{Signatures, Verified};
use crate::world::clock::Clock;
use clap::ArgMatches;
use jiff::{SignedDuration, Timestamp};
use keys::AccessKeys;
use places::{Accounts, Regions};
use serde::Deserialize;
use smol_str::SmolStr;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;
use values::{ClockSetting, Entries, TransitionsSetting, deserialize_duration, duration};

const DEMO: &str = include_str!("../demo.toml");

/// Why the configuration cannot be used. The text names the key, the file and the line.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be read.
    #[error("{}: {error}; {key} names this file", path.display())]
    Unreadable { key: &'static str, path: PathBuf, error: std::io::Error },
    /// The content of a file is invalid.
    #[error("{file}: {error}")]
    Invalid { file: String, error: document::Error },
    /// A limit is larger than the server can keep.
    #[error("{key}: at most {max}")]
    TooLarge { key: &'static str, max: String },
    /// A flag or an environment variable is invalid.
    #[error(transparent)]
    Flags(#[from] clap::Error),
    /// The control token cannot be sent in a header. The text does not repeat it.
    #[error("control_token: has characters that are not visible ASCII, or none")]
    Token,
}

/// The configuration. The comments of the fields are the texts of `--help`.
#[derive(clap::Args, Clone, Debug, Deserialize)]
#[command(next_help_heading = "Server")]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Address to listen on, a host with a port, or a port of localhost; port 0 takes any free port, and the first line on
    /// stdout says which.
    #[arg(value_name = "ADDR", default_value = "localhost:4780", visible_alias = "port")]
    pub listen: Address,
    /// Log level (off, error, warn, info, debug, trace), or requests: info, and a line for each request; or levels by target,
    /// as in info,twinstance::request=debug.
    #[arg(value_name = "LEVEL", default_value = "info")]
    pub log: LogFilter,
    /// Log format.
    #[arg(default_value = "text")]
    pub log_format: LogFormat,
    /// How many exchanges the request log keeps; 0 keeps none.
    #[arg(value_name = "N", default_value_t = 1000)]
    pub request_log: usize,
    /// How many bytes the exchanges in the request log may have in all: beyond that the oldest go.
    #[arg(value_name = "BYTES", default_value_t = 64 << 20)]
    pub request_log_bytes: usize,
    /// How many events are retained for those who come late; 0 retains none.
    #[arg(value_name = "N", default_value_t = 10_000)]
    pub events_backlog: usize,
    /// File to which every exchange is written from the start, for `twinstance replay`; one that is there is not overwritten.
    #[arg(value_name = "FILE")]
    pub record: Option<PathBuf>,
    /// How many bytes a file of a recording may have before the next is begun, as FILE.2.
    #[arg(value_name = "BYTES", default_value_t = 64 << 20)]
    pub record_segment: usize,
    /// URL to which events are posted as they happen, in order, each again until it is taken.
    #[arg(value_name = "URL")]
    pub events_webhook: Option<String>,
    /// Certificates (PEM) of the authorities that a webhook with https is trusted by; without it, those of the machine.
    #[arg(value_name = "FILE")]
    pub webhook_ca: Option<PathBuf>,
    /// Whether https is served too, on the same port.
    #[arg(default_value = "auto")]
    pub tls: TlsSetting,
    /// Certificate of this server (PEM), with those that signed it; without it, the server signs its own.
    #[arg(value_name = "FILE")]
    pub tls_cert: Option<PathBuf>,
    /// Private key of the certificate (PEM).
    #[arg(value_name = "FILE")]
    pub tls_key: Option<PathBuf>,
    /// Folder of the authority that signs the server's certificates, ca.pem for clients and its key; without it, each start
    /// makes another, which GET /_twin/ca.pem shows.
    #[arg(value_name = "DIR")]
    pub tls_dir: Option<PathBuf>,
    /// Address of a listener of its own for the control API under /_twin/, which then is not on the other.
    #[arg(value_name = "ADDR")]
    pub control_listen: Option<Address>,
    /// Further name of a host by which the control API may be called, beside localhost, addresses, and names without dots;
    /// can be given again.
    #[arg(value_name = "HOST")]
    control_host: Vec<Entries<HostName>>,
    /// Secret that callers of the control API must send, as in "Authorization: Bearer TOKEN"; health asks for none.
    #[arg(value_name = "TOKEN")]
    pub control_token: Option<Secret>,
    /// Origin of web pages that may call the clouds' APIs, as in http://localhost:3000, or * for all; can be given again.
    #[arg(value_name = "ORIGIN", visible_alias = "cors-origin")]
    cors_origins: Vec<Entries<Origin>>,

    /// Scenario file (TOML): what is in the world at the start.
    #[arg(value_name = "FILE", help_heading = "World")]
    scenario: Option<PathBuf>,
    /// Start with the demo world: instances with the ids of the vendors' own examples.
    #[arg(help_heading = "World")]
    pub demo: bool,
    /// Seed of all ids: same seed, same calls, same bytes.
    #[arg(value_name = "N", help_heading = "World", default_value_t = 1)]
    pub seed: u64,
    /// "wall", or an instant at which a clock stands still until it is advanced, as in 2026-11-21T08:00:00Z.
    #[arg(value_name = "wall|INSTANT", help_heading = "World", default_value = "wall")]
    clock: ClockSetting,
    /// How long things take that take the clouds a while.
    #[arg(help_heading = "World", default_value = "instant")]
    transitions: TransitionsSetting,
    /// How many bytes the metrics that callers publish may have, of an account in a region: beyond that the oldest data go.
    #[arg(value_name = "BYTES", help_heading = "World", default_value_t = CUSTOM_METRICS_BYTES)]
    custom_metrics_bytes: usize,
    /// Refuse image ids and names of key pairs that are well-formed but unknown.
    #[arg(help_heading = "World")]
    strict_images: bool,
    /// Have default subnets, VSwitches and security groups; false refuses an instance that names none.
    #[arg(help_heading = "World", default_value = "true")]
    default_network: bool,
    /// How long after a change of its specification an ECS instance refuses the next one.
    #[arg(value_name = "SPAN", help_heading = "World", value_parser = duration, default_value = "0s")]
    #[serde(deserialize_with = "deserialize_duration")]
    specification_rest: Duration,
    /// Fault in force from the start, as JSON in the form that POST /_twin/faults takes; can be given again.
    #[arg(value_name = "JSON", help_heading = "World")]
    fault: Vec<Entries<Fault>>,

    /// Whether signatures are verified.
    #[arg(help_heading = "Callers", default_value = "off")]
    pub signatures: Signatures,
    /// Throttle as the vendors do, on the world's clock.
    #[arg(help_heading = "Callers")]
    pub throttling: bool,
    /// Account of an access key, or JSON as in {"AKID": {"account": "...", "secret": "..."}}; can be given again.
    #[arg(value_name = "AKID=ACCOUNT", help_heading = "Callers", visible_alias = "access-key")]
    #[serde(deserialize_with = "AccessKeys::deserialize_table")]
    access_keys: Vec<AccessKeys>,
    #[command(flatten)]
    account: Accounts,
    #[command(flatten)]
    region: Regions,
    /// How much a caller may ask of the server.
    #[command(flatten)]
    pub limits: Limits,

    /// The scenarios that are loaded at the start: the name of the file and its text.
    #[arg(skip)]
    #[serde(skip)]
    pub scenarios: Vec<(String, String)>,
}

fn parse(text: &str, file: &str) -> Result<Config, Error> {
    let read = Document::toml(text).and_then(|document| document.read());
    read.map_err(|error| Error::Invalid { file: file.to_owned(), error })
}

/// Reads the file that this flag names.
fn read(key: &'static str, path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|error| Error::Unreadable { key, path: path.to_owned(), error })
}

impl Default for Config {
    fn default() -> Self {
        static DEFAULTS: LazyLock<Config> = LazyLock::new(flags::defaults);
        DEFAULTS.clone()
    }
}

impl Config {
    /// Loads the configuration. Flags and variables take precedence over the file, and the file over the defaults.
    pub fn load(file: Option<&Path>, given: ArgMatches) -> Result<Self, Error> {
        Self::load_without_scenarios(file, given)?.complete()
    }

    /// Like [`Self::load`], but does not read the scenario files.
    pub fn load_without_scenarios(file: Option<&Path>, given: ArgMatches) -> Result<Self, Error> {
        let mut config = match file {
            Some(path) => parse(&read("--config", path)?, &path.display().to_string())?,
            None => Self::default(),
        };
        flags::apply(&mut config, given)?;
        config.checked()
    }

    /// The default configuration.
    pub fn example() -> Result<Self, Error> {
        Self::default().complete()
    }

    /// The default configuration, changed by the text of a configuration file.
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        parse(text, "configuration")?.checked()?.complete()
    }

    /// Checks what the types of the values do not.
    fn checked(self) -> Result<Self, Error> {
        // An error of a type would repeat the value.
        let is_usable = |token: &str| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
        let token = self.control_token.as_ref().map(Secret::reveal);
        if token.is_none_or(is_usable) { Ok(self) } else { Err(Error::Token) }
    }

    /// Reads the scenario files, and adjusts the limits.
    fn complete(mut self) -> Result<Self, Error> {
        if self.demo {
            self.scenarios.push(("the demo scenario".to_owned(), DEMO.to_owned()));
        }
        if let Some(path) = &self.scenario {
            self.scenarios.push((path.display().to_string(), read("--scenario", path)?));
        }
        self.limits = self.limits.within_bounds()?;
        Ok(self)
    }

    /// Faults in force from the start.
    pub fn faults(&self) -> impl Iterator<Item = &Fault> {
        self.fault.iter().flat_map(|entries| &entries.0)
    }

    /// The host names by which the control API may be called, apart from local ones.
    pub fn control_hosts(&self) -> impl Iterator<Item = &HostName> {
        self.control_host.iter().flat_map(|entries| &entries.0)
    }

    /// Whether this host, with or without a port, is a name of this server alone. An HTTP/1.0 request may have none; a
    /// browser's always has.
    pub fn is_own_host(&self, host: &str) -> bool {
        let is_own = |name: String| page::is_local(&name) || self.control_hosts().any(|own| own.0 == name);
        host.is_empty() || page::host_name(host).is_some_and(is_own)
    }

    /// The origins of web pages that may call the clouds' APIs.
    pub fn cors_origins(&self) -> impl Iterator<Item = &Origin> {
        self.cors_origins.iter().flat_map(|entries| &entries.0)
    }

    /// Whether web pages of this origin may call the clouds' APIs. A browser leaves out the origin in some requests; these
    /// may only be made if pages of all origins may call.
    pub fn allows_origin(&self, origin: Option<&str>) -> bool {
        self.cors_origins().any(|allowed| allowed.0 == "*" || Some(&*allowed.0) == origin)
    }

    /// Whether a call to the clouds' APIs comes from a web page that may not make it.
    pub fn refuses_page(&self, head: &Head<'_>) -> bool {
        page::is_foreign(head, || self.is_own_host(head.host)) && !self.allows_origin(head.header("origin").as_deref())
    }

    /// The clock as it is at the start.
    pub fn clock(&self) -> Clock {
        match self.clock {
            ClockSetting::Wall => Clock::wall(),
            ClockSetting::Manual(at) | ClockSetting::Replayed(at) => Clock::manual(at),
        }
    }

    /// The clock after a reset of everything at this time.
    pub fn clock_of_reset(&self, now: Timestamp) -> Clock {
        match self.clock {
            ClockSetting::Replayed(_) => Clock::manual(now),
            _ => self.clock(),
        }
    }

    /// The configuration for a replay: without signatures, throttling, faults and control token, and with a clock that stands
    /// still at the instant at which the recorded world began. `clock_ran` says whether the recorded clock did not; without it
    /// a clock that is set stays as it is.
    pub fn for_replay(mut self, began: Option<Timestamp>, clock_ran: Option<bool>) -> Self {
        self.clock = match (self.clock, began, clock_ran) {
            (_, Some(began), Some(false)) => ClockSetting::Manual(began),
            (_, Some(began), Some(true)) | (ClockSetting::Wall, Some(began), None) => ClockSetting::Replayed(began),
            (clock, ..) => clock,
        };
        self.signatures = Signatures::Off;
        self.throttling = false;
        self.control_token = None;
        self.fault = Vec::new();
        self
    }

    /// The settings of how the world behaves.
    pub fn rules(&self) -> Rules {
        let transitions = match self.transitions {
            TransitionsSetting::Instant => Transitions::INSTANT,
            TransitionsSetting::Realistic => Transitions::REALISTIC,
        };
        Rules {
            strict_images: self.strict_images,
            default_network: self.default_network,
            specification_rest: SignedDuration::try_from(self.specification_rest).unwrap_or(SignedDuration::MAX),
            transitions,
            custom_metrics_bytes: self.custom_metrics_bytes,
        }
    }

    /// The account of an access key: the configured one, else the key itself if it has 12 digits, as other emulators do,
    /// else the default account.
    pub fn account(&self, cloud: Cloud, caller: Verified<'_>) -> SmolStr {
        let access_key = caller.access_key();
        if let Some(key) = self.access_key(access_key) {
            return key.account.clone();
        }
        if access_key.len() == 12 && access_key.bytes().all(|byte| byte.is_ascii_digit()) {
            return access_key.into();
        }
        match cloud {
            Cloud::Aws => self.account.ec2.clone(),
            Cloud::Alibaba => self.account.ecs.clone(),
        }
    }

    /// The configuration of an access key.
    pub fn access_key(&self, access_key: &str) -> Option<&AccessKey> {
        self.access_keys.iter().find_map(|keys| keys.get(access_key))
    }

    /// Whether there is an access key with which a call can be signed.
    pub fn has_secrets(&self) -> bool {
        self.access_keys.iter().any(AccessKeys::has_secret)
    }

    /// The region of calls that name none.
    pub fn region(&self, cloud: Cloud) -> &'static str {
        match cloud {
            Cloud::Aws => self.region.ec2.name,
            Cloud::Alibaba => self.region.ecs.name,
        }
    }
}

#[cfg(test)]
mod tests;
