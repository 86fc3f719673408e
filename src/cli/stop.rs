//! The end of the process: asked for by Ctrl-C or SIGTERM, and kept within its time whatever the server does.

use crate::server::SHUTDOWN_GRACE;
use std::future::Future;
use std::io;
use std::time::Duration;
use tokio::sync::watch;

/// How much longer than [`SHUTDOWN_GRACE`] the process lives at most once it is asked to end.
const REST: Duration = Duration::from_secs(1);

/// Listens for Ctrl-C and SIGTERM, which from here on do not end the process at once. The value that is returned becomes
/// true with the first of them; a second later than requests in flight may take, the process is ended with status 1 if it
/// still lives.
///
/// This has a thread and a runtime of its own: one whose threads are all busy does not hear of signals. The thread takes
/// no lock and writes no log, either of which can be what everybody waits for.
pub fn on_signal() -> io::Result<watch::Receiver<bool>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (told, stopped) = watch::channel(false);
    let asked = {
        let _context = runtime.enter();
        asked()?
    };
    std::thread::Builder::new().name("stop".to_owned()).spawn(move || {
        runtime.block_on(asked);
        // Those who listen for it end; nobody else needs it.
        let _ = told.send(true);
        std::thread::sleep(SHUTDOWN_GRACE + REST);
        std::process::exit(1);
    })?;
    Ok(stopped)
}

/// Ready at Ctrl-C or SIGTERM, which it listens for from the call on.
#[cfg(unix)]
fn asked() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ready at Ctrl-C.
#[cfg(not(unix))]
fn asked() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Without a handler for it, Ctrl-C ends the process anyway.
        let _ = tokio::signal::ctrl_c().await;
    })
}
