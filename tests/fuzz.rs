//! Any bytes at all: what must hold of each reader whatever it is given.
//!
//! Each module has one check, which a target of the fuzz crate in this folder runs on bytes without end, and these
//! tests on what it found worth keeping. `tests/fuzz/run params 60` searches for a minute.

mod accounts;
mod configuration;
mod params;
mod recordings;
mod requests;
mod scenario;
mod signatures;
mod snapshots;
mod wire;

use std::path::Path;

/// Checks every file that is kept for a target.
fn corpus(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(target);
    let files = std::fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = files.collect();
    files.sort();
    assert!(files.len() >= 20, "{} files in {}", files.len(), folder.display());
    for path in files {
        let data = std::fs::read(&path).expect("a file");
        let checked = std::panic::catch_unwind(|| check(&data));
        assert!(checked.is_ok(), "{}", path.display());
    }
}

#[test]
fn the_reader_of_parameters_takes_anything() {
    corpus("params", params::check);
}

#[test]
fn the_readers_of_signatures_take_anything() {
    corpus("signatures", signatures::check);
}

#[test]
fn the_loader_of_scenarios_takes_anything() {
    corpus("scenario", scenario::check);
}

#[test]
fn the_gateway_takes_anything() {
    corpus("requests", requests::check);
}

#[test]
fn who_signs_is_who_calls() {
    corpus("accounts", accounts::check);
}

#[test]
fn the_configuration_takes_anything() {
    corpus("configuration", configuration::check);
}

#[test]
fn a_replay_takes_anything() {
    corpus("recordings", recordings::check);
}

#[test]
fn a_restore_takes_anything() {
    corpus("snapshots", snapshots::check);
}
