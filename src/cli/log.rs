//! The log, on stderr.

use crate::config::{Config, LogFormat};
use std::io::{IsTerminal, stderr};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt, registry};

/// Installs the global logger.
#[inline]
pub fn start(config: &Config) {
    let text = fmt::layer().with_writer(stderr).with_ansi(stderr().is_terminal());
    let log = match config.log_format {
        LogFormat::Text => text.boxed(),
        LogFormat::Json => text.json().boxed(),
    };
    registry().with(config.log.0.clone()).with(log).init();
}
