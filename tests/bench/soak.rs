//! Whether memory grows under load that goes on.
//!
//! `cargo bench --bench soak -- --minutes 30`. Eight connections launch, look at, change and terminate instances on both
//! clouds, and call what is not known, as many accounts; another one moves the clock, takes and restores snapshots, resets,
//! and reads what the server tells of itself. Memory is looked at every five seconds; what counts is the ratio of its
//! median in the last third to that in the third before. Loopback only.
#![allow(clippy::disallowed_methods, reason = "a bench reads time")]

#[allow(dead_code, reason = "no bench needs all of it")]
mod shared;

use clap::Parser;
use shared::Failure;
use shared::client::Connection;
use shared::figures::median;
use shared::servers::Server;
use shared::wire::{control, ec2, ecs};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::time::sleep;

const CONNECTIONS: u64 = 8;

/// How many calls are made from one disturbance to the next, so that the worlds are as large however fast the machine is.
const CALLS_A_TURN: u64 = 1000;

const LOOK: Duration = Duration::from_secs(5);

#[derive(Parser)]
struct Options {
    /// How long it takes
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..))]
    minutes: u64,
    // Cargo passes it to every bench.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> Result<(), Failure> {
    let options = Options::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(run(Duration::from_secs(60 * options.minutes)))
}

/// How many calls were answered, and how many of them were refused.
#[derive(Default)]
struct Count {
    calls: AtomicU64,
    refused: AtomicU64,
}

async fn run(duration: Duration) -> Result<(), Failure> {
    let server = Server::twinstance(&["--request-log-bytes", "16777216"])?;
    let count = Arc::new(Count::default());
    let mut tasks: Vec<_> = (0..CONNECTIONS).map(|n| tokio::spawn(call(server.address, n, count.clone()))).collect();
    tasks.push(tokio::spawn(disturb(server.address, count.clone())));
    let start = Instant::now();
    let mut memory = Vec::new();
    while start.elapsed() < duration {
        sleep(LOOK).await;
        if let Some(ended) = tasks.iter().position(tokio::task::JoinHandle::is_finished) {
            return Err(format!("{:?}", tasks.swap_remove(ended).await).into());
        }
        memory.push(server.memory());
        if memory.len() % 12 == 0 {
            println!("{:4.0} s: {:6.1} MiB", start.elapsed().as_secs_f64(), memory[memory.len() - 1] / 1_048_576.0);
        }
    }
    let (calls, refused) = (count.calls.load(Ordering::Relaxed), count.refused.load(Ordering::Relaxed));
    println!("{calls} calls, {refused} of them refused, {:.0} a second", calls as f64 / start.elapsed().as_secs_f64());
    let third = memory.len() / 3;
    let [before, after] = [&memory[third..2 * third], &memory[2 * third..]].map(|part| median(part.to_vec()));
    println!(
        "median: {:.1} MiB, then {:.1} MiB: ratio {:.3}",
        before / 1_048_576.0,
        after / 1_048_576.0,
        after / before
    );
    Ok(())
}

/// Makes a call. A refusal counts; a connection that breaks off is an error.
async fn ask(connection: &mut Connection, request: &[u8], element: &str, count: &Count) -> Result<String, Failure> {
    count.calls.fetch_add(1, Ordering::Relaxed);
    let answer = if element.is_empty() {
        connection.call(request).await.map(|_| String::new())
    } else {
        connection.ask(request, element).await
    };
    match answer {
        Err(error) if error.to_string().starts_with("not a success: HTTP/1.1 ") => {
            count.refused.fetch_add(1, Ordering::Relaxed);
            Ok(String::new())
        }
        answer => Ok(answer?),
    }
}

/// Launches and terminates without end, and in between calls what nobody knows.
async fn call(address: SocketAddr, number: u64, count: Arc<Count>) -> Result<(), String> {
    let failed = |error: Failure| error.to_string();
    let mut connection = Connection::open(address).await.map_err(|error| error.to_string())?;
    let launch = ec2("RunInstances", "ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=5&MaxCount=5");
    let ecs_launch = ecs(
        "RunInstances",
        "RegionId=cn-hangzhou&Amount=1&InstanceType=ecs.g6.large&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd&Format=XML",
    );
    let look = ec2("DescribeInstances", "MaxResults=100");
    let ecs_look = ecs("DescribeInstances", "RegionId=cn-hangzhou");
    for turn in 0.. {
        let id = ask(&mut connection, &launch, "instanceId", &count).await.map_err(failed)?;
        let ecs_id = ask(&mut connection, &ecs_launch, "InstanceIdSet", &count).await.map_err(failed)?;
        let item = "InstanceCreditSpecification.1";
        let credits = format!("{item}.InstanceId={id}&{item}.CpuCredits=standard");
        let nobody = format!("Nonsense{turn}x{number}");
        for request in [
            ec2("ModifyInstanceCreditSpecification", &credits),
            look.clone(),
            ec2("RunInstances", &format!("MinCount=1&MaxCount=1&ClientToken={nobody}&ImageId=ami-0abcdef1234567890")),
            ec2(&nobody, &format!("{nobody}=1")),
            ec2("TerminateInstances", &format!("InstanceId.1={id}")),
            ecs_look.clone(),
            ecs("DeleteInstance", &format!("InstanceId={ecs_id}&Force=true")),
            ecs("DescribeRegions", &format!("{nobody}=1")),
            as_account(turn * CONNECTIONS + number),
        ] {
            ask(&mut connection, &request, "", &count).await.map_err(failed)?;
        }
    }
    Ok(())
}

/// A look at the networks of an account that nobody has seen before.
fn as_account(number: u64) -> Vec<u8> {
    let query = format!("Action=DescribeVpcs&Version=2016-11-15&AWSAccessKeyId={:012}", number % 1_000_000_000);
    format!("GET /?{query} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").into_bytes()
}

/// Moves the clock, takes and restores snapshots, resets, and reads what the server tells of itself.
async fn disturb(address: SocketAddr, count: Arc<Count>) -> Result<(), String> {
    let mut connection = Connection::open(address).await.map_err(|error| error.to_string())?;
    for turn in 0_u64.. {
        let name = format!("/_twin/snapshots/{}", turn % 4);
        let mut requests = vec![
            control("POST", "/_twin/clock", r#"{"advance":"2h"}"#),
            control("PUT", &name, ""),
            control("GET", "/_twin/metrics", ""),
            control("GET", "/_twin/coverage", ""),
        ];
        match turn % 10 {
            3 => requests.push(control("POST", &name, "")),
            5 => requests.push(control("GET", "/_twin/scenario", "")),
            7 => requests.push(control("POST", "/_twin/reset?account=123456789012", "")),
            9 => requests.push(control("POST", "/_twin/reset", "")),
            _ => {}
        }
        for request in requests {
            ask(&mut connection, &request, "", &count).await.map_err(|error| error.to_string())?;
        }
        let next = count.calls.load(Ordering::Relaxed) + CALLS_A_TURN;
        while count.calls.load(Ordering::Relaxed) < next {
            sleep(Duration::from_millis(1)).await;
        }
    }
    Ok(())
}
