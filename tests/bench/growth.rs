//! What size costs: a server with 100 instances and one with many more, in turn, in one run.
//!
//! `cargo bench --bench growth -- --instances 1000000`. Both are filled through the API, in one region; calls go over
//! five connections, in short turns, one server after the other, and what counts is the ratio of the two: of the latency,
//! and of the server's CPU time. Also: memory for an instance, and what a snapshot takes. There is no request log, which
//! would be in the memory and has a bound of its own. All instances are burstable, and get a load each. Loopback only.
#![allow(clippy::disallowed_methods, reason = "a bench reads time")]

#[allow(dead_code, reason = "no bench needs all of it")]
mod shared;
#[allow(dead_code, reason = "it reckons for itself")]
mod turn;
mod world;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use clap::Parser;
use shared::Failure;
use shared::client::Connection;
use shared::figures::median;
use shared::wire::{cloudwatch, control, ec2, ecs};
use std::time::{Duration, Instant};
use world::{World, launch};

/// How many instances the small server has.
const SMALL: u32 = 100;
/// No turn has more launches, so that the small server stays small.
const LAUNCHES: usize = 250;
/// How many connections there are: a server that sleeps between two calls takes up to four times as long for each, or not,
/// as the machine pleases.
const CONNECTIONS: usize = 5;
/// Longer than any turn.
const WHOLE: Duration = Duration::from_secs(3600);
const WAIT: &str = r#"{"advance":"2h"}"#;

#[derive(Parser)]
struct Options {
    /// How many instances the large server has
    #[arg(long, default_value_t = 1_000_000, value_parser = clap::value_parser!(u32).range(1000..=15_000_000))]
    instances: u32,
    /// How many instances of ECS a third one has, of which only the memory is looked at
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(1000..))]
    ecs: u32,
    /// How often each server has its turn
    #[arg(long, default_value_t = 11, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// The longest turn, but for its last call
    #[arg(long, default_value_t = 0.1)]
    seconds: f64,
    // Cargo passes it to every bench.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> Result<(), Failure> {
    let options = Options::parse();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run(&options))
}

async fn run(options: &Options) -> Result<(), Failure> {
    let start = Instant::now();
    // The large one first: a connection that waits for as long as it takes would be closed.
    let mut large = World::ec2(options.instances, (options.instances / 1000).min(1000)).await?;
    // Launched one by one: a page of the large one shows instances of nearly as many launches.
    let mut small = World::ec2(SMALL, 1).await?;
    println!("filled in {:.0?}; {} rounds; medians", start.elapsed(), options.rounds);
    let (took, memory) = load(&mut large).await?;
    load(&mut small).await?;
    println!("a load for each of {}: {:.1} ms, {memory:.0} bytes each", large.count, took.as_secs_f64() * 1e3);
    println!("{:52}{:>28}{:>28}", "", "latency", "CPU time");
    let columns = format!("{:>10}{:>10}{:>8}", small.count, large.count, "ratio");
    println!("{:52}{columns}{columns}", "microseconds, at so many instances:");
    let time = Duration::try_from_secs_f64(options.seconds)?;
    let mut page = 0.0;
    for ((name, few), (_, many)) in calls(&small).into_iter().zip(calls(&large)) {
        let mut rounds = Vec::new();
        // Once to warm up.
        for _ in 0..=options.rounds {
            rounds.push((
                cost(&small, all(&few), usize::MAX, time).await?,
                cost(&large, all(&many), usize::MAX, time).await?,
            ));
        }
        rounds.remove(0);
        let answers = (shown(&mut small, &few[0]).await?, shown(&mut large, &many[0]).await?);
        if answers.0 != answers.1 {
            return Err(format!("{name}: {} and {} instances are shown", answers.0, answers.1).into());
        }
        report(name, &rounds);
        if name == FIRST_PAGE {
            page = median(rounds.iter().map(|(_, large)| large.latency).collect());
        }
    }
    let mut rounds = Vec::new();
    for _ in 0..options.rounds {
        rounds.push((launches(&mut small).await?, launches(&mut large).await?));
    }
    report("RunInstances, one", &rounds.iter().map(|(small, large)| (small.0, large.0)).collect::<Vec<_>>());
    report("TerminateInstances, one", &rounds.iter().map(|(small, large)| (small.1, large.1)).collect::<Vec<_>>());

    println!("\nmemory for an instance of EC2: {:.0} bytes", large.memory / f64::from(large.count));
    for (method, what) in [("PUT", "to take a snapshot"), ("POST", "to put it back")] {
        let start = Instant::now();
        large.connection.call(&control(method, "/_twin/snapshots/x", "")).await?;
        let seconds = start.elapsed().as_secs_f64();
        println!("{what}: {:.1} ms, or {:.0} first pages of 100", seconds * 1e3, seconds * 1e6 / page);
    }
    metric_data(&mut large).await?;
    drop((small, large));
    let ecs = World::ecs(options.ecs).await?;
    println!("memory for an instance of ECS, at {}: {:.0} bytes", ecs.count, ecs.memory / f64::from(ecs.count));
    Ok(())
}

