//! Servers, each in a process of its own, on loopback.

use super::Failure;
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

/// A server's process, which ends with this value.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
}

impl Server {
    /// Twinstance with what the benches call, and these arguments.
    pub fn twinstance(arguments: &[&str]) -> Result<Self, Failure> {
        Self::with(&[&TWINSTANCE, WORLD.as_slice(), arguments].concat())
    }

    /// Twinstance with nothing in its world.
    pub fn empty() -> Result<Self, Failure> {
        Self::with(&TWINSTANCE)
    }

    fn with(arguments: &[&str]) -> Result<Self, Failure> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_twinstance"));
        command.args(arguments);
        Self::start(command, b"")
    }

    /// Starts a server that reads this and then says on its first line where it listens.
    pub fn start(mut command: Command, input: &[u8]) -> Result<Self, Failure> {
        // Whatever the caller has set for Twinstance would be set for one of them only.
        let mut child = command.env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        // From here on the process ends with this value.
        let mut server = Self::running(child, SocketAddr::from(([127, 0, 0, 1], 0)));
        stdin.ok_or("no stdin")?.write_all(input)?;
        let mut line = String::new();
        BufReader::new(stdout.ok_or("no stdout")?).read_line(&mut line)?;
        let address = line.trim().rsplit('/').next().unwrap_or("").parse();
        server.address = address.map_err(|_| format!("a server said {line:?} instead of its address"))?;
        Ok(server)
    }

    /// A server that has been started in another way.
    pub fn running(child: Child, address: SocketAddr) -> Self {
        Self { child, address }
    }

    /// The CPU time that the process has used, to a hundredth of a second, in microseconds, where the system tells it as
    /// Linux does; else not a number.
    pub fn cpu(&self) -> f64 {
        const MICROSECONDS_PER_TICK: f64 = 1e4;
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        // After the name, which may hold anything, user and system time are the 12th and 13th.
        let Some((_, rest)) = stat.rsplit_once(") ") else { return f64::NAN };
        let ticks: u64 = rest.split(' ').skip(11).take(2).map(|field| field.parse().unwrap_or(0)).sum();
        ticks as f64 * MICROSECONDS_PER_TICK
    }

    /// The same to the nanosecond, but only of the threads that there are now: for servers that keep theirs.
    pub fn cpu_of_threads(&self) -> f64 {
        let threads = std::fs::read_dir(format!("/proc/{}/task", self.child.id()));
        let nanoseconds = |thread: std::io::Result<std::fs::DirEntry>| {
            let text = std::fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
            text.split(' ').next()?.parse::<u64>().ok()
        };
        let sum = threads.ok().and_then(|threads| threads.map(nanoseconds).sum::<Option<u64>>());
        sum.map_or(f64::NAN, |nanoseconds| nanoseconds as f64 / 1e3)
    }

    /// The memory that the process has in use, in bytes, where the system tells it as Linux does; else not a number.
    pub fn memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let field = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = field.and_then(|field| field.trim().strip_suffix(" kB")?.parse::<u32>().ok());
        kib.map_or(f64::NAN, |kib| f64::from(kib) * 1024.0)
    }

    /// Tells the process to stop, and waits until it has.
    pub fn stop(mut self) -> Result<(), Failure> {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
        if !told.success() {
            return Err("a server could not be told to stop".into());
        }
        self.child.wait()?;
        Ok(())
    }
}

/// The arguments of every Twinstance under measurement.
pub const TWINSTANCE: [&str; 4] = ["--listen", "127.0.0.1:0", "--log", "warn"];

/// Those for what the benches call.
pub const WORLD: [&str; 2] = ["--scenario", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bench/load.toml")];

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
