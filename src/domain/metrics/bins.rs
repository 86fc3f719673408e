//! Points in periods.

use super::datum::{Datum, Point, Statistic};

const SECOND: i64 = 1000;
const HOUR: i64 = 3600 * SECOND;
const DAY: i64 = 24 * HOUR;

/// For how long data are retained that can be asked for in this period, both in milliseconds. A finer period of older data
/// has none. See <https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html>.
pub fn retention(period: i64) -> i64 {
    match period / SECOND {
        ..60 => 3 * HOUR,
        60..300 => 15 * DAY,
        300..3600 => 63 * DAY,
        3600.. => 455 * DAY,
    }
}

/// Periods one after the other, in milliseconds since 1970: the first begins at `start`, and none has what is at `end` or
/// later.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bins {
    pub start: i64,
    pub end: i64,
    pub period: i64,
}

/// The samples of a period.
#[derive(Clone, Debug)]
pub struct Bin {
    /// When it begins, in milliseconds since 1970.
    pub at: i64,
    datum: Datum,
    /// Values and how often each is there, if a percentile is asked for; `None` if not all of them are known.
    values: Option<Vec<(f64, f64)>>,
}

impl Bins {
    /// Periods from a requested time on. The start is rounded down to the minute, if it is older than 15 days to five
    /// minutes, than 63 days to the hour; with a period below a minute, to that. The end is rounded down to the minute or the
    /// period too: it was recorded that an end of 01:09:01 leaves out 01:09.
    pub fn requested(start: i64, end: i64, period: i64, now: i64) -> Self {
        let age = now - start;
        let step = match () {
            () if period < 60 * SECOND => period,
            () if age > 63 * DAY => HOUR,
            () if age > 15 * DAY => 300 * SECOND,
            () => 60 * SECOND,
        };
        let fine = period.min(60 * SECOND);
        Self { start: start - start.rem_euclid(step), end: end - end.rem_euclid(fine), period }
    }

    /// How many there may be.
    pub fn len(&self) -> i64 {
        (self.end - self.start).max(0) / self.period
    }

    pub fn is_empty(&self) -> bool {
        self.end <= self.start
    }

    /// The periods that have samples. `points` are sorted by time, and within the periods.
    pub fn fold(&self, points: impl Iterator<Item = Point>, with_values: bool) -> Vec<Bin> {
        let mut bins: Vec<Bin> = Vec::new();
        for point in points {
            let at = point.at - (point.at - self.start).rem_euclid(self.period);
            match bins.last_mut().filter(|bin| bin.at == at) {
                Some(bin) => bin.add(&point.datum),
                None => {
                    let mut bin = Bin { at, datum: Datum::NONE, values: with_values.then(Vec::new) };
                    bin.add(&point.datum);
                    bins.push(bin);
                }
            }
        }
        bins
    }
}

impl Bin {
    fn add(&mut self, datum: &Datum) {
        self.datum.add(datum);
        if let Some(values) = &mut self.values {
            if datum.min == datum.max {
                values.push((datum.min, datum.count));
            } else {
                self.values = None;
            }
        }
    }

    /// A statistic; `None` for a percentile of samples that are not all known.
    pub fn value(&self, statistic: Statistic) -> Option<f64> {
        let Datum { count, sum, min, max } = self.datum;
        Some(match statistic {
            Statistic::SampleCount => count,
            Statistic::Average => sum / count,
            Statistic::Sum => sum,
            Statistic::Minimum => min,
            Statistic::Maximum => max,
            Statistic::Percentile(rank) => return percentile(self.values.as_deref()?, rank, count),
        })
    }
}

/// The smallest value that at least so many per cent of the samples do not exceed (ours: AWS does not say how it computes
/// percentiles).
fn percentile(values: &[(f64, f64)], rank: f64, count: f64) -> Option<f64> {
    let mut values = values.to_vec();
    values.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let wanted = rank / 100.0 * count;
    let mut seen = 0.0;
    let reached = values.iter().find(|(_, count)| {
        seen += count;
        seen >= wanted
    });
    reached.or(values.last()).map(|(value, _)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60 * SECOND;

    #[test]
    fn periods_begin_at_the_start() {
        // 2016-11-08T20:15:42Z.
        let start = 1_478_636_142 * SECOND;
        let bins = Bins::requested(start, start + 3 * DAY, DAY, start + 3 * DAY);
        assert_eq!((bins.start, bins.len()), (start - 42 * SECOND, 3));
        let points = (0..3).map(|day| Point { at: bins.start + day * DAY + 7, datum: Datum::of(1.0, 1.0) });
        let stamps: Vec<_> = bins.fold(points, false).iter().map(|bin| bin.at - bins.start).collect();
        assert_eq!(stamps, [0, DAY, 2 * DAY]);
    }

    #[test]
    fn old_starts_are_rounded_further() {
        let start = 1_478_636_142 * SECOND;
        let from = |age| start - Bins::requested(start, start + DAY, MINUTE, start + age).start;
        assert_eq!([15, 16, 63, 64].map(|days| from(days * DAY) / SECOND), [42, 42, 42, 942]);
        assert_eq!(
            Bins::requested(start + 7 * SECOND, start, 10 * SECOND, start).start,
            start + 8 * SECOND - 10 * SECOND
        );
    }

    #[test]
    fn percentiles_are_values_that_there_were() {
        let values = [(3.0, 1.0), (1.0, 2.0), (2.0, 1.0)];
        let of = |rank| percentile(&values, rank, 4.0);
        assert_eq!([0.0, 50.0, 75.0, 99.9].map(of), [Some(1.0), Some(1.0), Some(2.0), Some(3.0)]);
        let mixed = Datum { count: 2.0, sum: 3.0, min: 1.0, max: 2.0 };
        let bins = Bins { start: 0, end: 10, period: 10 };
        let bin = bins.fold([Point { at: 0, datum: mixed }].into_iter(), true).remove(0);
        assert_eq!((bin.value(Statistic::Percentile(50.0)), bin.value(Statistic::Average)), (None, Some(1.5)));
    }
}
