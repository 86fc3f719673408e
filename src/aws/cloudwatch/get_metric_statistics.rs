//! [GetMetricStatistics](https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html)

use super::CloudWatch;
use super::common::{Dimension, List, Time, check_unit, metric, too_many};
use super::errors::{combination, invalid};
use crate::domain::credits::millis;
use crate::domain::metrics::{Bin, Bins, Source, Statistic};
use crate::domain::place::Place;
use crate::operation::{Compute, Error, Operation};
use crate::wire::xml::MAP;
use serde::{Deserialize, Serialize, Serializer};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// Returns statistics of a metric in periods, the earliest first (AWS has them in any order).
pub struct GetMetricStatistics;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    namespace: SmolStr,
    metric_name: SmolStr,
    #[serde(default)]
    dimensions: Vec<Dimension>,
    start_time: Time,
    end_time: Time,
    period: i64,
    #[serde(default)]
    statistics: Vec<SmolStr>,
    #[serde(default)]
    extended_statistics: Vec<SmolStr>,
    unit: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    label: SmolStr,
    datapoints: List<Datapoint>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Datapoint {
    timestamp: Time,
    sample_count: Option<f64>,
    average: Option<f64>,
    sum: Option<f64>,
    minimum: Option<f64>,
    maximum: Option<f64>,
    unit: Option<&'static str>,
    extended_statistics: Option<Extended>,
}

/// Percentiles by their names.
struct Extended(BTreeMap<SmolStr, f64>);

impl Serialize for Extended {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(MAP, &self.0)
    }
}

/// What is asked of which points.
pub struct Seen {
    label: SmolStr,
    source: Source,
    bins: Bins,
    now: i64,
    plain: Vec<Statistic>,
    percentiles: Vec<(SmolStr, Statistic)>,
}

/// The most periods of an answer.
const MAX_DATAPOINTS: i64 = 1440;

/// Below a minute, the periods that there are, in seconds.
const SHORT: [i64; 5] = [1, 5, 10, 20, 30];

/// A period in milliseconds.
pub fn period(seconds: i64) -> Result<i64, Error> {
    if seconds < 60 && !SHORT.contains(&seconds) {
        return Err(invalid("The parameter Period must be a value in the set [1, 5, 10, 20, 30]."));
    }
    // Ours: the text is not known.
    if seconds % 60 != 0 && seconds > 60 || seconds > 366 * 86_400 {
        return Err(invalid("The parameter Period must be a multiple of 60, and at most a year."));
    }
    Ok(seconds * 1000)
}

fn plain((number, name): (usize, &SmolStr)) -> Result<Statistic, Error> {
    Statistic::plain(name).ok_or_else(|| {
        let names: Vec<_> = Statistic::PLAIN.iter().map(|statistic| statistic.name()).collect();
        let names = names.join(", ");
        let text =
            format!("The parameter Statistics.member.{number}.<list element> must be a value in the set [{names}].");
        invalid(text)
    })
}

/// Trimmed means, percentile ranks and their like are refused as not supported (AWS has them).
fn percentile((number, name): (usize, &SmolStr)) -> Result<(SmolStr, Statistic), Error> {
    let statistic = Statistic::percentile(name).ok_or_else(|| {
        let parameter = format!("ExtendedStatistics.member.{number}.<list element>");
        invalid(format!("The value {name} for parameter {parameter} is not supported."))
    })?;
    Ok((name.clone(), statistic))
}

impl Operation for GetMetricStatistics {
    const ACTION: &'static str = "GetMetricStatistics";
    type Protocol = CloudWatch;
    type Request = Request;
    type Response = Response;
}

impl Compute for GetMetricStatistics {
    type Seen = Seen;

    fn see(at: Place<'_>, request: Request) -> Result<Seen, Error> {
        let Request { namespace, metric_name, dimensions, start_time, end_time, period: seconds, unit, .. } = request;
        let label = metric_name.clone();
        let metric = metric(namespace, metric_name, dimensions)?;
        let period = period(seconds)?;
        if start_time.0 >= end_time.0 {
            return Err(invalid("The parameter StartTime must be less than the parameter EndTime."));
        }
        let (statistics, extended) = (request.statistics, request.extended_statistics);
        if statistics.is_empty() && extended.is_empty() {
            return Err(combination("Must specify either Statistics or ExtendedStatistics"));
        }
        if statistics.len() > 5 || extended.len() > 10 {
            return Err(if extended.len() > 10 {
                too_many("extendedStatistics", 10)
            } else {
                too_many("statistics", 5)
            });
        }
        check_unit(unit.as_ref())?;
        let plain = (1..).zip(&statistics).map(plain).collect::<Result<_, _>>()?;
        let percentiles = (1..).zip(&extended).map(percentile).collect::<Result<_, _>>()?;
        let now = millis(at.now);
        let bins = Bins::requested(start_time.millis(), end_time.millis(), period, now);
        if bins.len() > MAX_DATAPOINTS {
            return Err(combination(format!(
                "You have requested up to {} datapoints, which exceeds the limit of {MAX_DATAPOINTS}. You may reduce the \
                 datapoints requested by increasing Period, or decreasing the time range.",
                bins.len()
            )));
        }
        let source = Source::find(at.region, &metric).in_unit(unit.as_deref());
        Ok(Seen { label, source, bins, now, plain, percentiles })
    }

    fn compute(seen: Seen) -> Result<Response, Error> {
        let Seen { label, source, bins, now, plain, percentiles } = seen;
        let datapoint = |unit: Option<&'static str>, bin: Bin| {
            let value = |statistic| plain.contains(&statistic).then(|| bin.value(statistic)).flatten();
            let known = percentiles.iter().filter_map(|(name, rank)| Some((name.clone(), bin.value(*rank)?)));
            Datapoint {
                timestamp: Time::of(bin.at),
                sample_count: value(Statistic::SampleCount),
                average: value(Statistic::Average),
                sum: value(Statistic::Sum),
                minimum: value(Statistic::Minimum),
                maximum: value(Statistic::Maximum),
                unit,
                extended_statistics: (!percentiles.is_empty()).then(|| Extended(known.collect())),
            }
        };
        let of = |source: Source| {
            let bins = source.bins(&bins, now, !percentiles.is_empty());
            bins.into_iter().map(|bin| datapoint(source.unit(), bin)).collect::<Vec<_>>()
        };
        Ok(Response { label, datapoints: source.by_unit().into_iter().flat_map(of).collect() })
    }
}
