//! Metrics that callers publish.

use super::datum::{Datum, Point, UNITS};
use super::{Metric, retention};
use crate::domain::compute::shared::Shared;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Samples of one value, or of which the sum and the bounds are known, at a time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// In milliseconds since 1970.
    pub at: i64,
    /// Its index in [`UNITS`].
    pub unit: u8,
    pub datum: Datum,
}

/// What is kept of a metric, sorted by time.
pub type Samples = Shared<VecDeque<Sample>>;

/// The published metrics of a region.
#[derive(Clone, Debug, Default)]
pub struct CustomMetrics {
    all: BTreeMap<Metric, Samples>,
    /// The time of the first sample of each.
    ages: BTreeSet<(i64, Metric)>,
    /// How many bytes they have.
    bytes: usize,
}

/// What a metric takes beside its samples: its names, twice, and their places in the trees.
fn size(metric: &Metric) -> usize {
    let dimensions = metric.dimensions.iter().map(|(name, value)| name.len() + value.len() + 2 * size_of_val(name));
    2 * (size_of::<Metric>() + metric.namespace.len() + metric.name.len() + dimensions.sum::<usize>()) + 128
}

impl CustomMetrics {
    pub fn get(&self, metric: &Metric) -> Option<&Samples> {
        self.all.get(metric)
    }

    /// Those after this one.
    pub fn after(&self, metric: Option<&Metric>) -> impl Iterator<Item = (&Metric, &Samples)> {
        use std::ops::Bound::{Excluded, Unbounded};
        self.all.range((metric.map_or(Unbounded, Excluded), Unbounded))
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// How many bytes they have.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Adds samples. Beyond `max` bytes, and after 455 days, the oldest go, of whichever metric.
    pub fn add(&mut self, metric: &Metric, samples: &[Sample], now: i64, max: usize) {
        for sample in samples {
            self.insert(metric, *sample);
        }
        let oldest = now - retention(3_600_000);
        while let Some((at, metric)) = self.ages.first().filter(|(at, _)| self.bytes > max || *at < oldest).cloned() {
            self.remove_first(at, &metric);
        }
    }

    fn insert(&mut self, metric: &Metric, sample: Sample) {
        if !self.all.contains_key(metric) {
            self.bytes += size(metric);
        }
        let samples = self.all.entry(metric.clone()).or_default();
        let first = samples.front().map(|first| first.at);
        let index = samples.partition_point(|other| other.at <= sample.at);
        samples.insert(index, sample);
        self.bytes += size_of::<Sample>();
        if first.is_none_or(|first| sample.at < first) {
            self.ages.extend([(sample.at, metric.clone())]);
            if let Some(first) = first {
                self.ages.remove(&(first, metric.clone()));
            }
        }
    }

    fn remove_first(&mut self, at: i64, metric: &Metric) {
        self.ages.remove(&(at, metric.clone()));
        let Some(samples) = self.all.get_mut(metric) else { return };
        while samples.front().is_some_and(|first| first.at <= at) {
            samples.pop_front();
            self.bytes -= size_of::<Sample>();
        }
        match samples.front().map(|first| first.at) {
            Some(next) => drop(self.ages.insert((next, metric.clone()))),
            None => {
                self.all.remove(metric);
                self.bytes -= size(metric);
            }
        }
    }

    /// The first thing that does not hold of metrics from outside.
    pub fn check(&self) -> Result<(), String> {
        let holds = |sample: &Sample| {
            let Datum { count, sum, min, max } = sample.datum;
            usize::from(sample.unit) < UNITS.len()
                && count > 0.0
                && min <= max
                && [count, sum, min, max].iter().all(|number| number.is_finite())
                && jiff::Timestamp::from_millisecond(sample.at).is_ok()
        };
        let mut all = self.all.iter();
        match all.find(|(_, samples)| samples.is_empty() || !samples.iter().all(holds)) {
            Some((metric, _)) => Err(format!("the metric {} has data that cannot be", metric.name)),
            None => Ok(()),
        }
    }
}

/// The units of samples, by their names.
pub fn units(samples: &Samples) -> Vec<&'static str> {
    let indexes: BTreeSet<u8> = samples.iter().map(|sample| sample.unit).collect();
    let mut units: Vec<_> = indexes.into_iter().filter_map(|index| UNITS.get(usize::from(index)).copied()).collect();
    units.sort_unstable();
    units
}

/// The points of a unit that are later than `after` and not later than `until`.
pub fn points<'s>(samples: &'s Samples, unit: &str, after: i64, until: i64) -> impl Iterator<Item = Point> + use<'s> {
    let index = UNITS.iter().position(|known| *known == unit);
    let first = samples.partition_point(|sample| sample.at <= after);
    let within = samples.range(first..).take_while(move |sample| sample.at <= until);
    let of_unit = within.filter(move |sample| index == Some(usize::from(sample.unit)));
    of_unit.map(|sample| Point { at: sample.at, datum: sample.datum })
}

impl Serialize for CustomMetrics {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.all.iter())
    }
}

impl<'de> Deserialize<'de> for CustomMetrics {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut metrics = Self::default();
        for (metric, samples) in Vec::<(Metric, VecDeque<Sample>)>::deserialize(deserializer)? {
            samples.into_iter().for_each(|sample| metrics.insert(&metric, sample));
        }
        Ok(metrics)
    }
}
