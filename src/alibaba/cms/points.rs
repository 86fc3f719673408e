//! The points of a metric.

use super::metric::Metric;
use crate::domain::compute::instance::Instance;
use crate::domain::compute::shared::Shared;
use crate::domain::credits::{self, Meter};
use jiff::Timestamp;
use serde::Serialize;
use smol_str::SmolStr;
use std::iter;

/// In seconds: the data are those of minutes.
const MINUTE: i64 = 60;

/// What is asked for of a metric: points of so many seconds, which are those later than `start`, and not later than `end`.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    pub start: Timestamp,
    pub end: Timestamp,
    pub period: i64,
}

/// The values of minutes in a period.
#[derive(Clone, Copy, Debug)]
pub struct Values {
    sum: f64,
    count: f64,
    least: f64,
    most: f64,
}

impl Values {
    fn of(value: f64) -> Self {
        Self { sum: value, count: 1.0, least: value, most: value }
    }

    /// Adds those of another instance, or of further minutes.
    pub fn add(&mut self, other: Self) {
        self.sum += other.sum;
        self.count += other.count;
        self.least = self.least.min(other.least);
        self.most = self.most.max(other.most);
    }
}

/// A point as an answer shows it.
#[derive(Serialize)]
pub struct Shown<'a> {
    /// In milliseconds since 1970.
    timestamp: i64,
    #[serde(rename = "userId", skip_serializing_if = "Option::is_none")]
    user_id: Option<&'a str>,
    #[serde(rename = "instanceId", skip_serializing_if = "Option::is_none")]
    instance_id: Option<&'a str>,
    #[serde(rename = "Minimum")]
    minimum: f64,
    #[serde(rename = "Average")]
    average: f64,
    #[serde(rename = "Maximum")]
    maximum: f64,
}

impl<'a> Shown<'a> {
    pub fn new(time: i64, values: &Values, of: Option<(&'a SmolStr, &'a SmolStr)>) -> Self {
        Self {
            timestamp: time * 1000,
            user_id: of.map(|(account, _)| account.as_str()),
            instance_id: of.map(|(_, instance)| instance.as_str()),
            minimum: values.least,
            average: values.sum / values.count,
            maximum: values.most,
        }
    }
}

/// An instance, as far as its metrics are made from it.
pub struct Source {
    pub id: SmolStr,
    meter: Shared<Meter>,
    has_credits: bool,
}

impl From<&Instance> for Source {
    fn from(instance: &Instance) -> Self {
        let has_credits = credits::credits_of(instance.instance_type).is_some();
        Self { id: instance.id.clone(), meter: credits::meter(instance), has_credits }
    }
}

impl Source {
    /// Its points, the earliest first: the time of each, in seconds since 1970, and its values.
    ///
    /// Ours: the time of a point is the end of its period, and periods end at multiples of their length. Only minutes in which
    /// the instance ran have values.
    pub fn points(&self, metric: &'static Metric, window: Window) -> impl Iterator<Item = (i64, Values)> {
        let period = window.period;
        let end_of = move |second: i64| second + (-second).rem_euclid(period);
        let first = window.start.as_second().div_euclid(period) * period;
        let last = window.end.as_second().div_euclid(period) * period;
        let has_none = metric.of_credits && !self.has_credits;
        let count = if has_none { 0 } else { usize::try_from((last - first) / MINUTE).unwrap_or(0) };
        let minutes = credits::samples(&self.meter, first * 1000, MINUTE * 1000, count, credits::millis(window.end));
        let value = metric.value;
        let mut minutes = minutes
            .filter(|sample| sample.runs)
            .map(move |sample| (end_of(sample.end / 1000), Values::of(value(&sample))))
            .peekable();
        iter::from_fn(move || {
            let (time, mut values) = minutes.next()?;
            while let Some((_, more)) = minutes.next_if(|(end, _)| *end == time) {
                values.add(more);
            }
            Some((time, values))
        })
    }
}
