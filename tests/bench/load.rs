//! A load bench: Twinstance and a bare axum server that gives the same answers, in turn, in one run.
//!
//! `cargo bench --bench load -- --rounds 21`. The machine makes the figures; what counts is their ratio. Client and
//! server share the cores, so that calls per second flatter the slower server: its own CPU time per call does not.
//! Loopback only, and over after the given time.
//!
//! With `--signatures` Twinstance verifies the signatures of EC2's calls, which are made at the start of each turn. ECS
//! is left out then: it takes a nonce once, so that the client would have to sign while the time runs.
//!
//! With `--moto PATH` moto's server has its turn too, wherever it answers with a success.
#![allow(clippy::disallowed_methods, reason = "a bench reads time")]

mod moto;
mod requests;
#[allow(dead_code, reason = "no bench needs all of it")]
mod shared;
mod turn;

use clap::Parser;
use requests::{Operation, Stage};
use shared::client::Connection;
use shared::figures::median;
use shared::servers::Server;
use shared::{Failure, bare};
use std::array::from_fn;
use std::path::PathBuf;
use std::time::Duration;
use tokio::runtime::Runtime;
use turn::Turn;

const CONNECTIONS: [usize; 2] = [1, 32];
const WARM_UP: Duration = Duration::from_millis(300);
const VERIFYING: [&str; 4] =
    ["--signatures", "check", "--config", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bench/keys.toml")];

#[derive(Parser)]
struct Options {
    /// How long each server is under load in each round: short, so that all meet the same noise
    #[arg(long, default_value_t = 0.5)]
    seconds: f64,
    /// How often each server has its turn
    #[arg(long, default_value_t = 11, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Let Twinstance verify signatures, and leave out ECS
    #[arg(long)]
    signatures: bool,
    /// The moto_server to hold against them, as `pip install 'moto[server]'` makes one
    #[arg(long, value_name = "PATH")]
    moto: Option<PathBuf>,
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
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let time = Duration::try_from_secs_f64(options.seconds)?;
    println!("{} rounds of {time:?} for each server; all figures are medians over the rounds", options.rounds);
    for operation in requests::all().iter().filter(|operation| operation.ec2 || !options.signatures) {
        let twinstance = Server::twinstance(if options.signatures { &VERIFYING } else { &[] })?;
        let bare = bare::start(&runtime.block_on(probe(&twinstance, operation))?)?;
        let (moto, why_not) = match peer(&options, &runtime, operation) {
            Ok(moto) => (moto, None),
            Err(why_not) => (None, Some(why_not)),
        };
        for connections in CONNECTIONS {
            let bench = Bench { runtime: &runtime, operation, connections };
            let mut rounds = Vec::new();
            bench.round(&twinstance, &bare, moto.as_ref(), WARM_UP)?;
            for _ in 0..options.rounds {
                rounds.push(bench.round(&twinstance, &bare, moto.as_ref(), time)?);
            }
            println!("\n{}, keep-alive connections: {connections}", operation.name);
            report(&rounds);
            why_not.iter().for_each(|why_not| println!("moto        {why_not}"));
        }
    }
    Ok(())
}

/// moto's server, if it is asked for and has the operation.
fn peer(options: &Options, runtime: &Runtime, operation: &Operation) -> Result<Option<Server>, Failure> {
    let Some(path) = &options.moto else { return Ok(None) };
    if !operation.ec2 {
        return Err("it does not have ECS".into());
    }
    let moto = moto::start(path)?;
    match runtime.block_on(probe(&moto, operation)) {
        Ok(_) => Ok(Some(moto)),
        // The head says enough.
        Err(error) => Err(error.to_string().lines().next().unwrap_or_default().into()),
    }
}

/// A whole answer of a server.
async fn probe(server: &Server, operation: &Operation) -> Result<Vec<u8>, Failure> {
    let requests = (operation.requests)(&Stage::set(server).await?);
    Ok(Connection::open(server.address).await?.call(&requests[0]).await?.to_vec())
}

/// Twinstance, bare axum, and moto.
type Round = (Turn, Turn, Option<Turn>);

struct Bench<'a> {
    runtime: &'a Runtime,
    operation: &'a Operation,
    connections: usize,
}

impl Bench<'_> {
    /// A turn for each server, each with its own world as at the start.
    fn round(
        &self,
        twinstance: &Server,
        bare: &Server,
        moto: Option<&Server>,
        time: Duration,
    ) -> Result<Round, Failure> {
        self.runtime.block_on(async {
            let requests = (self.operation.requests)(&Stage::set(twinstance).await?);
            let first = turn::load(twinstance, &requests, self.connections, time).await?;
            let second = turn::load(bare, &requests, self.connections, time).await?;
            let third = match moto {
                None => None,
                Some(moto) => {
                    let requests = (self.operation.requests)(&Stage::set(moto).await?);
                    Some(turn::load(moto, &requests, self.connections, time).await?)
                }
            };
            Ok((first, second, third))
        })
    }
}

fn report(rounds: &[Round]) {
    println!("{:12}{:>10}{:>10}{:>10}{:>15}", "", "calls/s", "p50 us", "p99 us", "server CPU us");
    let row = |label, places, value: &dyn Fn(&Round, usize) -> f64| {
        let [rate, p50, p99, cpu]: Turn = from_fn(|n| median(rounds.iter().map(|round| value(round, n)).collect()));
        println!("{label:12}{rate:10.places$}{p50:10.places$}{p99:10.places$}{cpu:15.places$}");
    };
    row("Twinstance", 1, &|(twinstance, ..), n| twinstance[n]);
    row("bare axum", 1, &|(_, bare, _), n| bare[n]);
    row("ratio", 2, &|(twinstance, bare, _), n| twinstance[n] / bare[n]);
    if rounds.iter().all(|(.., moto)| moto.is_some()) {
        let moto = |round: &Round, n: usize| round.2.map_or(f64::NAN, |moto| moto[n]);
        row("moto", 1, &moto);
        row("moto ratio", 4, &|round, n| moto(round, n) / round.1[n]);
    }
}
