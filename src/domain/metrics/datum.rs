//! Points, and the statistics of several of them.

use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};

/// CloudWatch's units. A metric for which none is given has `None`.
#[rustfmt::skip]
pub const UNITS: [&str; 27] = [
    "Seconds", "Microseconds", "Milliseconds", "Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes", "Bits",
    "Kilobits", "Megabits", "Gigabits", "Terabits", "Percent", "Count", "Bytes/Second", "Kilobytes/Second",
    "Megabytes/Second", "Gigabytes/Second", "Terabytes/Second", "Bits/Second", "Kilobits/Second", "Megabits/Second",
    "Gigabits/Second", "Terabits/Second", "Count/Second", "None",
];

/// What is known of some samples.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Datum {
    pub count: f64,
    pub sum: f64,
    pub min: f64,
    pub max: f64,
}

impl Datum {
    pub const NONE: Self = Self { count: 0.0, sum: 0.0, min: f64::INFINITY, max: f64::NEG_INFINITY };

    /// So many samples of the same value.
    pub fn of(value: f64, count: f64) -> Self {
        Self { count, sum: value * count, min: value, max: value }
    }

    pub fn add(&mut self, other: &Self) {
        self.count += other.count;
        self.sum += other.sum;
        self.min = self.min.min(other.min);
        self.max = self.max.max(other.max);
    }
}

/// Samples at a time, in milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    pub at: i64,
    pub datum: Datum,
}

/// A statistic of the samples in a period.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Statistic {
    SampleCount,
    Average,
    Sum,
    Minimum,
    Maximum,
    /// In per cent of the samples, from 0 to 100.
    Percentile(f64),
}

impl Statistic {
    /// Those that are no percentiles, in CloudWatch's order.
    pub const PLAIN: [Self; 5] = [Self::SampleCount, Self::Average, Self::Sum, Self::Minimum, Self::Maximum];

    /// Parses the name of a statistic that is no percentile.
    pub fn plain(name: &str) -> Option<Self> {
        Self::PLAIN.into_iter().find(|statistic| statistic.name() == name)
    }

    /// Parses a percentile: `p99`, `p99.9`.
    pub fn percentile(name: &str) -> Option<Self> {
        let digits = name.strip_prefix('p')?;
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && digits.len() <= 13;
        let rank: f64 = digits.parse().ok().filter(|_| is_number)?;
        (0.0..=100.0).contains(&rank).then_some(Self::Percentile(rank))
    }

    pub fn name(self) -> SmolStr {
        SmolStr::new_static(match self {
            Self::SampleCount => "SampleCount",
            Self::Average => "Average",
            Self::Sum => "Sum",
            Self::Minimum => "Minimum",
            Self::Maximum => "Maximum",
            Self::Percentile(rank) => return format_smolstr!("p{rank}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statistics_have_names() {
        for statistic in Statistic::PLAIN {
            assert_eq!(Statistic::plain(&statistic.name()), Some(statistic));
        }
        assert_eq!(Statistic::percentile("p99.9").map(Statistic::name).as_deref(), Some("p99.9"));
        for wrong in ["p", "p101", "p-1", "pNaN", "p1e1", "tm90", "90", "pinf"] {
            assert_eq!(Statistic::percentile(wrong), None, "{wrong}");
        }
    }
}
