//! What the suites need, installed once, beside the build, from the lists that stand with the suites.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Where the suites are.
pub const SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/clients");

type Installed = OnceLock<Result<PathBuf, String>>;

/// The Python that has the clients.
pub fn python() -> &'static Path {
    static PYTHON: Installed = Installed::new();
    once(&PYTHON, || {
        let venv = folder().join("venv");
        let python = venv.join("bin/python");
        let list = Path::new(SOURCES).join("python/requirements.txt");
        unless_there(&venv, &read(&list)?, || {
            tell(
                "the Python clients (boto3, awscli, libcloud, two SDKs of Alibaba Cloud; pytest) into target/clients/venv",
            );
            run(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
            run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(&list))
        })?;
        Ok(python)
    })
}

/// The folder that has the clients for Node, and a copy of the suites: Node looks for packages beside the file that
/// imports them.
pub fn node() -> &'static Path {
    static NODE: Installed = Installed::new();
    once(&NODE, || {
        let (home, sources) = (folder().join("node"), Path::new(SOURCES).join("node"));
        unless_there(&home, &read(&sources.join("package-lock.json"))?, || {
            tell("the Node clients (the SDKs of AWS and of Alibaba Cloud) into target/clients/node");
            copy(&sources, &home)?;
            run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&home))
        })?;
        copy(&sources, &home)?;
        Ok(home)
    })
}

/// The suite for AWS's SDK for Rust, which is a package of its own.
pub fn rust() -> &'static Path {
    static RUST: Installed = Installed::new();
    once(&RUST, || {
        let (target, manifest) = (folder().join("rust"), Path::new(SOURCES).join("rust/Cargo.toml"));
        let suite = target.join("debug/twinstance-rust-clients");
        if !suite.exists() {
            tell("the SDK of AWS for Rust into target/clients/rust");
        }
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let mut build = Command::new(cargo);
        build.args(["build", "--quiet", "--locked", "--manifest-path"]).arg(manifest).arg("--target-dir").arg(&target);
        run(&mut build)?;
        Ok(suite)
    })
}

/// Says what is installed, past the test runner, which keeps to itself what tests print.
fn tell(what: &str) {
    let text = format!("installing {what}; `cargo test -- --skip clients::` does without\n");
    // Nobody may be there to read it.
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// What the suites need.
const NEEDS: &str = "the client suites need Python 3.11 with venv, Node 20 with npm, curl, Rust, and the package registries; \
                     `cargo test -- --skip clients::` leaves them out";

/// Tests that come while another installs wait for it, and fail with it.
fn once(installed: &'static Installed, install: impl FnOnce() -> Result<PathBuf, String>) -> &'static Path {
    installed.get_or_init(install).as_ref().unwrap_or_else(|error| panic!("{error}"))
}

/// The folder for all this in the target directory.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("clients")
}

/// Installs into a folder, unless its stamp says that the same list has been installed there.
fn unless_there(folder: &Path, list: &str, install: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    let stamp = folder.join("installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == list) {
        return Ok(());
    }
    let failed = |error| format!("{}: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(failed)?;
    }
    fs::create_dir_all(folder).map_err(failed)?;
    install()?;
    fs::write(&stamp, list).map_err(failed)
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let failed = |error| format!("{}: {error}", from.display());
    for entry in fs::read_dir(from).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        fs::copy(entry.path(), to.join(entry.file_name())).map_err(failed)?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("{command:?} cannot be run ({NEEDS}): {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let told = [output.stdout, output.stderr].concat();
    Err(format!("{command:?}: {} ({NEEDS})\n{}", output.status, String::from_utf8_lossy(&told)))
}
