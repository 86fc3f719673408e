//! What is installed elsewhere: the wheel with its pytest plugin, and what `cargo package` would publish.

use super::install::{self, SOURCES};
use std::fs;
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Runs a command to its success, and returns what it said.
#[track_caller]
fn run(command: &mut Command) -> String {
    let (success, told) = attempt(command);
    assert!(success, "{command:?}: {told}");
    told
}

fn attempt(command: &mut Command) -> (bool, String) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let told = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&told).into_owned())
}

/// The tests of a project that has the wheel, by several workers, each with a server of its own. A fixture whose SDK is not
/// installed says what brings it.
#[test]
fn the_wheel_brings_the_program_and_fixtures() {
    let home = install::folder().join("wheel");
    fs::remove_dir_all(&home).ok();
    let (wheels, venv) = (home.join("dist"), home.join("venv"));
    run(Command::new(install::python())
        .args(["-m", "maturin", "build", "--quiet", "--profile", "dev", "--out"])
        .arg(&wheels)
        .current_dir(Path::new(ROOT).join(".github/packaging/python")));
    let wheel = fs::read_dir(&wheels).expect("a folder").next().expect("a wheel").expect("a file").path();
    run(Command::new("python3").args(["-m", "venv"]).arg(&venv));
    let python = venv.join("bin/python");
    let pip = |extras: &str| {
        run(Command::new(&python)
            .args(["-m", "pip", "install", "--quiet", "--constraint"])
            .arg(Path::new(SOURCES).join("python/requirements.txt"))
            .args([&format!("twinstance{extras} @ file://{}", wheel.display()), "pytest-xdist"]));
    };
    let pytest = |arguments: &[&str]| {
        attempt(
            Command::new(&python)
                .args(["-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "4"])
                .args(arguments)
                .current_dir(Path::new(SOURCES).join("python/plugin"))
                .env_remove("TWINSTANCE_URL"),
        )
    };
    pip("");
    let version = run(Command::new(venv.join("bin/twinstance")).arg("--version"));
    assert_eq!(version.trim(), concat!("twinstance ", env!("CARGO_PKG_VERSION")));
    assert_eq!(run(Command::new(&python).args(["-m", "twinstance", "--version"])), version);
    let (success, told) = pytest(&["-k", "both_clouds"]);
    assert!(!success && told.contains("the fixture ec2 needs boto3: pip install 'twinstance[aws]'"), "{told}");
    pip("[aws,alibaba]");
    let (success, told) = pytest(&[]);
    assert!(success && told.contains("24 passed"), "{told}");
}

/// Only what is needed to build the program is published.
#[test]
fn what_cargo_packages_is_small() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let list = run(Command::new(cargo).args(["package", "--list", "--allow-dirty", "--offline"]).current_dir(ROOT));
    let files: Vec<&str> = list.lines().collect();
    for wanted in ["Cargo.lock", "Cargo.toml", "LICENSE", "README.md", "config.example.toml", "src/main.rs"] {
        assert!(files.contains(&wanted), "{wanted}: {list}");
    }
    let other = files.iter().find(|file| ["tests/", "docker/", "."].iter().any(|start| file.starts_with(start)));
    assert!(other.is_none_or(|file| *file == ".cargo_vcs_info.json"), "{other:?}");
}

/// The workflows, and the recipe for other repositories.
#[test]
fn workflows_are_workflows() {
    let folder = Path::new(ROOT).join(".github/workflows");
    let mut files: Vec<_> = fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path()).collect();
    files.push(Path::new(ROOT).join("docker/github-actions.yaml"));
    let told = run(Command::new("node").arg(install::node().join("workflows.mjs")).args(&files));
    assert_eq!(told.matches("ok ").count(), files.len() + 1, "{told}");
}
