//! What the metrics of the clouds show: the credits and the load of an instance in periods.

use super::meter::{Meter, Walk};
use super::rates::{HOUR, in_credits};

/// The values of a period. Those of credits are in credits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// The period, without its start and with its end, in milliseconds since 1970.
    pub start: i64,
    pub end: i64,
    /// The balance at its end, launch or initial credits included.
    pub balance: f64,
    /// The surplus or advance credits in use at its end.
    pub surplus: f64,
    /// What was spent in it.
    pub usage: f64,
    /// What of the surplus was charged in it. A charge at a stop or at another change belongs to the period in which it was
    /// made (ours).
    pub charged: f64,
    /// What was charged since the full hour in which it began. ECS bills every hour.
    pub unbilled: f64,
    /// Whether the instance ran in it.
    pub runs: bool,
    /// The load that all vCPUs had while the instance ran, in per cent.
    pub cpu: f64,
}

/// Why ECS does not show the values of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlibabaMonitorError {
    #[error("the start is later than the end")]
    Reversed,
    #[error("the start is earlier than data are retained")]
    TooEarly,
    #[error("more periods than an answer has")]
    TooMuch,
}

/// The values of so many periods, the first of which begins at `start`, and of none that ends after `now`: times and the
/// period are in milliseconds. A period in which
/// the instance did not run, and was charged nothing, has none. CloudWatch's points of credits are those of periods of five
/// minutes, each at its end; they begin and end at full five minutes.
pub fn samples(meter: &Meter, start: i64, period: i64, count: usize, now: i64) -> impl Iterator<Item = Sample> {
    let hour_of = |time: i64| time - time.rem_euclid(HOUR);
    let (mut walk, mut hour) = (Walk::new(meter, start), (hour_of(start), meter.at(hour_of(start)).charged));
    let ends = (1..).map_while(move |n| start.checked_add(period.checked_mul(n)?).filter(|end| *end <= now));
    ends.take(count).filter_map(move |end| {
        let begin = end - period;
        if hour_of(begin) != hour.0 {
            hour = (hour_of(begin), meter.at(hour_of(begin)).charged);
        }
        let (before, capacity) = (walk.balance, walk.capacity);
        walk.to(end);
        let (after, capacity) = (walk.balance, walk.capacity - capacity);
        let (used, charged) = (after.used - before.used, after.charged - before.charged);
        (capacity > 0 || charged > 0).then(|| Sample {
            start: begin,
            end,
            balance: in_credits(after.total()),
            surplus: in_credits(after.surplus()),
            usage: in_credits(used),
            charged: in_credits(charged),
            unbilled: in_credits(after.charged - hour.1),
            runs: capacity > 0,
            cpu: if capacity > 0 { used as f64 * 100.0 / capacity as f64 } else { 0.0 },
        })
    })
}
