//! Shutdown at Ctrl-C or SIGTERM, within a limited time even if the server hangs.

use crate::app::stop::Stop;
use crate::server::SHUTDOWN_GRACE;
use std::future::Future;
use std::io;
use std::time::Duration;

/// How long after [`SHUTDOWN_GRACE`] the process is ended by force.
const FORCED_EXIT_DELAY: Duration = Duration::from_secs(1);

/// Handles Ctrl-C and SIGTERM, which from now on do not end the process at once: the first one asks for the stop. If the
/// process still runs [`SHUTDOWN_GRACE`] and a second later, it is ended with status 1.
///
/// This uses a thread and a runtime of its own, since a runtime whose threads are all blocked does not handle signals. The
/// thread takes no lock and writes no log, since the blocked threads may be waiting for either.
pub fn on_signal(stop: Stop) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let signal = {
        let _context = runtime.enter();
        stop_signal()?
    };
    std::thread::Builder::new().name("stop".to_owned()).spawn(move || {
        runtime.block_on(signal);
        stop.request();
        std::thread::sleep(SHUTDOWN_GRACE + FORCED_EXIT_DELAY);
        std::process::exit(1);
    })?;
    Ok(())
}

/// Completes at Ctrl-C or SIGTERM. The handlers are installed at once, not when the future is polled.
#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Completes at Ctrl-C.
#[cfg(not(unix))]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Without a handler for it, Ctrl-C ends the process anyway.
        let _ = tokio::signal::ctrl_c().await;
    })
}
