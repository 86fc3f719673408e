//! Real clients, from the public registries, each in a process of its own against a server of its own.
//!
//! A suite reads one variable, `TWINSTANCE_URL`, so that it can be pointed at another server, and tells every check in
//! a line of its own.

mod beside;
pub mod calls;
mod filters;
mod install;
pub mod interface_calls;
mod json_model;
mod model;
pub mod network_calls;
mod packages;
pub mod placement_calls;
pub mod snapshot_calls;
mod snippets;
pub mod storage_calls;
pub mod template_calls;
mod terraform;
mod values;
pub mod vpc_calls;

use crate::support::START;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// The keys of the suites: every call of theirs is signed, and every signature is verified.
const CONFIG: &str = r#"
signatures = "check"

[access_keys]
AKIAIOSFODNN7EXAMPLE = { account = "123456789012", secret = "secret" }
111122223333 = { account = "111122223333", secret = "secret" }
testid = { account = "1234567890123456", secret = "testsecret" }
"#;

/// A running server with the demo world.
struct Server {
    process: Child,
    url: String,
}

impl Server {
    /// One that verifies signatures, with a clock that stands still.
    fn start() -> Self {
        let config = Path::new(env!("CARGO_TARGET_TMPDIR")).join("clients.toml");
        std::fs::write(&config, CONFIG).expect("a file");
        Self::with(&["--clock", START, "--config", config.to_str().expect("a text")])
    }

    fn with(arguments: &[&str]) -> Self {
        let process = Command::new(env!("CARGO_BIN_EXE_twinstance"))
            .args(["--demo", "--listen", "127.0.0.1:0", "--log", "error"])
            .args(arguments)
            // Whatever TWINSTANCE_ variables there are, they are not for this one.
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server cannot be started");
        // From here on it is ended whatever happens.
        let mut server = Self { process, url: String::new() };
        let stdout = server.process.stdout.as_mut().expect("a pipe");
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line).expect("a line");
        let url = line.trim_end().strip_prefix("twinstance listening on ");
        server.url = url.unwrap_or_else(|| panic!("not the first line of a server: {line:?}")).to_owned();
        server
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // If it has ended by itself there is nothing to kill, and a test has failed already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Runs a suite; it must end well after at least so many checks, lest one that does nothing passes.
#[track_caller]
fn passes(suite: &mut Command, least: usize) {
    let server = Server::start();
    let output = suite.env("TWINSTANCE_URL", &server.url).stdin(Stdio::null()).output();
    let output = output.unwrap_or_else(|error| panic!("{suite:?} cannot be run: {error}"));
    let told = String::from_utf8_lossy(&output.stdout);
    let checks = told.lines().filter(|line| line.starts_with("ok ")).count();
    assert!(
        output.status.success() && checks >= least,
        "{suite:?}: {}, {checks} checks of at least {least}\n{told}{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
}

fn python(suite: &str) -> Command {
    let mut command = Command::new(install::python());
    // Without compiled files beside the sources.
    command.arg("-B").arg(Path::new(install::SOURCES).join("python").join(suite));
    command
}

fn node(suite: &str) -> Command {
    let mut command = Command::new("node");
    command.arg(install::node().join(suite));
    command
}

#[test]
fn boto3_ec2() {
    passes(&mut python("boto3_ec2.py"), 1200);
}

#[test]
fn awscli_ec2() {
    passes(&mut python("awscli_ec2.py"), 200);
}

#[test]
fn libcloud_ec2() {
    passes(&mut python("libcloud_ec2.py"), 145);
}

#[test]
fn alibabacloud_ecs() {
    passes(&mut python("alibabacloud_ecs.py"), 100);
}

#[test]
fn aliyun_ecs() {
    passes(&mut python("aliyun_ecs.py"), 50);
}

#[test]
fn proxied() {
    passes(&mut python("proxied.py"), 11);
}

#[test]
fn encrypted() {
    passes(&mut python("encrypted.py"), 17);
}

#[test]
fn boto3_cloudwatch() {
    passes(&mut python("boto3_cloudwatch.py"), 23);
}

#[test]
fn node_aws_cloudwatch() {
    passes(&mut node("aws_cloudwatch.mjs"), 6);
}

#[test]
fn boto3_iam() {
    passes(&mut python("boto3_iam.py"), 36);
}

#[test]
fn node_aws_iam() {
    passes(&mut node("aws_iam.mjs"), 29);
}

#[test]
fn rust_cloudwatch() {
    passes(&mut Command::new(install::rust()), 15);
}

#[test]
fn node_encrypted() {
    passes(&mut node("encrypted.mjs"), 3);
}

#[test]
fn services() {
    passes(&mut python("services.py"), 70);
}

#[test]
fn node_services() {
    passes(&mut node("services.mjs"), 5);
}

#[test]
fn node_aws_ec2() {
    passes(&mut node("aws_ec2.mjs"), 1070);
}

#[test]
fn node_alicloud_ecs() {
    passes(&mut node("alicloud_ecs.mjs"), 60);
}

#[test]
fn node_pop_core() {
    passes(&mut node("pop_core.mjs"), 60);
}
