//! Where a call's work goes, in instructions and allocations, without a clock.
//!
//! `cargo bench --bench cost`. Each figure is the difference between a run with N calls and one with twice as many,
//! under valgrind (callgrind for instructions, dhat for allocations), divided by N: what only happens once is not in
//! it. The stages run in this process, over the same public functions as in the server, one more stage in each run, on
//! the system's allocator. `server` is the whole program, on its own allocator, with the calls coming over HTTP; `bare
//! axum` is a server that gives the same answer to everything, on the system's allocator. The kernel's instructions are in
//! neither. It takes some minutes.

#[allow(dead_code, reason = "no bench needs all of it")]
mod shared;
mod stages;

use clap::Parser;
use shared::client::Connection;
use shared::servers::{Server, TWINSTANCE, WORLD};
use shared::{Failure, bare};
use stages::{OPERATIONS, STAGES};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[derive(Parser)]
struct Options {
    /// How many calls make the difference
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u32).range(2..=1000))]
    calls: u32,
    /// Make the calls of this operation
    #[arg(long, hide = true, requires = "stage")]
    operation: Option<usize>,
    /// as far as this stage
    #[arg(long, hide = true)]
    stage: Option<usize>,
    /// Be the bare server, with the answer that is on stdin
    #[arg(long, hide = true)]
    bare: bool,
    // Cargo passes it to every bench.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> Result<(), Failure> {
    let options = Options::parse();
    if options.bare {
        return bare::serve();
    }
    if let (Some(operation), Some(stage)) = (options.operation, options.stage) {
        return stages::make_calls(operation, stage, options.calls);
    }
    let valgrind = Valgrind::find()?;
    let calls = options.calls;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    for (n, operation) in OPERATIONS.iter().enumerate() {
        println!("\n{}, for each call:", operation.name);
        println!("{:40}{:>14}{:>14}", "", "instructions", "allocations");
        let mut last = [0.0; 2];
        let mut first = [0.0; 2];
        for (stage, name) in STAGES.iter().enumerate() {
            let so_far = [Tool::Callgrind, Tool::Dhat].map(|tool| valgrind.stages(tool, n, stage, calls));
            let [instructions, allocations] = so_far;
            let so_far = [instructions?, allocations?];
            // The first makes a copy of the request, and no call.
            if stage == 0 {
                first = so_far;
            } else {
                println!("{name:40}{:14.0}{:14.1}", so_far[0] - last[0], so_far[1] - last[1]);
            }
            last = so_far;
        }
        println!("{:40}{:14.0}{:14.1}", "together", last[0] - first[0], last[1] - first[1]);
        let requests = (operation.requests)();
        let answer = runtime.block_on(async {
            let server = Server::twinstance(&[])?;
            Ok::<_, Failure>(Connection::open(server.address).await?.call(&requests[0]).await?.to_vec())
        })?;
        let mut twinstance = vec![env!("CARGO_BIN_EXE_twinstance").to_owned()];
        twinstance.extend(TWINSTANCE.iter().chain(&WORLD).map(|argument| (*argument).to_owned()));
        let this = std::env::current_exe()?.display().to_string();
        let server = runtime.block_on(valgrind.server(&twinstance, b"", &requests, calls))?;
        let bare = vec![this, bare::BARE.to_owned()];
        let bare = runtime.block_on(valgrind.server(&bare, &answer, &requests, calls))?;
        println!("{:40}{server:14.0}", "server");
        println!("{:40}{bare:14.0}", "bare axum");
        println!("{:40}{:14.2}", "ratio", server / bare);
    }
    Ok(())
}

/// What counts.
#[derive(Clone, Copy)]
enum Tool {
    /// Instructions.
    Callgrind,
    /// Allocations.
    Dhat,
}

struct Valgrind {
    program: PathBuf,
}

impl Valgrind {
    fn find() -> Result<Self, Failure> {
        let folders = std::env::var_os("PATH").unwrap_or_default();
        let program = std::env::split_paths(&folders).map(|folder| folder.join("valgrind")).find(|path| path.is_file());
        Ok(Self { program: program.ok_or("this bench needs valgrind, which is not installed")? })
    }

    fn command(&self, tool: Tool, log: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.args(match tool {
            Tool::Callgrind => ["--tool=callgrind", "--callgrind-out-file=/dev/null"],
            Tool::Dhat => ["--tool=dhat", "--dhat-out-file=/dev/null"],
        });
        command.arg(format!("--log-file={}", log.display()));
        command
    }

    /// What the stages of a call count so far.
    fn stages(&self, tool: Tool, operation: usize, stage: usize, calls: u32) -> Result<f64, Failure> {
        let log = log();
        let count = |calls: u32| -> Result<f64, Failure> {
            let mut command = self.command(tool, &log);
            command.arg(std::env::current_exe()?);
            for (name, value) in [("--operation", operation), ("--stage", stage), ("--calls", calls as usize)] {
                command.args([name, &value.to_string()]);
            }
            if !command.stdin(Stdio::null()).status()?.success() {
                return Err(format!("calls under valgrind failed: see {}", log.display()).into());
            }
            counted(&log)
        };
        Ok((count(2 * calls)? - count(calls)?) / f64::from(calls))
    }

    /// The instructions of a server for a call.
    async fn server(&self, program: &[String], input: &[u8], requests: &[Vec<u8>], calls: u32) -> Result<f64, Failure> {
        let log = log();
        let mut counts = Vec::new();
        for calls in [calls, 2 * calls] {
            let mut command = self.command(Tool::Callgrind, &log);
            command.args(program);
            let server = Server::start(command, input)?;
            let mut connection = Connection::open(server.address).await?;
            for request in requests.iter().cycle().take(calls as usize) {
                connection.call(request).await?;
            }
            drop(connection);
            server.stop()?;
            counts.push(counted(&log)?);
        }
        Ok((counts[1] - counts[0]) / f64::from(calls))
    }
}

/// Where valgrind writes what it has counted.
fn log() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("valgrind-{}", std::process::id()))
}

/// The figure in a log: `Collected : 123` of callgrind, `Total: 1,234 bytes in 56 blocks` of dhat.
fn counted(log: &Path) -> Result<f64, Failure> {
    let text = std::fs::read_to_string(log)?;
    let figure = text.lines().find_map(|line| {
        let (_, line) = line.split_once("== ")?;
        let collected = line.strip_prefix("Collected : ");
        collected.or_else(|| line.strip_prefix("Total:")?.split(" in ").nth(1)?.strip_suffix(" blocks"))
    });
    let figure = figure.ok_or_else(|| format!("valgrind counted nothing: {text}"))?;
    std::fs::remove_file(log)?;
    Ok(figure.trim().replace(',', "").parse()?)
}
