//! [GetMetricData](https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html)

use super::CloudWatch;
use super::common::{List, Time, bad_token, constraint, read_token, token, too_many};
use super::data_queries::{DataQuery, Kind, Prepared, Results, read};
use super::errors::validation;
use crate::domain::credits::millis;
use crate::domain::metrics::math::Series;
use crate::domain::place::Place;
use crate::operation::{Compute, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Returns statistics of metrics in periods, and the values of expressions over them.
pub struct GetMetricData;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    metric_data_queries: Vec<DataQuery>,
    start_time: Time,
    end_time: Time,
    next_token: Option<SmolStr>,
    scan_by: Option<SmolStr>,
    max_datapoints: Option<i64>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    metric_data_results: List<MetricDataResult>,
    next_token: Option<String>,
    /// About the call as a whole: none.
    messages: List<MessageData>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct MetricDataResult {
    id: SmolStr,
    label: SmolStr,
    timestamps: List<Time>,
    values: List<f64>,
    status_code: &'static str,
    messages: Option<List<MessageData>>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct MessageData {
    code: &'static str,
    value: String,
}

/// Where a page begins: at which query, at which of its results, and at which of the values.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Position {
    query: usize,
    result: usize,
    value: usize,
}

pub struct Seen {
    results: Results,
    from: Position,
    is_descending: bool,
    max: usize,
}

/// The most queries of a call, and the most values of an answer.
const MAX_QUERIES: usize = 500;
const MAX_DATAPOINTS: usize = 100_800;

/// With more points than this a call takes a hundredth of a second or longer.
const LONG: i64 = 200_000;

/// The status of a result of which more is to come.
const PARTIAL: &str = "PartialData";

impl Position {
    fn read(text: &str) -> Option<Self> {
        let mut numbers = text.split(':').map(|part| part.parse().ok());
        let position = Self { query: numbers.next()??, result: numbers.next()??, value: numbers.next()?? };
        numbers.next().is_none().then_some(position)
    }

    fn token(self) -> String {
        token(&format!("{}:{}:{}", self.query, self.result, self.value))
    }
}

impl Operation for GetMetricData {
    const ACTION: &'static str = "GetMetricData";
    // Times in labels are refused, and a period is for expressions that are refused.
    const IGNORED: &'static [&'static str] = &["LabelOptions", "MetricDataQueries.N.Period"];
    type Protocol = CloudWatch;
    type Request = Request;
    type Response = Response;
}

impl Compute for GetMetricData {
    type Seen = Seen;

    fn see(at: Place<'_>, request: Request) -> Result<Seen, Error> {
        let Request { metric_data_queries: queries, start_time, end_time, next_token, scan_by, max_datapoints } =
            request;
        if queries.is_empty() {
            return Err(Error::missing("MetricDataQueries"));
        }
        if queries.len() > MAX_QUERIES {
            return Err(too_many("metricDataQueries", MAX_QUERIES));
        }
        if start_time.0 == end_time.0 {
            return Err(validation("The parameter StartTime must not equal parameter EndTime."));
        }
        if start_time.0 > end_time.0 {
            return Err(validation("The parameter EndTime must be greater than StartTime."));
        }
        let is_descending = match scan_by.as_deref() {
            None | Some("TimestampDescending") => true,
            Some("TimestampAscending") => false,
            Some(other) => {
                let must = "satisfy enum value set: [TimestampDescending, TimestampAscending]";
                return Err(constraint(other, "scanBy", must));
            }
        };
        let max = max_datapoints.unwrap_or(MAX_DATAPOINTS as i64);
        let max = usize::try_from(max).ok().filter(|max| (1..=MAX_DATAPOINTS).contains(max));
        let max = max.ok_or_else(|| {
            let sent = max_datapoints.unwrap_or_default().to_string();
            constraint(&sent, "maxDatapoints", &format!("have value between 1 and {MAX_DATAPOINTS}"))
        })?;
        let from = next_token.as_deref().map(read_token).transpose()?;
        let from = from.map(|text| Position::read(&text).ok_or_else(bad_token)).transpose()?.unwrap_or_default();
        let results = read(at, queries, start_time.millis(), end_time.millis(), millis(at.now))?;
        Ok(Seen { results, from, is_descending, max })
    }

    fn is_long(seen: &Seen) -> bool {
        seen.results.points() > LONG
    }

    fn compute(seen: Seen) -> Result<Response, Error> {
        let mut page = Page { left: seen.max, is_descending: seen.is_descending, next: None, results: Vec::new() };
        for (number, query) in seen.results.queries().iter().enumerate().skip(seen.from.query) {
            if query.is_returned {
                let from = if number == seen.from.query {
                    seen.from
                } else {
                    Position { query: number, ..Position::default() }
                };
                page.add(&seen.results, query, from)?;
            }
        }
        let (results, next) = (page.results, page.next);
        Ok(Response {
            metric_data_results: List(results),
            next_token: next.map(Position::token),
            messages: List(Vec::new()),
        })
    }
}

/// A page of values: of one query after the other (ours). What comes on a later page is named with the status that says so.
struct Page {
    left: usize,
    is_descending: bool,
    next: Option<Position>,
    results: Vec<MetricDataResult>,
}

impl Page {
    fn add(&mut self, results: &Results, query: &Prepared, from: Position) -> Result<(), Error> {
        if self.left == 0 || self.next.is_some() {
            self.next.get_or_insert(from);
            self.results.push(MetricDataResult::new(query.id.clone(), query.label.clone(), PARTIAL));
            return Ok(());
        }
        if matches!(query.kind, Kind::Foreign) {
            let value = "Access denied when getting data - please check that this account and the requested metric account \
                         are linked";
            let mut denied = MetricDataResult::new(query.id.clone(), query.label.clone(), "Forbidden");
            denied.messages = Some(List(vec![MessageData { code: "Forbidden", value: value.to_owned() }]));
            self.results.push(denied);
            return Ok(());
        }
        for (number, (label, series)) in results.of(query)?.into_iter().enumerate().skip(from.result) {
            let skipped = if number == from.result { from.value } else { 0 };
            self.take(query, label, &series, Position { result: number, value: skipped, ..from });
        }
        Ok(())
    }

    fn take(&mut self, query: &Prepared, label: SmolStr, series: &Series, from: Position) {
        let rest = series.points.len().saturating_sub(from.value);
        let taken = rest.min(if self.next.is_some() { 0 } else { self.left });
        let is_cut = taken < rest;
        let mut result = MetricDataResult::new(query.id.clone(), label, if is_cut { PARTIAL } else { "Complete" });
        let points = |index: usize| {
            let index = from.value + index;
            series.points[if self.is_descending { series.points.len() - 1 - index } else { index }]
        };
        result.timestamps = (0..taken).map(|index| Time::of(points(index).0)).collect();
        result.values = (0..taken).map(|index| points(index).1).collect();
        let units = Results::units(query);
        if !units.is_empty() {
            let value = format!("Multiple units returned: '[{}]'", units.join(", "));
            result.messages = Some(List(vec![MessageData { code: "MultipleUnits", value }]));
        }
        self.left -= taken;
        if is_cut {
            self.next.get_or_insert(Position { value: from.value + taken, ..from });
        }
        self.results.push(result);
    }
}

impl MetricDataResult {
    fn new(id: SmolStr, label: SmolStr, status_code: &'static str) -> Self {
        Self { id, label, timestamps: List(Vec::new()), values: List(Vec::new()), status_code, messages: None }
    }
}
