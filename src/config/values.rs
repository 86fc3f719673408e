//! Types of values. They are written alike in flags, variables and files.

use crate::wire::document::Document;
use http::Uri;
use jiff::{SignedDuration, Timestamp};
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};
use serde_with::DeserializeFromStr;
use smol_str::SmolStr;
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use std::str::FromStr;
use std::time::Duration;
use tracing_subscriber::filter::{LevelFilter, Targets};

/// The setting of the world's clock.
#[derive(Clone, Copy, Debug, DeserializeFromStr)]
pub(super) enum ClockSetting {
    Wall,
    Manual(Timestamp),
    /// That of a replay whose recorded clock ran: it stands still at this instant, and a reset does not set it back.
    Replayed(Timestamp),
}

impl FromStr for ClockSetting {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "wall" {
            return Ok(Self::Wall);
        }
        let help = |error| format!("neither \"wall\" nor an instant as in 2026-11-21T08:00:00Z: {error}");
        text.parse().map(Self::Manual).map_err(help)
    }
}

/// How long things take.
#[derive(Clone, Copy, Debug, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(super) enum TransitionsSetting {
    /// What takes the clouds a while is done by the next call.
    Instant,
    /// About as long as there.
    Realistic,
}

/// The log filter: a level, `requests`, or levels by target, as in `info,twinstance::request=debug`.
#[derive(Clone, Debug, DeserializeFromStr)]
pub struct LogFilter(pub Targets);

/// What `requests` stands for: the level `info`, and a line for each request.
const REQUESTS: &str = "info,twinstance::request=debug";

impl FromStr for LogFilter {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        const LEVELS: &str = "off, error, warn, info, requests (info, and a line for each request), debug, trace";
        let directive = |part: &str| match part.trim() {
            "requests" => Ok(REQUESTS.to_owned()),
            // A word alone would be taken for the name of a target, and all else be off; nothing would be `error`.
            word if word.is_empty() || (!word.contains(['=', ':']) && word.parse::<LevelFilter>().is_err()) => {
                Err(format!("{word:?} is no level; there are {LEVELS}"))
            }
            part => Ok(part.to_owned()),
        };
        let directives = text.split(',').map(directive).collect::<Result<Vec<_>, _>>()?.join(",");
        let filter = directives.parse().map(Self);
        filter.map_err(|error| format!("not levels by target, as in {REQUESTS}: {error}; the levels are {LEVELS}"))
    }
}

/// How the log is written.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Whether connections may be encrypted.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum TlsSetting {
    /// Those that begin with a handshake are.
    Auto,
    /// None is.
    Off,
}

/// An address to listen on.
#[derive(Clone, Copy, Debug, DeserializeFromStr)]
pub struct Address {
    pub main: SocketAddr,
    /// That of `localhost` in IPv6, where the machine has it: some clients try no other.
    pub ipv6: Option<SocketAddr>,
}

impl FromStr for Address {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let port = text.strip_prefix("localhost:").unwrap_or(text);
        if let Ok(port) = port.parse() {
            let ipv6 = Some((Ipv6Addr::LOCALHOST, port).into());
            return Ok(Self { main: (Ipv4Addr::LOCALHOST, port).into(), ipv6 });
        }
        let help = |why: String| format!("no port, nor an address or a host with a port, as in 127.0.0.1:4780: {why}");
        let mut found: Vec<_> = text.to_socket_addrs().map_err(|error| help(error.to_string()))?.collect();
        // Ours: of the addresses of a host, the one that most clients try first.
        found.sort_by_key(SocketAddr::is_ipv6);
        let main = found.first().copied().ok_or_else(|| help("it has no address".to_owned()))?;
        Ok(Self { main, ipv6: None })
    }
}

/// The name of a host, without a port.
#[derive(Clone, Debug, DeserializeFromStr)]
pub struct HostName(pub SmolStr);

impl FromStr for HostName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.parse::<Uri>() {
            Ok(uri) if uri.host() == Some(text) && uri.scheme().is_none() => {
                Ok(Self(text.strip_suffix('.').unwrap_or(text).to_ascii_lowercase().into()))
            }
            _ => Err(format!("{text:?} is not the name of a host, without a port")),
        }
    }
}

/// The origin of a web page, as in `http://localhost:3000`, or `*` for those of all pages.
#[derive(Clone, Debug, DeserializeFromStr)]
pub struct Origin(pub SmolStr);

impl FromStr for Origin {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "*" {
            return Ok(Self(text.into()));
        }
        let uri = text.parse::<Uri>().unwrap_or_default();
        match (uri.scheme_str(), uri.authority()) {
            (Some(scheme @ ("http" | "https")), Some(authority)) if text == format!("{scheme}://{authority}") => {
                // As browsers write it: in lower case, and without the scheme's own port.
                let own_port = if scheme == "http" { ":80" } else { ":443" };
                Ok(Self(text.strip_suffix(own_port).unwrap_or(text).to_ascii_lowercase().into()))
            }
            _ => Err(format!("{text:?} is not an origin as in http://localhost:3000")),
        }
    }
}

/// Parses a duration, as in `90s` or `5m`. Fails if it is negative.
pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let span: SignedDuration = text.parse().map_err(|error: jiff::Error| error.to_string())?;
    span.try_into().map_err(|_| format!("{text:?} is less than nothing"))
}

/// Deserializes a duration.
pub(super) fn deserialize_duration<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    duration(&String::deserialize(deserializer)?).map_err(D::Error::custom)
}

/// The entries of one value of a list key: one, or several with commas between them, or as a JSON array.
#[derive(Clone, Debug)]
pub(super) struct Entries<T>(pub(super) Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(|entry| Self(vec![entry]))
    }
}

impl<T: DeserializeOwned + FromStr<Err: fmt::Display>> FromStr for Entries<T> {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.trim_start().starts_with('[') {
            return Document::json(text.as_bytes())
                .and_then(|document| document.read())
                .map(Self)
                .map_err(|error| error.to_string());
        }
        // The commas in a JSON object are its own.
        let entries: Vec<_> =
            if text.trim_start().starts_with('{') { vec![text] } else { text.split(',').map(str::trim).collect() };
        entries.into_iter().map(str::parse).collect::<Result<_, T::Err>>().map(Self).map_err(|error| error.to_string())
    }
}
