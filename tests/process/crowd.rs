//! Ten thousand callers who say nothing, others who are slow, and those who want an answer.

use super::{Program, command, file, read};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};

const REGIONS: &str = "Action=DescribeRegions&Version=2016-11-15";

const IDLE: u64 = 10_000;

const SLOW: u64 = 100;

/// What the server may need for all of them, in KiB. It has been seen with 160 MiB: nearly all of it is the
/// connections' buffers.
const MEMORY: u64 = 384 << 10;

/// How many idle callers there can be: as many as asked for, if this machine lets a process have so many files open.
fn idle() -> u64 {
    let output = Command::new("sh").args(["-c", "ulimit -Hn"]).output().expect("a shell");
    let limit = String::from_utf8(output.stdout).expect("a text");
    // The rest is for the server itself.
    let most = limit.trim().parse::<u64>().map_or(IDLE, |limit| limit.saturating_sub(SLOW + 100));
    assert!(most >= 1000, "a process may have {limit} open files here, and this test needs at least 1500");
    if most < IDLE {
        eprintln!("{most} idle callers instead of {IDLE}: a process may have no more than {limit} open files here");
    }
    most.min(IDLE)
}

/// A server that may have as many files open as the machine allows.
fn server(config: &str) -> Program {
    let direct = command(&["--listen", "127.0.0.1:0", "--config", config], &[]);
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", "ulimit -n \"$(ulimit -Hn)\" && exec \"$0\" \"$@\""]);
    shell.arg(direct.get_program()).args(direct.get_args()).env_clear();
    Program::spawn(shell)
}

/// The idle callers, once all are there.
fn crowd(program: &Program, count: u64) -> (Child, BufReader<impl Read + use<>>) {
    let (host, port) = program.address.split_once(':').expect("a port");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/process/crowd.py");
    let mut command = Command::new("python3");
    command.args([script, host, port, &count.to_string()]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("python3");
    let mut told = BufReader::new(child.stdout.take().expect("a stream"));
    let mut line = String::new();
    told.read_line(&mut line).expect("a line");
    assert_eq!(line, "here\n");
    (child, told)
}

/// What a process has in memory, in KiB.
fn memory(program: &Program) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", program.child.id())).expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a line");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

#[test]
fn ten_thousand_idle_callers_and_slow_ones_do_not_disturb_others() {
    // However long this takes, nobody is shown the door.
    let patient = "[limits]\nheader_timeout = \"1h\"\nbody_timeout = \"1h\"\n";
    let program = server(&file("crowd.toml", patient));
    let count = idle();
    let (mut crowd, mut told) = crowd(&program, count);
    let mut slow: Vec<_> = (0..SLOW).map(|_| program.connect()).collect();
    let request = format!("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{REGIONS}", REGIONS.len());
    for byte in request.as_bytes() {
        slow.iter_mut().for_each(|stream| stream.write_all(&[*byte]).expect("a byte"));
        let (status, body) = program.send("POST", "/", REGIONS);
        assert!(status == 200 && body.ends_with("</DescribeRegionsResponse>"), "{status} {body}");
    }
    let needed = memory(&program);
    for stream in slow {
        let (status, body) = read(&mut BufReader::new(stream));
        assert!(status == 200 && body.ends_with("</DescribeRegionsResponse>"), "nothing is lost: {status} {body}");
    }
    drop(crowd.stdin.take());
    let mut served = String::new();
    told.read_to_string(&mut served).expect("a number");
    assert!(crowd.wait().expect("an end").success());
    assert_eq!(served.trim().parse(), Ok(count), "every idle caller is served once it says something");
    assert!(needed < MEMORY, "the server has {needed} KiB in memory");
    println!("{needed} KiB with {count} idle and {SLOW} slow callers");
}
