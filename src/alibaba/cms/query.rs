//! Requests for the points of a metric.

use super::metric::{self, Metric};
use super::points::{Source, Window};
use crate::alibaba::ecs::common::parse_time;
use crate::domain::place::Place;
use crate::operation::Error;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use smol_str::SmolStr;

/// The periods of points, in seconds. The vendor has data of 15 seconds of other metrics alone.
pub const PERIODS: [i64; 4] = [60, 300, 900, 3600];

/// The most dimensions of a request.
const MAX_DIMENSIONS: usize = 50;

/// The most points of an answer, which is how many it has if nothing is said.
const MAX_LENGTH: usize = 1000;

/// For how long data are retained: those of minutes, and others.
const RETENTION: [SignedDuration; 2] = [SignedDuration::from_hours(31 * 24), SignedDuration::from_hours(91 * 24)];

/// The parameters that the operations share.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    pub namespace: SmolStr,
    pub metric_name: SmolStr,
    pub period: Option<SmolStr>,
    pub start_time: Option<SmolStr>,
    pub end_time: Option<SmolStr>,
    pub dimensions: Option<SmolStr>,
    pub next_token: Option<SmolStr>,
    pub length: Option<SmolStr>,
}

/// One of the things whose points are asked for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Dimension {
    instance_id: Option<SmolStr>,
    user_id: Option<SmolStr>,
}

/// What a request asks for, and what its answer is computed from.
pub struct Query {
    pub metric: &'static Metric,
    pub window: Window,
    /// How many points the answer has at most.
    pub length: usize,
    pub account: SmolStr,
    /// The instances, in the order of their ids. Ours: those of the account in all regions, since the newer SDKs name no region.
    pub sources: Vec<Source>,
}

impl Query {
    /// Reads a request. Without a start it goes back `default` from the end; without an end, to now.
    pub fn new(at: Place<'_>, request: &Request, default: SignedDuration) -> Result<Self, Error> {
        let metric = metric::find(&request.namespace, &request.metric_name)?;
        let period = match &request.period {
            Some(text) => text.parse().ok().filter(|period| PERIODS.contains(period)),
            None => Some(PERIODS[0]),
        };
        let period = period.ok_or_else(|| invalid("Period", request.period.as_ref(), "60, 300, 900 or 3600"))?;
        let time = |name, text: &Option<SmolStr>| match text {
            Some(given) => self::time(given).map(Some).ok_or_else(|| invalid(name, text.as_ref(), "a time")),
            None => Ok(None),
        };
        let end = time("EndTime", &request.end_time)?.unwrap_or(at.now);
        let start = time("StartTime", &request.start_time)?;
        let start = start.unwrap_or_else(|| end.saturating_sub(default).unwrap_or(end));
        if start >= end {
            return Err(invalid("StartTime", request.start_time.as_ref(), "a time before EndTime"));
        }
        let length = match &request.length {
            Some(text) => text.parse().ok().filter(|length| (1..=MAX_LENGTH).contains(length)),
            None => Some(MAX_LENGTH),
        };
        let length = length.ok_or_else(|| invalid("Length", request.length.as_ref(), "1 to 1000"))?;
        let retained = RETENTION[usize::from(period > PERIODS[0])];
        let start = start.max(at.now.saturating_sub(retained).unwrap_or(start));
        let window = Window { start, end: end.min(at.now), period };
        let sources = sources(at, dimensions(request.dimensions.as_ref())?.as_deref());
        Ok(Self { metric, window, length, account: at.scope.account.clone(), sources })
    }
}

/// The instances that the dimensions name, all without any, in the order of their ids.
fn sources(at: Place<'_>, dimensions: Option<&[Dimension]>) -> Vec<Source> {
    let names = |one: &Dimension, id: &SmolStr| {
        one.instance_id.as_ref().is_none_or(|asked| asked == id)
            && one.user_id.as_ref().is_none_or(|asked| *asked == at.scope.account)
    };
    let is_asked = |id: &SmolStr| dimensions.is_none_or(|all| all.iter().any(|one| names(one, id)));
    let regions = at.others.regions_of_account(at.scope);
    let instances = regions.into_iter().flat_map(|region| region.instances.values());
    let mut sources: Vec<_> = instances.filter(|instance| is_asked(&instance.id)).map(Source::from).collect();
    sources.sort_by(|a, b| a.id.cmp(&b.id));
    sources
}

fn invalid(name: &str, value: Option<&SmolStr>, expected: &str) -> Error {
    Error::invalid(name, value.map_or("", SmolStr::as_str), expected)
}

/// A time: milliseconds since 1970, or a text. Ours: one without a zone is in UTC.
fn time(text: &str) -> Option<Timestamp> {
    if let Ok(millis) = text.parse() {
        return Timestamp::from_millisecond(millis).ok();
    }
    let civil = || DateTime::strptime("%Y-%m-%d %H:%M:%S", text).ok();
    let day = || Date::strptime("%Y-%m-%d", text).ok().map(DateTime::from);
    let in_utc = |civil: DateTime| civil.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp());
    parse_time(text).or_else(|| civil().or_else(day).and_then(in_utc))
}

/// The dimensions of a request: a JSON object, or an array of up to 50.
fn dimensions(text: Option<&SmolStr>) -> Result<Option<Vec<Dimension>>, Error> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    let one = || serde_json::from_str(text).map(|one| vec![one]);
    match serde_json::from_str::<Vec<Dimension>>(text).or_else(|_| one()) {
        Ok(list) if list.len() <= MAX_DIMENSIONS => Ok(Some(list)),
        _ => Err(invalid("Dimensions", Some(text), "up to 50 of {\"instanceId\": ..., \"userId\": ...} in JSON")),
    }
}
