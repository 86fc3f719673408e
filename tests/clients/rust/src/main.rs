//! CloudWatch by AWS's SDK for Rust, which speaks RPC v2 CBOR, and takes neither a time without its tag nor an integer for a
//! double.

use aws_sdk_cloudwatch::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_cloudwatch::error::ProvideErrorMetadata;
use aws_sdk_cloudwatch::primitives::DateTime;
use aws_sdk_cloudwatch::types::{
    ComparisonOperator, Dimension, Metric, MetricDataQuery, MetricDatum, MetricStat, StandardUnit, StateValue, Statistic,
};
use aws_sdk_cloudwatch::{Client, Config};
use std::fmt::Debug;
use std::io::{Read, Write};
use std::net::TcpStream;

/// The instance of the demo world that has credits.
const WEB: &str = "i-1234567890abcdef0";

/// 2026-11-21T08:00:00Z, at which the clock stands.
const START: i64 = 1_795_248_000;

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Tells that something is as wanted, or ends the suite.
fn check<T: Debug + PartialEq>(what: &str, got: T, wanted: T) {
    if got != wanted {
        eprintln!("FAILED {what}\n  got    {got:?}\n  wanted {wanted:?}");
        std::process::exit(1);
    }
    println!("ok {what}");
}

/// Moves the server's clock.
fn advance(host: &str, by: &str) -> std::io::Result<()> {
    let body = format!(r#"{{"advance":"{by}"}}"#);
    let mut stream = TcpStream::connect(host)?;
    write!(
        stream,
        "POST /_twin/clock HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    check("the clock moves", answer.starts_with("HTTP/1.1 200"), true);
    Ok(())
}

fn instance() -> Dimension {
    Dimension::builder().name("InstanceId").value(WEB).build()
}

async fn metrics(client: &Client) -> Outcome {
    for (metric, value) in [("StatusCheckFailed", 0.0), ("CPUUtilization", 0.0)] {
        let answer = client
            .get_metric_statistics()
            .namespace("AWS/EC2")
            .metric_name(metric)
            .dimensions(instance())
            .start_time(DateTime::from_secs(START + 300))
            .end_time(DateTime::from_secs(START + 600))
            .period(300)
            .statistics(Statistic::Maximum)
            .send()
            .await?;
        let points: Vec<_> =
            answer.datapoints().iter().map(|point| (point.timestamp().map(DateTime::secs), point.maximum())).collect();
        check(metric, points, vec![(Some(START + 300), Some(value))]);
    }
    let metric = Metric::builder().namespace("AWS/EC2").metric_name("CPUCreditBalance").dimensions(instance()).build();
    let stat = MetricStat::builder().metric(metric).period(300).stat("Average").build();
    let twice = MetricDataQuery::builder().id("twice").expression("m1 * 2 - m1").build();
    let answer = client
        .get_metric_data()
        .start_time(DateTime::from_secs(START))
        .end_time(DateTime::from_secs(START + 1200))
        .metric_data_queries(MetricDataQuery::builder().id("m1").metric_stat(stat).build())
        .metric_data_queries(twice)
        .send()
        .await?;
    let [plain, computed] = answer.metric_data_results() else { return Err("two results".into()) };
    check("three points, the latest first", plain.timestamps().first().map(DateTime::secs), Some(START + 900));
    check("an expression over them", computed.values(), plain.values());
    check("they are there", plain.values().len(), 3);
    let listed = client.list_metrics().namespace("AWS/EC2").metric_name("CPUCreditUsage").send().await?;
    check("ListMetrics", listed.metrics().iter().any(|metric| metric.dimensions() == [instance()]), true);
    Ok(())
}

async fn published(client: &Client) -> Outcome {
    for value in [1.0, 0.1, 0.0] {
        let datum = MetricDatum::builder().metric_name("Latency").value(value).unit(StandardUnit::Seconds).build();
        client.put_metric_data().namespace("App").metric_data(datum).send().await?;
    }
    let answer = client
        .get_metric_statistics()
        .namespace("App")
        .metric_name("Latency")
        .start_time(DateTime::from_secs(START))
        .end_time(DateTime::from_secs(START + 3600))
        .period(3600)
        .statistics(Statistic::Sum)
        .extended_statistics("p50")
        .send()
        .await?;
    let points = answer.datapoints();
    check("a sum", points.iter().map(|point| point.sum()).collect::<Vec<_>>(), vec![Some(1.1)]);
    let percentile = points.first().and_then(|point| point.extended_statistics()?.get("p50").copied());
    check("a percentile", percentile, Some(0.1));
    Ok(())
}

async fn alarms(client: &Client, host: &str) -> Outcome {
    client
        .put_metric_alarm()
        .alarm_name("credits")
        .namespace("AWS/EC2")
        .metric_name("CPUCreditBalance")
        .dimensions(instance())
        .statistic(Statistic::Average)
        .period(300)
        .evaluation_periods(1)
        .threshold(1000.0)
        .comparison_operator(ComparisonOperator::LessThanThreshold)
        .send()
        .await?;
    advance(host, "5m")?;
    let answer = client.describe_alarms().alarm_names("credits").send().await?;
    let [alarm] = answer.metric_alarms() else { return Err("one alarm".into()) };
    check("its state", alarm.state_value(), Some(&StateValue::Alarm));
    check("its threshold", alarm.threshold(), Some(1000.0));
    check("its time", alarm.state_updated_timestamp().map(DateTime::secs), Some(START + 1200));
    let history = client.describe_alarm_history().alarm_name("credits").send().await?;
    check("its history", history.alarm_history_items().len(), 2);
    client.delete_alarms().alarm_names("credits").send().await?;
    Ok(())
}

async fn refusals(client: &Client) -> Outcome {
    let call = client.set_alarm_state().alarm_name("none").state_value(StateValue::Ok).state_reason("x");
    let Err(error) = call.send().await else { return Err("a success".into()) };
    check("its code", error.code(), Some("ResourceNotFound"));
    check("its shape", error.as_service_error().is_some_and(|error| error.is_resource_not_found()), true);
    let call = client.get_metric_statistics().namespace("AWS/EC2").metric_name("CPUUtilization").period(60);
    let call = call.start_time(DateTime::from_secs(2)).end_time(DateTime::from_secs(1)).statistics(Statistic::Sum);
    let Err(error) = call.send().await else { return Err("a success".into()) };
    let wanted = (Some("InvalidParameterValue"), Some("The parameter StartTime must be less than the parameter EndTime."));
    check("a refusal", (error.code(), error.message()), wanted);
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let url = std::env::var("TWINSTANCE_URL")?;
    let host = url.trim_start_matches("http://").to_owned();
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret", None, None, "suite"))
        .endpoint_url(&url)
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .build();
    let client = Client::from_conf(config);
    advance(&host, "15m")?;
    metrics(&client).await?;
    published(&client).await?;
    alarms(&client, &host).await?;
    refusals(&client).await
}
