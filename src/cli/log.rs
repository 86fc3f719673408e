//! The log, on stderr.

use crate::config::{Config, LogFilter, LogFormat};
use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, IsTerminal, Write, stderr};
use std::panic;
use std::sync::{Arc, OnceLock};
use tracing_appender::non_blocking::{ErrorCounter, NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt, registry};

/// How many lines wait for a reader of stderr that is slow. Further ones are dropped, so that the server never waits.
const MAX_WAITING: usize = 10_000;

/// Installs the global logger. Panics are logged too. A line is written by a thread of its own; once the guard is dropped,
/// those that still wait are written.
pub fn start(config: &Config) -> WorkerGuard {
    let dropped = Arc::new(OnceLock::new());
    let (writer, guard) = NonBlockingBuilder::default()
        .buffered_lines_limit(MAX_WAITING)
        .finish(CountingStderr { dropped: dropped.clone(), told: 0 });
    // Cannot be set already: this is the only place.
    let _ = dropped.set(writer.error_counter());
    let text = fmt::layer().with_writer(writer).with_ansi(stderr().is_terminal());
    let log = match config.log_format {
        LogFormat::Text => text.boxed(),
        LogFormat::Json => text.json().boxed(),
    };
    registry().with(filter(&config.log)).with(log).init();
    // The standard hook writes to stderr, and waits for its reader.
    panic::set_hook(Box::new(|panic| {
        let backtrace = Backtrace::capture();
        let backtrace = (backtrace.status() == BacktraceStatus::Captured).then(|| backtrace.to_string());
        tracing::error!(backtrace, "{panic}");
    }));
    guard
}

/// The filter of the configuration. The frames of HTTP/2 are only for who asks for them by the target `h2`.
fn filter(LogFilter(targets): &LogFilter) -> Targets {
    let asks = targets.iter().any(|(target, _)| target.starts_with("h2"));
    if asks { targets.clone() } else { targets.clone().with_target("h2", LevelFilter::WARN) }
}

/// Writes to stderr, and logs how many lines were dropped before.
struct CountingStderr {
    dropped: Arc<OnceLock<ErrorCounter>>,
    told: usize,
}

impl Write for CountingStderr {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let written = stderr().write(line);
        let dropped = self.dropped.get().map_or(0, ErrorCounter::dropped_lines);
        if dropped > self.told {
            let lines = dropped - self.told;
            self.told = dropped;
            tracing::warn!(lines, "lines of the log were dropped: stderr was not read");
        }
        written
    }

    fn flush(&mut self) -> io::Result<()> {
        stderr().flush()
    }
}
