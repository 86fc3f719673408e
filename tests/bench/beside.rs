//! How long a small call takes beside work that takes long.
//!
//! `cargo bench --bench beside -- --instances 100000`. A server is filled through the API. One connection describes an
//! instance by its id, again and again: first alone, then while another connection has each kind of long work done. What
//! counts is the ratio of the two 99th percentiles, in one run. Loopback only.
#![allow(clippy::disallowed_methods, reason = "a bench reads time")]

#[allow(dead_code, reason = "no bench needs all of it")]
mod shared;
#[allow(dead_code, reason = "no bench needs all of it")]
mod world;

use clap::Parser;
use shared::Failure;
use shared::client::Connection;
use shared::wire::{control, ec2};
use std::time::{Duration, Instant};
use world::World;

/// How many calls are measured at least.
const FEWEST: usize = 1000;

/// How long the small calls are measured alone.
const ALONE: Duration = Duration::from_secs(5);

#[derive(Parser)]
struct Options {
    /// How many instances the server has
    #[arg(long, default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(1000..=15_000_000))]
    instances: u32,
    // Cargo passes it to every bench.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> Result<(), Failure> {
    let options = Options::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(run(&options))
}

async fn run(options: &Options) -> Result<(), Failure> {
    let mut world = World::ec2(options.instances, (options.instances / 1000).clamp(1, 1000)).await?;
    world.connection.call(&control("PUT", "/_twin/snapshots/x", "")).await?;
    let snapshot = body(world.connection.call(&control("GET", "/_twin/snapshots/x", "")).await?)?;
    let scenario = body(world.connection.call(&control("GET", "/_twin/scenario", "")).await?)?;
    let [snapshot_size, scenario_size] = [&snapshot, &scenario].map(|text| text.len() >> 20);
    println!("{} instances; a snapshot has {snapshot_size} MiB, a scenario {scenario_size} MiB", options.instances);
    println!("{:52}{:>10}{:>12}{:>8}", "DescribeInstances by id", "work, s", "p99, us", "ratio");
    let by_id = ec2("DescribeInstances", &format!("InstanceId.1={}", world.middle));
    let works = [
        ("CreateKeyPair", ec2("CreateKeyPair", "KeyName=one")),
        ("GET /_twin/scenario", control("GET", "/_twin/scenario", "")),
        ("GET /_twin/snapshots/x", control("GET", "/_twin/snapshots/x", "")),
        ("PUT /_twin/snapshots/y", control("PUT", "/_twin/snapshots/y", "")),
        ("PUT /_twin/snapshots/z with a body", control("PUT", "/_twin/snapshots/z", &snapshot)),
        ("POST /_twin/snapshots/x", control("POST", "/_twin/snapshots/x", "")),
        ("DELETE /_twin/snapshots/z", control("DELETE", "/_twin/snapshots/z", "")),
        ("POST /_twin/scenario", control("POST", "/_twin/scenario", &scenario)),
        ("POST /_twin/scenario?replace=true", control("POST", "/_twin/scenario?replace=true", &scenario)),
        ("POST /_twin/reset?account=111122223333", control("POST", "/_twin/reset?account=111122223333", "")),
    ];
    compare(&mut world, &by_id, &works).await?;
    println!("DescribeVpcs, since these take the instances away");
    let networks = ec2("DescribeVpcs", "MaxResults=5");
    let resets = [
        ("POST /_twin/reset?account=123456789012", control("POST", "/_twin/reset?account=123456789012", "")),
        ("POST /_twin/snapshots/x", control("POST", "/_twin/snapshots/x", "")),
        ("POST /_twin/reset", control("POST", "/_twin/reset", "")),
    ];
    compare(&mut world, &networks, &resets).await
}

/// Measures a call alone and beside each of these works.
async fn compare(world: &mut World, call: &[u8], works: &[(&str, Vec<u8>)]) -> Result<(), Failure> {
    let mut alone = None;
    for (name, request) in [("alone", None)].into_iter().chain(works.iter().map(|(name, work)| (*name, Some(work)))) {
        let mut other = Connection::open(world.server.address).await?;
        let request = request.cloned();
        let work = tokio::spawn(async move {
            let start = Instant::now();
            match request {
                Some(request) => other.call(&request).await.map(drop)?,
                None => tokio::time::sleep(ALONE).await,
            }
            Ok::<_, std::io::Error>(start.elapsed())
        });
        let mut times = Vec::new();
        while !work.is_finished() || times.len() < FEWEST {
            let start = Instant::now();
            world.connection.call(call).await?;
            times.push(start.elapsed().as_secs_f64());
        }
        let (took, p99) = (work.await??, percentile(times));
        let ratio = p99 / *alone.get_or_insert(p99);
        println!("{name:52}{:>10.2}{:>12.0}{ratio:>8.1}", took.as_secs_f64(), p99 * 1e6);
    }
    Ok(())
}

/// The 99th percentile.
fn percentile(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() * 99 / 100]
}

fn body(answer: &[u8]) -> Result<String, Failure> {
    let text = std::str::from_utf8(answer)?;
    Ok(text.split_once("\r\n\r\n").ok_or("no body")?.1.to_owned())
}
