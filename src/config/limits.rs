//! Limits on requests.

use super::Config;
use super::values::{deserialize_duration, duration};
use serde::Deserialize;
use std::time::Duration;

/// How much a caller may ask of the server.
#[derive(clap::Args, Clone, Copy, Debug, Deserialize)]
#[command(next_help_heading = "Limits")]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Bytes of a body.
    #[arg(id = "limits.body", value_name = "BYTES", default_value_t = 4 << 20)]
    pub body: usize,
    /// Bytes of a request's line and headers; less than 8192 counts as that.
    #[arg(id = "limits.headers", value_name = "BYTES", default_value_t = 64 << 10)]
    pub headers: usize,
    /// Parameters of a call.
    #[arg(id = "limits.parameters", value_name = "N", default_value_t = 20_000)]
    pub parameters: usize,
    /// Segments of a parameter's dotted name.
    #[arg(id = "limits.depth", value_name = "N", default_value_t = 16)]
    pub depth: usize,
    /// Connections at a time; further ones wait. 0 counts as 1.
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
}

impl Limits {
    /// Raises the limits to the smallest values that work. Hyper requires a buffer of at least 8192 bytes.
    pub(super) fn with_minimums(self) -> Self {
        Self { headers: self.headers.max(8192), connections: self.connections.max(1), ..self }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Config::default().limits
    }
}
