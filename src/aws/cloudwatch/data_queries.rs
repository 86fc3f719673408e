//! Queries for metrics and expressions over them.

use super::common::{Dimension, check_length, check_unit, metric};
use super::errors::validation;
use super::get_metric_statistics::period;
use crate::domain::metrics::math::{Expression, MathError, Scope, Series, Value, evaluate, parse};
use crate::domain::metrics::{Bins, Source, Statistic, retention};
use crate::domain::place::Place;
use crate::operation::Error;
use serde::Deserialize;
use smol_str::{SmolStr, format_smolstr};
use std::cell::RefCell;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DataQuery {
    id: SmolStr,
    metric_stat: Option<MetricStat>,
    expression: Option<SmolStr>,
    label: Option<SmolStr>,
    return_data: Option<bool>,
    account_id: Option<SmolStr>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct MetricStat {
    metric: MetricRequest,
    period: i64,
    stat: SmolStr,
    unit: Option<SmolStr>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct MetricRequest {
    namespace: SmolStr,
    metric_name: SmolStr,
    #[serde(default)]
    dimensions: Vec<Dimension>,
}

/// A query whose parameters are in order.
pub struct Prepared {
    pub id: SmolStr,
    pub label: SmolStr,
    pub is_returned: bool,
    pub kind: Kind,
}

pub enum Kind {
    Metric {
        source: Source,
        statistic: Statistic,
        bins: Bins,
    },
    Math(Expression),
    /// It names another account, and accounts are not linked here.
    Foreign,
}

/// Queries with the results that were computed so far.
pub struct Results {
    queries: Vec<Prepared>,
    start: i64,
    end: i64,
    now: i64,
    /// `None` while the result of an id is being computed.
    computed: RefCell<BTreeMap<SmolStr, Option<Value>>>,
}

/// How far apart most points are, in milliseconds.
const POINT: i64 = 300_000;

/// The most characters of an expression.
const MAX_EXPRESSION: usize = 2048;

/// Reads queries for this time, in milliseconds since 1970.
pub fn read(at: Place<'_>, queries: Vec<DataQuery>, start: i64, end: i64, now: i64) -> Result<Results, Error> {
    let mut seen = std::collections::BTreeSet::new();
    for (number, query) in (1..).zip(&queries) {
        if !is_id(&query.id) {
            return Err(validation(format!(
                "The value for parameter MetricDataQueries.member.{number}.Id is not matching the expected pattern \
                 ^[a-z][a-zA-Z0-9_]*$."
            )));
        }
        if !seen.insert(&query.id) {
            return Err(validation("The values for parameter id in MetricDataQueries are not unique."));
        }
    }
    let labels = labels(&queries);
    let (mut prepared, range) = (Vec::new(), (start, end, now));
    for ((number, query), label) in (1..).zip(queries).zip(labels) {
        prepared.push(prepare(at, number, query, label, range)?);
    }
    Ok(Results { queries: prepared, start, end: end.min(now + 1), now, computed: RefCell::default() })
}

fn is_id(id: &str) -> bool {
    id.starts_with(|first: char| first.is_ascii_lowercase())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The labels where none is given: the metric's name, with the statistic and the period where those of the call differ; of an
/// expression its id.
fn labels(queries: &[DataQuery]) -> Vec<SmolStr> {
    let metrics = || queries.iter().filter_map(|query| query.metric_stat.as_ref());
    let differ =
        |of: fn(&MetricStat) -> (i64, &str)| metrics().zip(metrics().skip(1)).any(|(one, next)| of(one) != of(next));
    let (stats, periods) = (differ(|one| (0, &one.stat)), differ(|one| (one.period, "")));
    let default = |query: &DataQuery| match &query.metric_stat {
        None => query.id.clone(),
        Some(MetricStat { metric: MetricRequest { metric_name, .. }, period, stat, .. }) => match (stats, periods) {
            (false, false) => metric_name.clone(),
            (true, false) => format_smolstr!("{metric_name} {stat}"),
            (false, true) => format_smolstr!("{metric_name} {period}"),
            (true, true) => format_smolstr!("{metric_name} {stat} {period}"),
        },
    };
    queries.iter().map(|query| query.label.clone().unwrap_or_else(|| default(query))).collect()
}

fn prepare(
    at: Place<'_>,
    number: usize,
    query: DataQuery,
    label: SmolStr,
    (start, end, now): (i64, i64, i64),
) -> Result<Prepared, Error> {
    let name = format!("MetricDataQueries.member.{number}");
    if label.contains("${") {
        return Err(Error::NotModelled(format!("MetricDataQueries.{number}.Label with ${{...}}")));
    }
    let is_foreign = query.account_id.is_some_and(|account| account != at.scope.account);
    let kind = match (query.metric_stat, query.expression) {
        (Some(_), Some(_)) => {
            return Err(validation(format!(
                "The parameters {name}.Expression and {name}.MetricStat are mutually exclusive and you have specified both."
            )));
        }
        // The line feed is AWS's.
        (None, None) => return Err(validation(format!("The parameter {name}.MetricStat is required.\n"))),
        (None, Some(text)) => {
            check_length("metricDataQueries", &text, MAX_EXPRESSION)?;
            Kind::Math(parse(&query.id, &text).map_err(math)?)
        }
        (Some(stat), None) => {
            let MetricStat { metric: names, period: seconds, stat, unit } = stat;
            let statistic = Statistic::plain(&stat).or_else(|| Statistic::percentile(&stat)).ok_or_else(|| {
                validation(format!("The value for parameter {name}.MetricStat.Stat is not a valid statistic."))
            })?;
            check_unit(unit.as_ref())?;
            let metric = metric(names.namespace, names.metric_name, names.dimensions)?;
            let bins = Bins::requested(start, end, period(seconds)?, now);
            let source = Source::find(at.region, &metric).in_unit(unit.as_deref());
            if is_foreign { Kind::Foreign } else { Kind::Metric { source, statistic, bins } }
        }
    };
    Ok(Prepared { id: query.id, label, is_returned: query.return_data.unwrap_or(true), kind })
}

fn math(error: MathError) -> Error {
    match error {
        MathError::Invalid(text) => validation(text),
        MathError::NotModelled(function) => Error::NotModelled(format!("Expression with {function}")),
    }
}

impl Results {
    pub fn queries(&self) -> &[Prepared] {
        &self.queries
    }

    /// How many points are looked at, at most.
    pub fn points(&self) -> i64 {
        let of = |query: &Prepared| match &query.kind {
            Kind::Metric { bins, .. } => (bins.end - bins.start).min(retention(bins.period)) / POINT,
            Kind::Math(_) | Kind::Foreign => 0,
        };
        self.queries.iter().map(of).sum()
    }

    /// The units in which a metric has data, if none was asked for and there is more than one.
    pub fn units(query: &Prepared) -> Vec<&'static str> {
        let Kind::Metric { source, .. } = &query.kind else { return Vec::new() };
        let units: Vec<_> = source.clone().by_unit().iter().filter_map(Source::unit).collect();
        if units.len() > 1 { units } else { Vec::new() }
    }

    /// The results of a query, each with its label.
    pub fn of(&self, query: &Prepared) -> Result<Vec<(SmolStr, Series)>, Error> {
        match self.value(query).map_err(math)? {
            Value::Series(series) => Ok(vec![(query.label.clone(), series)]),
            // Ours: AWS wants a series too, its text is not known.
            Value::Number(_) => Err(validation(format!(
                "Error in expression '{}': The value of an expression is a time series",
                query.id
            ))),
            Value::Many(all) => Ok(all.into_iter().map(|(id, series)| (self.label_of(query, &id), series)).collect()),
        }
    }

    /// The label of one of several results of an expression.
    fn label_of(&self, query: &Prepared, id: &str) -> SmolStr {
        let of = self.queries.iter().find(|other| other.id == id);
        of.map_or(query.label.clone(), |of| format_smolstr!("{} {}", query.label, of.label))
    }

    fn value(&self, query: &Prepared) -> Result<Value, MathError> {
        match &query.kind {
            Kind::Foreign => Ok(Value::Series(Series { period: 60_000, points: Vec::new() })),
            Kind::Metric { source, statistic, bins } => {
                let source = source.clone().settled();
                let with_values = matches!(statistic, Statistic::Percentile(_));
                let all = source.bins(bins, self.now, with_values);
                let points = all.iter().filter_map(|bin| Some((bin.at, bin.value(*statistic)?))).collect();
                Ok(Value::Series(Series { period: bins.period, points }))
            }
            Kind::Math(expression) => {
                let is_metric = |query: &&Prepared| !matches!(query.kind, Kind::Math(_));
                let metrics = self.queries.iter().filter(is_metric).map(|query| query.id.as_str()).collect();
                let scope = Scope { start: self.start, end: self.end, metrics, lookup: &|id| self.named(id) };
                evaluate(expression, &query.id, &scope)
            }
        }
    }

    /// The value of an id, computed once. An expression cannot be a part of itself.
    fn named(&self, id: &str) -> Result<Option<Value>, MathError> {
        let Some(query) = self.queries.iter().find(|query| query.id == id) else { return Ok(None) };
        let known = self.computed.borrow().get(id).cloned();
        match known {
            Some(Some(value)) => return Ok(Some(value)),
            Some(None) => {
                return Err(MathError::Invalid(format!("Error in expression '{id}': It is a part of itself")));
            }
            None => {}
        }
        self.computed.borrow_mut().insert(query.id.clone(), None);
        let value = self.value(query)?;
        self.computed.borrow_mut().insert(query.id.clone(), Some(value.clone()));
        Ok(Some(value))
    }
}
