//! Configuration: flags, environment, file, and `config.example.toml`, which is embedded and is the default.
//!
//! All four are one struct in which every key is optional; the first that has a key wins.

use crate::clock::Clock;
use crate::domain::estate::{Rules, Transitions};
use crate::domain::geography;
use crate::domain::scope::Cloud;
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tracing_subscriber::EnvFilter;

/// The file that documents every key and holds every default.
pub const EXAMPLE: &str = include_str!("../config.example.toml");

const DEMO: &str = include_str!("demo.toml");

/// One layer of configuration: what a source says, and nothing where it says nothing.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Address to listen on; port 0 takes any free port
    #[arg(long, value_name = "ADDR", env = "TWINSTANCE_LISTEN")]
    listen: Option<SocketAddr>,
    /// Configuration file (TOML)
    #[arg(long, value_name = "FILE", env = "TWINSTANCE_CONFIG")]
    #[serde(skip)]
    config: Option<PathBuf>,
    /// Scenario file (TOML): what is in the world at the start
    #[arg(long, value_name = "FILE", env = "TWINSTANCE_SCENARIO")]
    scenario: Option<PathBuf>,
    /// Start with the demo world
    #[arg(long, env = "TWINSTANCE_DEMO", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    #[arg(value_parser = clap::builder::BoolishValueParser::new())]
    demo: Option<bool>,
    /// Seed of all ids
    #[arg(long, value_name = "N", env = "TWINSTANCE_SEED")]
    seed: Option<u64>,
    /// "wall", or an instant at which a manual clock stands
    #[arg(long, value_name = "wall|INSTANT", env = "TWINSTANCE_CLOCK")]
    clock: Option<ClockSetting>,
    /// How long things take
    #[arg(long, value_enum, env = "TWINSTANCE_TRANSITIONS")]
    transitions: Option<TransitionsSetting>,
    /// Log level, or a tracing filter
    #[arg(long, value_name = "LEVEL", env = "TWINSTANCE_LOG")]
    log: Option<LogFilter>,
    /// Log format
    #[arg(long, value_enum, env = "TWINSTANCE_LOG_FORMAT")]
    log_format: Option<LogFormat>,
    #[arg(skip)]
    strict_images: Option<bool>,
    #[arg(skip)]
    default_network: Option<bool>,
    #[arg(skip)]
    #[serde(default, deserialize_with = "regions")]
    region: PerCloud,
    #[arg(skip)]
    #[serde(default)]
    account: PerCloud,
    #[arg(skip)]
    #[serde(default)]
    access_keys: BTreeMap<SmolStr, SmolStr>,
}

/// A value for each cloud.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PerCloud {
    ec2: Option<SmolStr>,
    ecs: Option<SmolStr>,
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
        known(Cloud::Aws, "region.ec2", SmolStr::deserialize(deserializer)?)
    }
    fn of_ecs<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<SmolStr>, D::Error> {
        known(Cloud::Alibaba, "region.ecs", SmolStr::deserialize(deserializer)?)
    }
    fn known<E: serde::de::Error>(cloud: Cloud, key: &str, name: SmolStr) -> Result<Option<SmolStr>, E> {
        match geography::region(cloud, &name) {
            Some(_) => Ok(Some(name)),
            None => Err(E::custom(format!("{key} = \"{name}\": is not a region"))),
        }
    }
    Regions::deserialize(deserializer).map(|Regions { ec2, ecs }| PerCloud { ec2, ecs })
}

impl PerCloud {
    fn or(self, other: Self) -> Self {
        Self { ec2: self.ec2.or(other.ec2), ecs: self.ecs.or(other.ecs) }
    }

    fn of(&self, cloud: Cloud) -> Option<&SmolStr> {
        match cloud {
            Cloud::Aws => self.ec2.as_ref(),
            Cloud::Alibaba => self.ecs.as_ref(),
        }
    }
}

/// What the clock is set to.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
enum ClockSetting {
    Wall,
    Manual(Timestamp),
}

