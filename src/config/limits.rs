//! Limits on requests.

use super::values::{deserialize_duration, duration};
use super::{Config, Error};
use serde::Deserialize;
use std::time::Duration;

/// The largest size, in bytes.
const MAX_BYTES: usize = u32::MAX as usize;

/// The longest time-out: a year.
const MAX_SPAN: Duration = Duration::from_secs(365 * 24 * 3600);

/// How much a caller may ask of the server.
#[derive(clap::Args, Clone, Copy, Debug, Deserialize)]
#[command(next_help_heading = "Limits")]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Bytes of a body.
    #[arg(id = "limits.body", value_name = "BYTES", default_value_t = 4 << 20)]
    pub body: usize,
    /// Bytes of a scenario or a snapshot that is sent to the control API.
    #[arg(id = "limits.upload", value_name = "BYTES", default_value_t = 1 << 30)]
    pub upload: usize,
    /// Bytes of a request's line and headers; less than 8192 counts as that.
    #[arg(id = "limits.headers", value_name = "BYTES", default_value_t = 64 << 10)]
    pub headers: usize,
    /// Parameters of a call.
    #[arg(id = "limits.parameters", value_name = "N", default_value_t = 20_000)]
    pub parameters: usize,
    /// Segments of a parameter's dotted name.
    #[arg(id = "limits.depth", value_name = "N", default_value_t = 16)]
    pub depth: usize,
    /// Connections at a time; further ones may only ask for the health, up to 16, and wait beyond that. 0 counts as 1.
    #[arg(id = "limits.connections", value_name = "N", default_value_t = 20_000)]
    pub connections: usize,
    /// Snapshots that are stored, each by its name.
    #[arg(id = "limits.snapshots", value_name = "N", default_value_t = 100)]
    pub snapshots: usize,
    /// Faults in force.
    #[arg(id = "limits.faults", value_name = "N", default_value_t = 1000)]
    pub faults: usize,
    /// How long the headers of a request may take, from the end of the request before.
    #[arg(id = "limits.header_timeout", value_name = "SPAN", value_parser = duration, default_value = "60s")]
    #[serde(deserialize_with = "deserialize_duration")]
    pub header_timeout: Duration,
    /// How long a body may take.
    #[arg(id = "limits.body_timeout", value_name = "SPAN", value_parser = duration, default_value = "30s")]
    #[serde(deserialize_with = "deserialize_duration")]
    pub body_timeout: Duration,
    /// How long a client may read nothing of an answer.
    #[arg(id = "limits.write_timeout", value_name = "SPAN", value_parser = duration, default_value = "30s")]
    #[serde(deserialize_with = "deserialize_duration")]
    pub write_timeout: Duration,
}

impl Limits {
    /// Raises the limits to the smallest values that work. Hyper requires a buffer of at least 8192 bytes. Fails if one is
    /// larger than works: sums of it overflow, or recursion to its depth does.
    pub(super) fn within_bounds(self) -> Result<Self, Error> {
        let sizes = [
            ("limits.body", self.body, MAX_BYTES),
            ("limits.upload", self.upload, MAX_BYTES),
            ("limits.headers", self.headers, MAX_BYTES),
            ("limits.parameters", self.parameters, 1_000_000),
            ("limits.depth", self.depth, 64),
            ("limits.connections", self.connections, 1_000_000),
        ];
        if let Some((key, _, max)) = sizes.into_iter().find(|(_, size, max)| size > max) {
            return Err(Error::TooLarge { key, max: max.to_string() });
        }
        let spans = [
            ("limits.header_timeout", self.header_timeout),
            ("limits.body_timeout", self.body_timeout),
            ("limits.write_timeout", self.write_timeout),
        ];
        if let Some((key, _)) = spans.into_iter().find(|(_, span)| *span > MAX_SPAN) {
            return Err(Error::TooLarge { key, max: format!("{}h", MAX_SPAN.as_secs() / 3600) });
        }
        Ok(Self { headers: self.headers.max(8192), connections: self.connections.max(1), ..self })
    }
}

impl Default for Limits {
    fn default() -> Self {
        Config::default().limits
    }
}
