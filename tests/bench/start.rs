//! How long Twinstance, with nothing in its world, takes from its start to its first reply, and the memory that it has
//! in use then, against a bare axum server that gives the same reply; in turn, in one run.
//!
//! `cargo bench --bench start`. Loopback only.
#![allow(clippy::disallowed_methods, reason = "a bench reads time")]

#[allow(dead_code, reason = "no bench needs all of it")]
mod shared;

use clap::Parser;
use shared::client::Connection;
use shared::figures::median;
use shared::servers::Server;
use shared::{Failure, bare};
use std::time::Instant;

const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

#[derive(Parser)]
struct Options {
    /// How often each server starts
    #[arg(long, default_value_t = 21, value_parser = clap::value_parser!(u32).range(1..))]
    starts: u32,
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
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let server = Server::empty()?;
        let answer = Connection::open(server.address).await?.call(REQUEST).await?.to_vec();
        drop(server);
        let mut starts = Vec::new();
        for _ in 0..options.starts {
            starts.push((start(Server::empty).await?, start(|| bare::start(&answer)).await?));
        }
        println!("{} starts of each server; all figures are medians", options.starts);
        println!("{:12}{:>16}{:>12}", "", "first reply ms", "memory MiB");
        let row = |label, places, value: &dyn Fn(&(Start, Start), usize) -> f64| {
            let [time, memory]: Start =
                std::array::from_fn(|n| median(starts.iter().map(|start| value(start, n)).collect()));
            println!("{label:12}{time:16.places$}{memory:12.places$}");
        };
        row("Twinstance", 1, &|(twinstance, _), n| twinstance[n]);
        row("bare axum", 1, &|(_, bare), n| bare[n]);
        row("ratio", 2, &|(twinstance, bare), n| twinstance[n] / bare[n]);
        Ok(())
    })
}

/// Milliseconds to the first reply, and the memory in use then, in MiB.
type Start = [f64; 2];

async fn start(start: impl Fn() -> Result<Server, Failure>) -> Result<Start, Failure> {
    let begin = Instant::now();
    let server = start()?;
    Connection::open(server.address).await?.call(REQUEST).await?;
    Ok([begin.elapsed().as_secs_f64() * 1e3, server.memory() / f64::from(1 << 20)])
}
