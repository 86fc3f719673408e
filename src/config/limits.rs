//! How much a caller may ask of the server.

use jiff::SignedDuration;
use serde::Deserialize;
use std::time::Duration;

/// How much a caller may ask of the server.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a body.
    pub body: usize,
    /// Bytes of a request's line and headers.
    pub headers: usize,
    /// Parameters of a call.
    pub parameters: usize,
    /// Segments of a parameter's dotted name.
    pub depth: usize,
    /// Connections at a time; further ones wait.
    pub connections: usize,
    /// How long the headers of a request may take, from the end of the request before.
    pub header_timeout: Duration,
    /// How long a body may take.
    pub body_timeout: Duration,
}

/// The same, as far as a source of configuration says it.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitSettings {
    body: Option<usize>,
    headers: Option<usize>,
    parameters: Option<usize>,
    depth: Option<usize>,
    connections: Option<usize>,
    header_timeout: Option<SignedDuration>,
    body_timeout: Option<SignedDuration>,
}

impl LimitSettings {
    /// What this says, and where it says nothing, what the other says.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            body: self.body.or(other.body),
            headers: self.headers.or(other.headers),
            parameters: self.parameters.or(other.parameters),
            depth: self.depth.or(other.depth),
            connections: self.connections.or(other.connections),
            header_timeout: self.header_timeout.or(other.header_timeout),
            body_timeout: self.body_timeout.or(other.body_timeout),
        }
    }

    /// All limits: what this says, and the defaults where it says nothing.
    pub(super) fn resolve(self) -> Limits {
        Limits {
            body: self.body.unwrap_or(4 << 20),
            // The HTTP library asks for a buffer of at least so much.
            headers: self.headers.unwrap_or(64 << 10).max(8192),
            parameters: self.parameters.unwrap_or(20_000),
            depth: self.depth.unwrap_or(16),
            connections: self.connections.unwrap_or(20_000).max(1),
            header_timeout: self.header_timeout.unwrap_or(SignedDuration::from_secs(60)).unsigned_abs(),
            body_timeout: self.body_timeout.unwrap_or(SignedDuration::from_secs(30)).unsigned_abs(),
        }
    }
}
