//! Terraform, with its provider for AWS: an ordinary VPC, and an instance with what belongs to it, are applied, planned again,
//! changed and destroyed.

use super::Server;
use super::install::SOURCES;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Runs terraform in a folder. Where it gets its provider from is the machine's affair: the environment is handed on.
fn terraform(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new("terraform");
    command.current_dir(folder).args(arguments).args(["-no-color", "-input=false"]).stdin(Stdio::null());
    command.output().unwrap_or_else(|error| panic!("{command:?} cannot be run: {error}"))
}

#[track_caller]
fn assert_ends(output: &Output, code: i32, tells: &str) {
    let told = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text)).concat();
    assert_eq!(output.status.code(), Some(code), "{told}");
    assert!(told.contains(tells), "{told}");
}

/// A folder of its own for what terraform writes, with this configuration.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("terraform").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = format!("{name}.tf");
    std::fs::copy(Path::new(SOURCES).join("terraform").join(&file), folder.join(file)).expect("a copy");
    folder
}

/// Whether terraform is on this machine, and the file that is to say where its provider is.
fn is_there() -> bool {
    let version = Command::new("terraform").arg("version").output();
    let settings = std::env::var_os("TF_CLI_CONFIG_FILE");
    version.is_ok_and(|output| output.status.success()) && settings.is_some_and(|file| Path::new(&file).is_file())
}

/// Fetches the provider; false where the machine has none to give.
fn is_initialized(folder: &Path) -> bool {
    let output = terraform(folder, &["init"]);
    if String::from_utf8_lossy(&output.stderr).contains("Failed to query available provider packages") {
        return false;
    }
    assert_ends(&output, 0, "successfully initialized");
    true
}

/// Applies a configuration with so many resources, plans it again, changes so many of them in place, and destroys it.
fn lives(name: &str, resources: usize, changes: usize, changed: &[&str]) {
    let folder = folder(name);
    if !is_there() || !is_initialized(&folder) {
        eprintln!("not tried: terraform is not here, or TF_CLI_CONFIG_FILE leads to no provider for AWS 5.100");
        return;
    }
    let server = Server::start();
    let url = format!("-var=url={}", server.url);
    let run = |arguments: &[&str]| terraform(&folder, &[arguments, &[&url]].concat());
    let added = format!("Resources: {resources} added, 0 changed, 0 destroyed.");
    assert_ends(&run(&["apply", "-auto-approve"]), 0, &added);
    assert_ends(&run(&["plan", "-detailed-exitcode"]), 0, "No changes.");
    let change = run(&[&["apply", "-auto-approve"], changed].concat());
    assert_ends(&change, 0, &format!("Resources: 0 added, {changes} changed, 0 destroyed."));
    assert_ends(&run(&[&["plan", "-detailed-exitcode"], changed].concat()), 0, "No changes.");
    let end = run(&[&["destroy", "-auto-approve"], changed].concat());
    assert_ends(&end, 0, &format!("Resources: {resources} destroyed."));
}

#[test]
fn terraform_vpc() {
    lives("vpc", 36, 6, &["-var=name=two", "-var=extra=true"]);
}

#[test]
fn terraform_instance() {
    let changed = ["-var=name=two", "-var=profile=second", "-var=recovery=disabled", "-var=size=20"];
    lives("instance", 26, 10, &changed);
}
