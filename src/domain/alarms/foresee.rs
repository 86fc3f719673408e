//! When the state of an alarm changes, if nothing happens to what it watches.
//!
//! Between two times at which the load, or the way a balance moves, changes, each point is as much above the one before as the
//! next. So the value of a period only grows or only falls there, and passes the threshold once: that time is searched by
//! halves, and nothing is looked at point by point but the periods that reach back to before.

use super::judge::evaluate;
use super::{Alarm, STEP};
use crate::domain::metrics::{Point, Source};

/// How many such stretches are looked at before the alarm is judged again, whether its state changes or not.
const STRETCHES: usize = 20_000;

/// An alarm and what it watches.
struct View<'a> {
    alarm: &'a Alarm,
    source: &'a Source,
}

/// The first time after `from` at which an alarm gets another state; `None` if it never does.
pub(super) fn next_change(alarm: &Alarm, source: &Source, from: i64) -> Option<i64> {
    let view = View { alarm, source };
    let (mut begin, mut round) = (from, Round::new(source, alarm.definition.reach(), from));
    for _ in 0..STRETCHES {
        let until = source.steady_until(begin);
        if let Some(change) = view.change_within(begin, until) {
            return Some(change);
        }
        begin = until?;
        if round.as_mut().is_some_and(|round| round.is_over(source, begin)) {
            return None;
        }
    }
    Some(begin - begin.rem_euclid(STEP) + STEP)
}

/// The next time at which alarms are judged.
pub(super) fn next_step(at: i64) -> i64 {
    at - at.rem_euclid(STEP) + STEP
}

impl View<'_> {
    /// The first change in a stretch: after its begin, and not after its end if it has one.
    fn change_within(&self, begin: i64, until: Option<i64>) -> Option<i64> {
        let (reach, end) = (self.alarm.definition.reach(), until.unwrap_or(i64::MAX));
        // From here on all that counts is in the stretch; a point is about the time before it.
        let settled = begin + STEP + reach;
        let points: Vec<_> = self.source.points(begin - reach - STEP, end.min(settled + STEP)).collect();
        let mut at = next_step(begin);
        while at <= end && at <= settled + STEP {
            if self.is_other(&points, at) {
                return Some(at);
            }
            at += STEP;
        }
        let last = until? - until?.rem_euclid(STEP);
        let mut now = at - STEP;
        while now < last && now > settled {
            now = self.first_other_side(now, last)?;
            if self.is_other(&self.reached(now), now) {
                return Some(now);
            }
        }
        None
    }

    fn reached(&self, at: i64) -> Vec<Point> {
        self.source.points(at - self.alarm.definition.reach(), at).collect()
    }

    /// Whether it gets another state at a time.
    fn is_other(&self, points: &[Point], at: i64) -> bool {
        let values = self.alarm.definition.values(points, at);
        evaluate(&self.alarm.definition, &values).state.is_some_and(|state| state != self.alarm.state)
    }

    /// On which side of the threshold the periods are.
    fn sides(&self, at: i64) -> Vec<Option<bool>> {
        let values = self.alarm.definition.values(&self.reached(at), at);
        values.into_iter().map(|value| value.map(|value| self.alarm.definition.is_breached(value))).collect()
    }

    /// The first time after `now`, and not after `last`, at which one of the periods is on the other side.
    fn first_other_side(&self, now: i64, last: i64) -> Option<i64> {
        let sides = self.sides(now);
        if self.sides(last) == sides {
            return None;
        }
        let (mut same, mut other) = (now, last);
        while other - same > STEP {
            let middle = same + (other - same) / STEP / 2 * STEP;
            if self.sides(middle) == sides { same = middle } else { other = middle }
        }
        Some(other)
    }
}

/// A load that repeats: when a balance is at the end of a round what it was at its begin, nothing new comes.
struct Round {
    length: i64,
    begin: i64,
}

impl Round {
    /// Whole rounds that end at a time at which alarms are judged, and have as much as counts at a time.
    fn new(source: &Source, reach: i64, begin: i64) -> Option<Self> {
        let round = source.round()?;
        let common = round / gcd(round, STEP) * STEP;
        Some(Self { length: common * ((reach + STEP) / common + 1), begin })
    }

    /// Whether two of them are over that were the same.
    fn is_over(&mut self, source: &Source, now: i64) -> bool {
        let end = self.begin + 2 * self.length;
        if now < end {
            return false;
        }
        if now == end && source.is_alike(self.begin, self.begin + self.length) {
            return true;
        }
        self.begin = now;
        false
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
