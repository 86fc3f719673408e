//! A load bench: Twinstance and a bare axum server that gives the same answers, in turn, in one run.
//!
//! `cargo bench --bench load -- --rounds 21`. The machine makes the figures; what counts is their ratio. Client and
//! server share the cores, so that calls per second flatter the slower server: its own CPU time per call does not.
//! Loopback only, and over after the given time.
#![allow(clippy::disallowed_methods, reason = "a bench reads time")]

mod requests;
mod servers;

use clap::Parser;
use requests::Operation;
use servers::Server;
use std::array::from_fn;
use std::io::{Error, ErrorKind};
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

const CONNECTIONS: [usize; 2] = [1, 32];
const WARM_UP: Duration = Duration::from_millis(300);
/// How long the last calls may take when the time is over.
const GRACE: Duration = Duration::from_secs(10);
/// No connection makes more calls in one turn.
const MAX_CALLS: usize = 1_000_000;
/// No answer is longer.
const MAX_ANSWER: usize = 4096;

#[derive(Parser)]
struct Options {
    /// How long each server is under load in each round: short, so that both meet the same noise
    #[arg(long, default_value_t = 0.5)]
    seconds: f64,
    /// How often each server has its turn
    #[arg(long, default_value_t = 11, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Be the bare server, with the answer that is on stdin
    #[arg(long, hide = true)]
    bare: bool,
    // Cargo passes it to every bench.
    #[arg(long, hide = true)]
    bench: bool,
}

type Failure = Box<dyn std::error::Error>;

/// What a server did in one turn: calls per second; median and 99th percentile of the latency; CPU time of the server
/// per call. All times are in microseconds.
type Turn = [f64; 4];

fn main() -> Result<(), Failure> {
    let options = Options::parse();
    if options.bare {
        return servers::serve_bare();
    }
    let turn = Duration::try_from_secs_f64(options.seconds)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    println!("{} rounds of {turn:?} for each server; all figures are medians over the rounds", options.rounds);
    for operation in requests::all() {
        let twinstance = Server::twinstance()?;
        let bare = Server::bare(&runtime.block_on(probe(&twinstance, &operation))?)?;
        for connections in CONNECTIONS {
            let load = |server, time| runtime.block_on(load(server, &operation, connections, time));
            load(&twinstance, WARM_UP)?;
            load(&bare, WARM_UP)?;
            let mut rounds = Vec::new();
            for _ in 0..options.rounds {
                rounds.push((load(&twinstance, turn)?, load(&bare, turn)?));
            }
            println!("\n{}, keep-alive connections: {connections}", operation.name);
            report(&rounds);
        }
    }
    Ok(())
}

fn report(rounds: &[(Turn, Turn)]) {
    println!("{:12}{:>10}{:>10}{:>10}{:>15}", "", "calls/s", "p50 us", "p99 us", "server CPU us");
    let row = |label, places, value: &dyn Fn(&(Turn, Turn), usize) -> f64| {
        let [rate, p50, p99, cpu]: Turn = from_fn(|n| median(rounds.iter().map(|round| value(round, n)).collect()));
        println!("{label:12}{rate:10.places$}{p50:10.places$}{p99:10.places$}{cpu:15.places$}");
    };
    row("Twinstance", 1, &|(twinstance, _), n| twinstance[n]);
    row("bare axum", 1, &|(_, bare), n| bare[n]);
    row("ratio", 2, &|(twinstance, bare), n| twinstance[n] / bare[n]);
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    (values[(values.len() - 1) / 2] + values[values.len() / 2]) / 2.0
}

/// A whole answer of a server.
async fn probe(server: &Server, operation: &Operation) -> Result<Vec<u8>, Failure> {
    let stream = TcpStream::connect(server.address).await?;
    let mut answer = vec![0; MAX_ANSWER];
    let length = tokio::time::timeout(GRACE, call(&stream, &operation.requests[0], &mut answer)).await??;
    answer.truncate(length);
    Ok(answer)
}

/// Puts a server under load from so many connections, each with one call at a time.
async fn load(server: &Server, operation: &Operation, connections: usize, time: Duration) -> Result<Turn, Failure> {
    let mut streams = Vec::new();
    for _ in 0..connections {
        let stream = TcpStream::connect(server.address).await?;
        stream.set_nodelay(true)?;
        streams.push(stream);
    }
    let cpu = server.cpu();
    let start = Instant::now();
    let mut callers: JoinSet<_> =
        streams.into_iter().map(|stream| keep_calling(stream, operation.requests.clone(), start + time)).collect();
    let mut latencies: Vec<Duration> = Vec::new();
    while let Some(caller) = tokio::time::timeout(time + GRACE, callers.join_next()).await? {
        latencies.append(&mut caller??);
    }
    let (seconds, calls) = (start.elapsed().as_secs_f64(), latencies.len() as f64);
    latencies.sort_unstable();
    let percentile = |n: usize| latencies[(latencies.len() - 1) * n / 100].as_secs_f64() * 1e6;
    let cpu = server.cpu().zip(cpu).map_or(f64::NAN, |(after, before)| (after - before) * 1e6);
    Ok([calls / seconds, percentile(50), percentile(99), cpu / calls])
}

/// Calls again and again, at least once, until the time is over. Returns how long each call took.
async fn keep_calling(stream: TcpStream, requests: [Vec<u8>; 2], until: Instant) -> Result<Vec<Duration>, Error> {
    let mut answer = [0; MAX_ANSWER];
    let mut latencies = Vec::new();
    let mut now = Instant::now();
    for request in requests.iter().cycle().take(MAX_CALLS) {
        call(&stream, request, &mut answer).await?;
        let then = std::mem::replace(&mut now, Instant::now());
        latencies.push(now - then);
        if now >= until {
            break;
        }
    }
    Ok(latencies)
}

/// Sends a request and reads the answer. Returns its length, and an error unless it is a success.
async fn call(stream: &TcpStream, mut request: &[u8], answer: &mut [u8]) -> Result<usize, Error> {
    while !request.is_empty() {
        stream.writable().await?;
        match stream.try_write(request) {
            Ok(sent) => request = &request[sent..],
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    let mut length = 0;
    while !is_whole(&answer[..length])? {
        stream.readable().await?;
        match stream.try_read(&mut answer[length..]) {
            Ok(0) => return Err(Error::other(format!("closed early, or more than {MAX_ANSWER} bytes"))),
            Ok(read) => length += read,
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}

/// Whether these bytes are a whole answer. Any other than a success is an error: it must not count.
fn is_whole(answer: &[u8]) -> Result<bool, Error> {
    let Some(end) = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n") else { return Ok(false) };
    let failed = || Error::other(format!("not a success: {}", String::from_utf8_lossy(answer)));
    let head = std::str::from_utf8(&answer[..end]).map_err(|_| failed())?;
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
    match length {
        Some(length) if head.starts_with("HTTP/1.1 200 ") => Ok(answer.len() == end + 4 + length),
        _ => Err(failed()),
    }
}
