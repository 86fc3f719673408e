//! Shutdown at Ctrl-C or SIGTERM, within a limited time even if the server hangs.

use crate::app::stop::Stop;
use crate::server::SHUTDOWN_GRACE;
use std::io;
use std::time::Duration;
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
#[cfg(windows)]
use tokio::signal::windows::{CtrlC, ctrl_c};
use tokio::time::timeout;

/// How long after [`SHUTDOWN_GRACE`] the process is ended by force.
const FORCED_EXIT_DELAY: Duration = Duration::from_secs(1);

/// Handles Ctrl-C and SIGTERM, which from now on do not end the process at once: the first one asks for the stop. With the
/// second one, or if the process still runs [`SHUTDOWN_GRACE`] and a second later, it is ended with status 1.
///
/// This uses a thread and a runtime of its own, since a runtime whose threads are all blocked does not handle signals. The
/// thread takes no lock and writes no log, since the blocked threads may be waiting for either.
pub fn on_signal(stop: Stop) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut signals = {
        let _context = runtime.enter();
        Signals::new()?
    };
    std::thread::Builder::new().name("stop".to_owned()).spawn(move || {
        runtime.block_on(async {
            signals.next().await;
            stop.request();
            // Whether it is the second signal or the time that is up does not matter.
            let _ = timeout(SHUTDOWN_GRACE + FORCED_EXIT_DELAY, signals.next()).await;
        });
        std::process::exit(1);
    })?;
    Ok(())
}

/// Ctrl-C and SIGTERM. The handlers are installed when this is made.
#[cfg(unix)]
struct Signals {
    interrupt: Signal,
    terminate: Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Completes at the next signal.
    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// Ctrl-C.
#[cfg(windows)]
struct Signals(CtrlC);

#[cfg(windows)]
impl Signals {
    fn new() -> io::Result<Self> {
        Ok(Self(ctrl_c()?))
    }

    async fn next(&mut self) {
        let _ = self.0.recv().await;
    }
}
