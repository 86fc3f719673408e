//! Configuration: flags, environment, file, and the defaults, which `config.example.toml` documents.
//!
//! The first three are one struct in which every key is optional; the first that has a key wins.

mod flags;
mod keys;
mod limits;
mod settings;

pub use flags::{FLAGS, Flag};
pub use keys::{AccessKey, KeyStatus};
pub use limits::Limits;
pub use settings::{LogFilter, LogFormat, Settings, Signatures};

use crate::clock::Clock;
use crate::document::{self, Document};
use crate::domain::estate::{Rules, Transitions};
use crate::domain::geography;
use crate::domain::scope::Cloud;
use crate::fault::Fault;
use crate::signing::Verified;
use jiff::SignedDuration;
use settings::{ClockSetting, PerCloud, TransitionsSetting};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tracing_subscriber::filter::{LevelFilter, Targets};

const DEMO: &str = include_str!("../demo.toml");

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
        error: document::Error,
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
    /// Whether signatures are verified.
    pub signatures: Signatures,
    /// Whether callers are throttled as the vendors do.
    pub throttling: bool,
    /// How many exchanges the request log keeps.
    pub request_log: usize,
    /// Where the control API has a listener of its own.
    pub control_listen: Option<SocketAddr>,
    /// Where events are posted.
    pub events_webhook: Option<String>,
    /// How much a caller may ask of the server.
    pub limits: Limits,
    /// Faults in force from the start.
    pub faults: Vec<Fault>,
    clock: ClockSetting,
    transitions: TransitionsSetting,
    strict_images: bool,
    default_network: bool,
    specification_rest: SignedDuration,
    region: PerCloud,
    account: PerCloud,
    access_keys: BTreeMap<SmolStr, AccessKey>,
}

fn parse<T: serde::de::DeserializeOwned>(text: &str, file: &str) -> Result<T, Error> {
    let read = Document::toml(text).and_then(|document| document.read());
    read.map_err(|error| Error::Invalid { file: file.to_owned(), error })
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

    /// The defaults are here, and not read from the example: what reads it would stay in memory, about half a megabyte.
    fn resolve(settings: Settings) -> Result<Self, Error> {
        let mut scenarios = Vec::new();
        if settings.demo.unwrap_or(false) {
            scenarios.push(("the demo scenario".to_owned(), DEMO.to_owned()));
        }
        if let Some(path) = &settings.scenario {
            scenarios.push((path.display().to_string(), read(path)?));
        }
        Ok(Self {
            listen: settings.listen.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 4780))),
            seed: settings.seed.unwrap_or(1),
            log: settings.log.unwrap_or_else(|| LogFilter(Targets::new().with_default(LevelFilter::INFO))),
            log_format: settings.log_format.unwrap_or(LogFormat::Text),
            scenarios,
            signatures: settings.signatures.unwrap_or(Signatures::Off),
            throttling: settings.throttling.unwrap_or(false),
            request_log: settings.request_log.unwrap_or(1000),
            control_listen: settings.control_listen,
            events_webhook: settings.events_webhook,
            limits: settings.limits.resolve(),
            faults: settings.fault.unwrap_or_default(),
            clock: settings.clock.unwrap_or(ClockSetting::Wall),
            transitions: settings.transitions.unwrap_or(TransitionsSetting::Instant),
            strict_images: settings.strict_images.unwrap_or(false),
            default_network: settings.default_network.unwrap_or(true),
            specification_rest: settings.specification_rest.unwrap_or(SignedDuration::ZERO),
            region: settings.region.or(PerCloud::new("us-east-1", "cn-hangzhou")),
            account: settings.account.or(PerCloud::new("123456789012", "1234567890123456")),
            access_keys: settings.access_keys.unwrap_or_default(),
        })
    }

    /// The clock as it is at the start.
    pub fn clock(&self) -> Clock {
        match self.clock {
            ClockSetting::Wall => Clock::wall(),
            ClockSetting::Manual(at) => Clock::manual(at),
        }
    }

    /// The same for doing recorded exchanges again: without faults and signatures, from the time of the first on.
    pub fn for_replay(mut self, recording: &str) -> Self {
        #[derive(serde::Deserialize)]
        struct First {
            time: jiff::Timestamp,
        }
        let first = recording.lines().next().and_then(|line| serde_json::from_str::<First>(line).ok());
        if let (ClockSetting::Wall, Some(First { time })) = (self.clock, first) {
            self.clock = ClockSetting::Manual(time);
        }
        self.signatures = Signatures::Off;
        self.throttling = false;
        self.faults = Vec::new();
        self
    }

    /// How the world behaves.
    pub fn rules(&self) -> Rules {
        let transitions = match self.transitions {
            TransitionsSetting::Instant => Transitions::INSTANT,
            TransitionsSetting::Realistic => Transitions::REALISTIC,
        };
        Rules {
            strict_images: self.strict_images,
            default_network: self.default_network,
            specification_rest: self.specification_rest,
            transitions,
        }
    }

    /// The account that an access key belongs to: as configured, else the key itself if it is 12 digits, as in other
    /// emulators, else the default.
    pub fn account(&self, cloud: Cloud, caller: Verified<'_>) -> SmolStr {
        let access_key = caller.access_key();
        if let Some(key) = self.access_keys.get(access_key) {
            return key.account.clone();
        }
        if access_key.len() == 12 && access_key.bytes().all(|byte| byte.is_ascii_digit()) {
            return access_key.into();
        }
        self.account.of(cloud).cloned().unwrap_or_default()
    }

    /// What is known of an access key.
    pub fn access_key(&self, access_key: &str) -> Option<&AccessKey> {
        self.access_keys.get(access_key)
    }

    /// The region of calls that name none.
    pub fn region(&self, cloud: Cloud) -> &'static str {
        let named = self.region.of(cloud).and_then(|name| geography::region(cloud, name));
        named.map_or(geography::regions(cloud)[0].name, |region| region.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_the_default() {
        const EXAMPLE: &str = include_str!("../../config.example.toml");
        let [example, default] = [Config::from_toml(EXAMPLE), Config::example()].map(|config| format!("{config:?}"));
        assert_eq!(example, default);
        // It has all keys: those without a default are `config`, which is no key, and some that stand in it as comments.
        let settings = format!("{:#?}", parse::<Settings>(EXAMPLE, "").unwrap());
        let unsaid = settings.lines().filter_map(|line| line.strip_prefix("    ")?.strip_suffix(": None,"));
        let unsaid: Vec<_> = unsaid.filter(|key| !key.starts_with(' ')).collect();
        assert_eq!(unsaid, ["config", "scenario", "control_listen", "events_webhook", "fault"]);
        for key in &unsaid[1..] {
            assert!(EXAMPLE.contains(&format!("\n# {key} = ")) || EXAMPLE.contains(&format!("\n# [[{key}]]")), "{key}");
        }
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
        let account = |cloud, key| config.account(cloud, Verified::by_word(Signatures::Off, key));
        assert_eq!(account(Cloud::Aws, "AKIA"), "111122223333");
        assert_eq!(account(Cloud::Aws, "999988887777"), "999988887777");
        assert_eq!(account(Cloud::Aws, "test"), "123456789012");
        assert_eq!(account(Cloud::Alibaba, "test"), "1234567890123456");
    }
}