/// The token of the page after this instance, as DescribeInstances gives it.
fn token_after(id: &str) -> String {
    let json = format!(r#"{{"operation":"DescribeInstances","region":"us-east-1","filters":[],"after":"{id}"}}"#);
    BASE64_STANDARD.encode(json).replace('+', "%2B").replace('/', "%2F").replace('=', "%3D")
}

const FIRST_PAGE: &str = "DescribeInstances, first page of 100";

/// Calls that leave the number of instances as it is.
fn calls(world: &World) -> Vec<(&'static str, Vec<Vec<u8>>)> {
    let item = "InstanceCreditSpecification.1";
    let credits = |mode| {
        let parameters = format!("{item}.InstanceId=i-1234567890abcdef0&{item}.CpuCredits={mode}");
        ec2("ModifyInstanceCreditSpecification", &parameters)
    };
    let allocation = |count| {
        let parameters = format!("CapacityReservationId=cr-1234abcd56EXAMPLE&TargetInstanceCount={count}");
        ec2("UpdateInterruptibleCapacityReservationAllocation", &parameters)
    };
    let bandwidth =
        |out| ecs("ModifyInstanceSpec", &format!("InstanceId=i-bp67acfmxazb4ph12345&InternetMaxBandwidthOut={out}"));
    let describe = |parameters| vec![ec2("DescribeInstances", parameters)];
    vec![
        ("ModifyInstanceCreditSpecification", ["unlimited", "standard"].map(credits).into()),
        ("UpdateInterruptibleCapacityReservationAllocation", [5, 4].map(allocation).into()),
        ("ModifyInstanceSpec", [20, 10].map(bandwidth).into()),
        ("DescribeInstances, one id", describe("InstanceId.1=i-1234567890abcdef0")),
        (FIRST_PAGE, describe("MaxResults=100")),
        (
            "DescribeInstances, a page of 40 from the middle",
            describe(&format!("MaxResults=40&NextToken={}", token_after(&world.middle))),
        ),
        ("DescribeInstances, a tag that 10 have", describe("Filter.1.Name=tag:Role&Filter.1.Value.1=few")),
        (
            "DescribeInstances, a state that 10 have",
            describe("Filter.1.Name=instance-state-name&Filter.1.Value.1=stopped"),
        ),
        (
            "GetMetricStatistics, credits of one",
            vec![cloudwatch(
                "GetMetricStatistics",
                "Namespace=AWS%2FEC2&MetricName=CPUCreditBalance&Dimensions.member.1.Name=InstanceId\
                 &Dimensions.member.1.Value=i-1234567890abcdef0&StartTime=2026-01-01T00%3A00%3A00Z\
                 &EndTime=2026-01-01T01%3A00%3A00Z&Period=300&Statistics.member.1=Average",
            )],
        ),
        ("ListMetrics, a first page", vec![cloudwatch("ListMetrics", "Namespace=AWS%2FEC2")]),
    ]
}

/// Gives every instance a load, a thousand at a time, and lets an hour pass. Returns how long the loads took, and what they take in
/// memory for each.
async fn load(world: &mut World) -> Result<(Duration, f64), Failure> {
    let mut pages = Vec::new();
    let mut token = String::new();
    loop {
        let next = if token.is_empty() { String::new() } else { format!("&NextToken={token}") };
        let page = world.connection.call(&ec2("DescribeInstances", &format!("MaxResults=1000{next}"))).await?;
        let page = String::from_utf8_lossy(page);
        let ids = page.split("<instanceId>").skip(1).filter_map(|rest| Some(rest.split_once('<')?.0));
        let ids: Vec<_> = ids.map(|id| format!("\"{id}\"")).collect();
        pages.push(format!(r#"{{"instances":[{}],"cpu":35}}"#, ids.join(",")));
        match page.split_once("<nextToken>").and_then(|(_, rest)| rest.split_once('<')) {
            Some((next, _)) => token = next.replace('+', "%2B").replace('=', "%3D"),
            None => break,
        }
    }
    let before = world.server.memory();
    let mut took = Duration::ZERO;
    for page in &pages {
        let request = control("POST", "/_twin/load", page);
        let start = Instant::now();
        world.connection.call(&request).await?;
        took += start.elapsed();
    }
    let memory = world.server.memory() - before;
    world.connection.call(&control("POST", "/_twin/clock", r#"{"advance":"1h"}"#)).await?;
    Ok((took, memory / f64::from(world.count)))
}

/// Prints what GetMetricData of so many metrics takes, with so many points each: page by page.
async fn metric_data(world: &mut World) -> Result<(), Failure> {
    const METRICS: usize = 500;
    const POINTS: i64 = 2400;
    let answer = world.connection.call(&ec2("DescribeInstances", &format!("MaxResults={METRICS}"))).await?;
    let answer = String::from_utf8_lossy(answer).into_owned();
    let ids = answer.split("<instanceId>").skip(1).filter_map(|rest| Some(rest.split_once('<')?.0));
    let advance = format!(r#"{{"advance":"{}h"}}"#, POINTS / 12);
    let clock = world.connection.call(&control("POST", "/_twin/clock", &advance)).await?;
    let clock = String::from_utf8_lossy(clock).into_owned();
    let now = clock.split("\"now\":\"").nth(1).and_then(|rest| rest.split('"').next()).ok_or("no time")?;
    let end: jiff::Timestamp = now.parse()?;
    let start = end - jiff::SignedDuration::from_secs(POINTS * 300);
    let mut queries = format!("StartTime={start}&EndTime={end}").replace(':', "%3A");
    for (n, id) in (1..).zip(ids) {
        let query = format!("&MetricDataQueries.member.{n}");
        queries += &format!(
            "{query}.Id=m{n}{query}.MetricStat.Period=300{query}.MetricStat.Stat=Average\
             {query}.MetricStat.Metric.Namespace=AWS%2FEC2{query}.MetricStat.Metric.MetricName=CPUCreditBalance\
             {query}.MetricStat.Metric.Dimensions.member.1.Name=InstanceId\
             {query}.MetricStat.Metric.Dimensions.member.1.Value={id}"
        );
    }
    let (mut token, mut pages, mut values) = (String::new(), 0, 0);
    let (begin, cpu) = (Instant::now(), world.server.cpu_of_threads());
    loop {
        let next = if token.is_empty() { String::new() } else { format!("&NextToken={token}") };
        let page = world.connection.call(&cloudwatch("GetMetricData", &format!("{queries}{next}"))).await?;
        let page = String::from_utf8_lossy(page);
        values += page.matches("<member>").count();
        pages += 1;
        match page.split_once("<NextToken>").and_then(|(_, rest)| rest.split_once('<')) {
            Some((next, _)) => token = next.to_owned(),
            None => break,
        }
    }
    let cpu = (world.server.cpu_of_threads() - cpu) / 1e3;
    let took = begin.elapsed().as_secs_f64() * 1e3;
    println!(
        "GetMetricData, {METRICS} metrics of {POINTS} points: {cpu:.0} ms of the server's CPU, {took:.0} ms in {pages} pages of \
         XML with {values} items"
    );
    Ok(())
}

/// What a call took, in microseconds: the median of the latency, and the mean of the server's CPU time.
#[derive(Clone, Copy)]
struct Cost {
    latency: f64,
    cpu: f64,
}

/// The same requests over each connection.
fn all(requests: &[Vec<u8>]) -> [Vec<Vec<u8>>; CONNECTIONS] {
    std::array::from_fn(|_| requests.to_vec())
}

/// Calls over a connection for each list of requests until the time is over, over each at most so often.
async fn cost(
    world: &World,
    requests: [Vec<Vec<u8>>; CONNECTIONS],
    calls: usize,
    time: Duration,
) -> Result<Cost, Failure> {
    let mut open = Vec::new();
    for requests in requests {
        open.push((Connection::open(world.server.address).await?, requests));
    }
    let cpu = world.server.cpu_of_threads();
    let took = turn::call(open, calls, time).await?;
    let used = world.server.cpu_of_threads() - cpu;
    let latency = median(took.iter().map(|took| took.as_secs_f64() * 1e6).collect());
    Ok(Cost { cpu: used / took.len() as f64, latency })
}

/// Launches instances one by one, terminates them, and lets those that are gone be forgotten. Returns what both took.
async fn launches(world: &mut World) -> Result<(Cost, Cost), Failure> {
    let request = launch(&world.subnet, 1, "Name", "one");
    let launched = cost(world, all(&[request]), LAUNCHES / CONNECTIONS, WHOLE).await?;
    let answer =
        world.connection.call(&ec2("DescribeInstances", "Filter.1.Name=tag:Name&Filter.1.Value.1=one")).await?;
    let answer = String::from_utf8_lossy(answer);
    let ids = answer.split("<instanceId>").skip(1).filter_map(|rest| Some(rest.split_once('<')?.0));
    let mut requests = all(&[]);
    for (n, id) in ids.enumerate() {
        requests[n % CONNECTIONS].push(ec2("TerminateInstances", &format!("InstanceId.1={id}")));
    }
    let terminated = cost(world, requests, LAUNCHES / CONNECTIONS, WHOLE).await?;
    world.connection.call(&control("POST", "/_twin/clock", WAIT)).await?;
    Ok((launched, terminated))
}

/// How many instances an answer shows.
async fn shown(world: &mut World, request: &[u8]) -> Result<usize, Failure> {
    let answer = world.connection.call(request).await?;
    Ok(String::from_utf8_lossy(answer).matches("<instanceType>").count())
}

/// Prints a line.
fn report(name: &str, rounds: &[(Cost, Cost)]) {
    print!("{name:52}");
    for figure in [|cost: &Cost| cost.latency, |cost: &Cost| cost.cpu] {
        let of = |value: &dyn Fn(&(Cost, Cost)) -> f64| median(rounds.iter().map(value).collect());
        let (small, large) = (of(&|(small, _)| figure(small)), of(&|(_, large)| figure(large)));
        print!("{small:10.1}{large:10.1}{:8.2}", of(&|(small, large)| figure(large) / figure(small)));
    }
    println!();
}
