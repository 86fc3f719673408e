//! [PutMetricData](https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html)

use super::CloudWatch;
use super::common::{Dimension, NoResult, Time, check_unit, constraint, metric, too_many};
use super::errors::{combination, invalid};
use crate::domain::alarms;
use crate::domain::credits::millis;
use crate::domain::metrics::{Datum, Metric, Sample, UNITS};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Publishes data of metrics. They can be read at once.
pub struct PutMetricData;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    namespace: SmolStr,
    #[serde(default)]
    metric_data: Vec<MetricDatum>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct MetricDatum {
    metric_name: SmolStr,
    #[serde(default)]
    dimensions: Vec<Dimension>,
    timestamp: Option<Time>,
    value: Option<f64>,
    statistic_values: Option<StatisticSet>,
    #[serde(default)]
    values: Vec<f64>,
    #[serde(default)]
    counts: Vec<f64>,
    unit: Option<SmolStr>,
    storage_resolution: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct StatisticSet {
    sample_count: f64,
    sum: f64,
    minimum: f64,
    maximum: f64,
}

const MAX_DATA: usize = 1000;
const MAX_VALUES: usize = 150;

const HOUR: i64 = 3_600_000;

impl Operation for PutMetricData {
    const ACTION: &'static str = "PutMetricData";
    // It is about entities alone.
    const IGNORED: &'static [&'static str] = &["StrictEntityValidation"];
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("EntityMetricData", "")];
    type Protocol = CloudWatch;
    type Request = Request;
    type Response = NoResult;
}

/// A number that a metric can have: from -2^360 to 2^360.
fn number(name: &str, value: f64) -> Result<f64, Error> {
    if value.is_finite() && value.abs() <= 2f64.powi(360) {
        Ok(value)
    } else {
        Err(invalid(format!("The value {value} for parameter {name} is invalid.")))
    }
}

/// The values of a datum.
fn data(name: &str, datum: &MetricDatum) -> Result<Vec<Datum>, Error> {
    let MetricDatum { value, statistic_values: set, values, counts, .. } = datum;
    let both = |one: &str, other: &str| {
        combination(format!(
            "The parameters {name}.{one} and {name}.{other} are mutually exclusive and you have specified both."
        ))
    };
    match (value, set, values.is_empty(), counts.is_empty()) {
        (Some(_), _, false, _) => return Err(both("Value", "Values")),
        (Some(_), Some(_), ..) => return Err(both("Value", "StatisticValues")),
        (_, _, true, false) => {
            return Err(combination("The parameter values must appears when the counts parameter is specified."));
        }
        (None, None, true, _) => return Err(combination("At least one of the parameters must be specified.")),
        (_, _, false, false) if values.len() != counts.len() => {
            return Err(invalid(format!("The parameters {name}.Values and {name}.Counts must be of the same size.")));
        }
        _ => {}
    }
    if values.len() > MAX_VALUES {
        return Err(too_many("values", MAX_VALUES));
    }
    let mut data = Vec::new();
    if let Some(value) = value {
        data.push(Datum::of(number(&format!("{name}.Value"), *value)?, 1.0));
    }
    if let Some(StatisticSet { sample_count: count, sum, minimum: min, maximum: max }) = *set {
        for value in [count, sum, min, max] {
            number(&format!("{name}.StatisticValues"), value)?;
        }
        // Ours: the text is not known.
        if count <= 0.0 || min > max {
            return Err(invalid(format!("The values of the parameter {name}.StatisticValues are invalid.")));
        }
        data.push(Datum { count, sum, min, max });
    }
    for (index, value) in values.iter().enumerate() {
        let count = counts.get(index).copied().unwrap_or(1.0);
        if number(&format!("{name}.Counts"), count)? <= 0.0 {
            return Err(invalid(format!("The value {count} for parameter {name}.Counts is invalid.")));
        }
        data.push(Datum::of(number(&format!("{name}.Values"), *value)?, count));
    }
    Ok(data)
}

/// When it was, to the second or to the minute.
fn time(name: &str, datum: &MetricDatum, now: i64) -> Result<i64, Error> {
    let at = datum.timestamp.map_or(now, Time::millis);
    // Ours: the texts are not known.
    if at < now - 14 * 24 * HOUR {
        return Err(invalid(format!(
            "The parameter {name}.Timestamp must specify a time no more than two weeks in the past."
        )));
    }
    if at > now + 2 * HOUR {
        return Err(invalid(format!(
            "The parameter {name}.Timestamp must specify a time no more than two hours in the future."
        )));
    }
    let resolution = match datum.storage_resolution.unwrap_or(60) {
        1 => 1000,
        60 => 60_000,
        other => return Err(invalid(format!("The value {other} for parameter {name}.StorageResolution is invalid."))),
    };
    Ok(at - at.rem_euclid(resolution))
}

impl Change for PutMetricData {
    type Plan = Vec<(Metric, Vec<Sample>)>;

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let Request { namespace, metric_data } = request;
        if metric_data.is_empty() {
            return Err(Error::missing("MetricData"));
        }
        if metric_data.len() > MAX_DATA {
            return Err(too_many("metricData", MAX_DATA));
        }
        if namespace.starts_with(':') {
            return Err(constraint(&namespace, "namespace", "satisfy regular expression pattern: [^:].*"));
        }
        // These are AWS's own.
        if namespace.starts_with("AWS/") {
            return Err(invalid(format!("The value {namespace} for parameter Namespace is invalid.")));
        }
        let mut plan = Vec::new();
        for (number, mut datum) in (1..).zip(metric_data) {
            let name = format!("MetricData.member.{number}");
            check_unit(datum.unit.as_ref())?;
            let unit = datum.unit.as_deref().unwrap_or("None");
            let unit = UNITS.iter().position(|known| *known == unit).unwrap_or(UNITS.len() - 1) as u8;
            let (at, data) = (time(&name, &datum, millis(at.now))?, data(&name, &datum)?);
            let dimensions = std::mem::take(&mut datum.dimensions);
            let metric = metric(namespace.clone(), datum.metric_name, dimensions)?;
            plan.push((metric, data.into_iter().map(|datum| Sample { at, unit, datum }).collect()));
        }
        Ok(plan)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Self::Plan) -> NoResult {
        let (now, max) = (millis(at.now), at.rules.custom_metrics_bytes);
        for (metric, samples) in &plan {
            at.region.custom.add(metric, samples, now, max);
            alarms::touch_metric(at, metric);
        }
        NoResult {}
    }
}
