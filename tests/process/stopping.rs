//! The end of a process that answers nobody any more.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;
use twinstance::app::stop::Stop;
use twinstance::cli::stop;
use twinstance::server::SHUTDOWN_GRACE;

/// What this program says once its threads are all busy for ever.
const HANGS: &str = "it hangs";

/// Not a test by itself: the process of the test below.
#[test]
#[ignore = "it never ends by itself"]
fn a_process_that_hangs() {
    stop::on_signal(Stop::default()).expect("signals");
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    let (begun, beginnings) = std::sync::mpsc::channel();
    for _ in 0..2 {
        let begun = begun.clone();
        runtime.spawn(async move {
            begun.send(()).expect("somebody who waits");
            loop {
                std::thread::park()
            }
        });
    }
    // A task that has not begun would go with the runtime.
    beginnings.iter().take(2).for_each(drop);
    println!("{HANGS}");
    // The end of a runtime waits for its threads.
    drop(runtime);
}

#[test]
fn sigterm_ends_a_process_that_hangs() {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--ignored", "--exact", "--nocapture", "process::stopping::a_process_that_hangs"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("a process");
    // It stays open: the process may have more to say.
    let mut lines = BufReader::new(child.stdout.take().expect("a stream")).lines();
    assert!(lines.any(|line| line.expect("a line").contains(HANGS)));
    super::send_signal(&child, "TERM");
    let pause = Duration::from_millis(50);
    let ended = (0..(SHUTDOWN_GRACE + super::PATIENCE).as_millis() / pause.as_millis()).find_map(|_| {
        std::thread::sleep(pause);
        child.try_wait().expect("a status")
    });
    // Where it has ended there is nothing to kill.
    let _ = child.kill();
    let _ = child.wait();
    assert_eq!(ended.expect("an end by itself").code(), Some(1));
}
