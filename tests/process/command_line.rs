//! Flags, commands, and where the server listens.

use super::{Program, command, complaint, file, run};
use std::net::TcpStream;

const LISTEN: (&str, &str) = ("TWINSTANCE_LISTEN", "127.0.0.1:0");

#[test]
fn flags_are_checked() {
    for arguments in
        [&["--nonsense"][..], &["--seed", "one"], &["--clock", "noon"], &["--transitions", "slow"], &["dance"]]
    {
        let output = run(arguments, &[]);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = String::from_utf8(output.stderr).expect("a text");
        assert!(said.contains(arguments[0]), "{said}");
    }
    for (arguments, stranger) in
        [(&["healthcheck", "a", "b"][..], "b"), (&["--against", "http://a"], "--against"), (&["replay"], "<FILE>")]
    {
        let output = run(arguments, &[]);
        let said = String::from_utf8(output.stderr).expect("a text");
        assert!(output.status.code() == Some(2) && said.contains(stranger), "{said}");
    }
    let output = run(&[], &[("TWINSTANCE_SEED", "one")]);
    let said = String::from_utf8(output.stderr).expect("a text");
    assert!(output.status.code() == Some(2) && said.contains("'one'") && said.contains("'TWINSTANCE_SEED'"), "{said}");
    let help = String::from_utf8(run(&["-h"], &[]).stdout).expect("a text");
    assert!(help.contains("--log-format <") && help.contains("[possible values: text, json]"), "{help}");
    assert!(help.contains("[env: TWINSTANCE_LOG_FORMAT]") && help.contains("[default: text]"), "{help}");
    assert!(help.starts_with("AWS EC2 and Alibaba Cloud ECS on localhost"), "{help}");
    let version = run(&["--version"], &[]);
    assert_eq!(
        String::from_utf8(version.stdout).expect("a text"),
        format!("twinstance {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn flags_may_stand_behind_a_command() {
    let program = Program::start(&[]);
    let check = |arguments: &[&str], environment: &[(&str, &str)]| {
        run(&[&["healthcheck"], arguments].concat(), environment).status.code()
    };
    let elsewhere = ("TWINSTANCE_LISTEN", "127.0.0.1:1");
    assert_eq!(check(&["--listen", &program.address], &[elsewhere]), Some(0));
    assert_eq!(check(&[], &[("TWINSTANCE_LISTEN", &program.address), ("TWINSTANCE_URL", "")]), Some(0));
    assert_eq!(check(&[], &[elsewhere, ("TWINSTANCE_URL", &program.address)]), Some(0));
    assert_eq!(check(&[], &[elsewhere]), Some(1));
    let everywhere = program.address.replace("127.0.0.1", "0.0.0.0");
    let path = file("healthcheck.toml", &format!("listen = \"{everywhere}\"\nscenario = \"/no/such/file.toml\"\n"));
    assert_eq!(check(&["--config", &path], &[]), Some(0));
    assert_eq!(check(&["--control-listen", &program.address], &[elsewhere]), Some(0));
}

#[test]
fn shells_complete_the_command_line() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = run(&["completions", shell], &[]);
        let script = String::from_utf8(output.stdout).expect("a text");
        assert!(output.status.success() && script.contains("limits-body") && script.contains("replay"), "{script}");
    }
    assert_eq!(run(&["completions", "abacus"], &[]).status.code(), Some(2));
}

#[test]
fn it_listens_on_a_host_by_its_name() {
    let program = Program::with(&["--listen", "localhost:0"], &[]);
    assert!(program.address.starts_with("127.0.0.1:"), "{}", program.address);
    let output = run(&["--listen", "localhost"], &[]);
    let said = String::from_utf8(output.stderr).expect("a text");
    assert!(output.status.code() == Some(2) && said.contains("as in 127.0.0.1:4780"), "{said}");
}

#[test]
fn where_nobody_can_read_its_port_it_does_not_start() {
    let full = std::fs::File::options().write(true).open("/dev/full").expect("a device that is full");
    let output = command(&["--listen", "127.0.0.1:0"], &[]).stdout(full).output().expect("an output");
    let said = String::from_utf8(output.stderr).expect("a text");
    assert!(output.status.code() == Some(1) && said.starts_with("twinstance: No space left"), "{said}");
}

#[test]
fn it_listens_only_if_it_can_on_all_addresses() {
    let program = Program::start(&[]);
    let said = complaint(&["--control-listen", &program.address], &[LISTEN]);
    assert!(said.starts_with(&format!("twinstance: {}: ", program.address)), "{said}");
}

#[test]
fn a_port_alone_is_one_of_localhost_in_both_versions_of_ip() {
    for flag in ["--listen", "--port"] {
        let program = Program::with(&[flag, "0"], &[]);
        assert!(program.address.starts_with("127.0.0.1:"), "{}", program.address);
        // A machine without IPv6 has nothing to listen on.
        if std::net::TcpListener::bind("[::1]:0").is_ok() {
            TcpStream::connect(program.address.replace("127.0.0.1", "[::1]")).expect("a connection");
        }
    }
    let program = Program::with(&["--listen", "127.0.0.1:0"], &[]);
    assert!(TcpStream::connect(program.address.replace("127.0.0.1", "[::1]")).is_err());
}

#[test]
fn the_manual_and_the_version_are_commands_too() {
    let text = |arguments: &[&str]| String::from_utf8(run(arguments, &[]).stdout).expect("a text");
    assert_eq!(text(&["version"]), text(&["--version"]));
    let manual = text(&["man"]);
    assert!(manual.contains(".TH twinstance 1") && manual.contains("limits\\-body"), "{manual}");
}