impl std::str::FromStr for ClockSetting {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "wall" {
            return Ok(Self::Wall);
        }
        let help = |error| format!("neither \"wall\" nor an instant as in 2026-11-21T08:00:00Z: {error}");
        text.parse().map(Self::Manual).map_err(help)
    }
}

impl TryFrom<String> for ClockSetting {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

#[derive(Clone, Copy, Debug, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
enum TransitionsSetting {
    Instant,
    Realistic,
}

/// What is logged: a level, or a filter.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct LogFilter(String);

impl std::str::FromStr for LogFilter {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match EnvFilter::try_new(text) {
            Ok(_) => Ok(Self(text.to_owned())),
            Err(error) => Err(format!("neither a level nor a filter: {error}")),
        }
    }
}

impl TryFrom<String> for LogFilter {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<&LogFilter> for EnvFilter {
    fn from(LogFilter(text): &LogFilter) -> Self {
        Self::new(text)
    }
}

/// How the log is written.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Why the configuration cannot be used. The text names the key, the file and the line.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be read.
    #[error("{}: {error}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A file is not what it should be.
    #[error("{file}: {error}")]
    Invalid {
        /// Which file.
        file: String,
        /// What is wrong, where.
        error: Box<toml::de::Error>,
    },
    /// A key has a value that it cannot have.
    #[error("{key} = \"{value}\": {why}")]
    Value {
        /// Which key.
        key: &'static str,
        /// Its value.
        value: String,
        /// What is wrong with it.
        why: String,
    },
}

/// The whole configuration.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The seed of all ids.
    pub seed: u64,
    /// What is logged.
    pub log: LogFilter,
    /// How it is logged.
    pub log_format: LogFormat,
    /// What is in the world at the start: scenarios, each with the name of its file.
    pub scenarios: Vec<(String, String)>,
    clock: ClockSetting,
    transitions: TransitionsSetting,
    strict_images: bool,
    default_network: bool,
    region: PerCloud,
    account: PerCloud,
    access_keys: BTreeMap<SmolStr, SmolStr>,
}

fn parse<T: serde::de::DeserializeOwned>(text: &str, file: &str) -> Result<T, Error> {
    toml::from_str(text).map_err(|error| Error::Invalid { file: file.to_owned(), error: Box::new(error) })
}

fn read(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|error| Error::Unreadable { path: path.to_owned(), error })
}

impl Config {
    /// Flags and environment first, then the file they name, then the defaults.
    pub fn load(flags: Settings) -> Result<Self, Error> {
        let file = match &flags.config {
            Some(path) => parse(&read(path)?, &path.display().to_string())?,
            None => Settings::default(),
        };
        Self::resolve(flags.or(file))
    }

    /// The defaults alone.
    pub fn example() -> Result<Self, Error> {
        Self::resolve(Settings::default())
    }

    /// The defaults with this configuration text over them.
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        Self::resolve(parse(text, "configuration")?)
    }

    fn resolve(settings: Settings) -> Result<Self, Error> {
        const FILE: &str = "config.example.toml";
        let settings = settings.or(parse(EXAMPLE, FILE)?);
        let missing = |key| Error::Value { key, value: String::new(), why: format!("is not in {FILE}") };
        let mut scenarios = Vec::new();
        if settings.demo.unwrap_or(false) {
            scenarios.push(("the demo scenario".to_owned(), DEMO.to_owned()));
        }
        if let Some(path) = &settings.scenario {
            scenarios.push((path.display().to_string(), read(path)?));
        }
        let config = Self {
            listen: settings.listen.ok_or_else(|| missing("listen"))?,
            seed: settings.seed.ok_or_else(|| missing("seed"))?,
            log: settings.log.ok_or_else(|| missing("log"))?,
            log_format: settings.log_format.ok_or_else(|| missing("log_format"))?,
            scenarios,
            clock: settings.clock.ok_or_else(|| missing("clock"))?,
            transitions: settings.transitions.ok_or_else(|| missing("transitions"))?,
            strict_images: settings.strict_images.ok_or_else(|| missing("strict_images"))?,
            default_network: settings.default_network.ok_or_else(|| missing("default_network"))?,
            region: settings.region,
            account: settings.account,
            access_keys: settings.access_keys,
        };
        for (cloud, key) in [(Cloud::Aws, "region.ec2"), (Cloud::Alibaba, "region.ecs")] {
            config.region.of(cloud).ok_or_else(|| missing(key))?;
        }
        Ok(config)
    }

    /// The clock as it is at the start.
    pub fn clock(&self) -> Clock {
        match self.clock {
            ClockSetting::Wall => Clock::wall(),
            ClockSetting::Manual(at) => Clock::manual(at),
        }
    }

    /// How the world behaves.
    pub fn rules(&self) -> Rules {
        let transitions = match self.transitions {
            TransitionsSetting::Instant => Transitions::INSTANT,
            TransitionsSetting::Realistic => Transitions::REALISTIC,
        };
        Rules { strict_images: self.strict_images, default_network: self.default_network, transitions }
    }

    /// The account that an access key belongs to: as configured, else the key itself if it is 12 digits, as in other
    /// emulators, else the default.
    pub fn account(&self, cloud: Cloud, access_key: &str) -> SmolStr {
        if let Some(account) = self.access_keys.get(access_key) {
            return account.clone();
        }
        if access_key.len() == 12 && access_key.bytes().all(|byte| byte.is_ascii_digit()) {
            return access_key.into();
        }
        self.account.of(cloud).cloned().unwrap_or_default()
    }

    /// The region of calls that name none.
    pub fn region(&self, cloud: Cloud) -> &'static str {
        let named = self.region.of(cloud).and_then(|name| geography::region(cloud, name));
        named.map_or(geography::regions(cloud)[0].name, |region| region.name)
    }
}

impl Settings {
    /// What this says, and where it says nothing, what the other says.
    fn or(self, other: Self) -> Self {
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
            strict_images: self.strict_images.or(other.strict_images),
            default_network: self.default_network.or(other.default_network),
            region: self.region.or(other.region),
            account: self.account.or(other.account),
            access_keys: if self.access_keys.is_empty() { other.access_keys } else { self.access_keys },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_the_default() {
        let config = Config::example().unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:4780");
        assert_eq!(config.region(Cloud::Alibaba), "cn-hangzhou");
        assert!(config.scenarios.is_empty());
    }

    #[test]
    fn a_file_stands_before_the_example() {
        let config = Config::from_toml("seed = 7\n[region]\nec2 = \"eu-west-1\"").unwrap();
        assert_eq!(
            (config.seed, config.region(Cloud::Aws), config.region(Cloud::Alibaba)),
            (7, "eu-west-1", "cn-hangzhou")
        );
    }

    #[test]
    fn errors_name_key_and_line() {
        for (text, key) in [
            ("seed = 1\nstrict_image = true", "strict_image"),
            ("seed = 1\nclock = \"noon\"", "clock"),
            ("demo = true\ntransitions = \"slow\"", "transitions"),
        ] {
            let error = Config::from_toml(text).unwrap_err().to_string();
            assert!(error.contains(key) && error.contains("line "), "{error}");
        }
        let error = Config::from_toml("[region]\nec2 = \"mars-1\"").unwrap_err().to_string();
        assert!(error.contains("region.ec2") && error.contains("mars-1"), "{error}");
    }

    #[test]
    fn access_keys_lead_to_accounts() {
        let config = Config::from_toml("[access_keys]\nAKIA = \"111122223333\"").unwrap();
        assert_eq!(config.account(Cloud::Aws, "AKIA"), "111122223333");
        assert_eq!(config.account(Cloud::Aws, "999988887777"), "999988887777");
        assert_eq!(config.account(Cloud::Aws, "test"), "123456789012");
        assert_eq!(config.account(Cloud::Alibaba, "test"), "1234567890123456");
    }
}
