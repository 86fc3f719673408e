//! The metrics of an instance, computed from its credits and its load. Follows the EC2 User Guide, "Monitor your CPU credits"
//! and "List the available CloudWatch metrics for your instances".
//!
//! Networks and disks have no data.

use super::datum::{Datum, Point};
use crate::domain::compute::instance::Instance;
use crate::domain::compute::shared::Shared;
use crate::domain::credits::{self, Meter, Phase, Sample};
use serde::{Deserialize, Serialize};

/// The namespace of these metrics.
pub const NAMESPACE: &str = "AWS/EC2";

const MINUTE: i64 = 60_000;
const FIVE_MINUTES: i64 = 5 * MINUTE;

/// A metric of an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InstanceMetric {
    CreditBalance,
    CreditUsage,
    SurplusBalance,
    SurplusCharged,
    Utilization,
    CheckFailed,
    InstanceCheckFailed,
    SystemCheckFailed,
}

impl InstanceMetric {
    /// In the order of their names.
    pub const ALL: [Self; 8] = [
        Self::CreditBalance,
        Self::CreditUsage,
        Self::SurplusBalance,
        Self::SurplusCharged,
        Self::Utilization,
        Self::CheckFailed,
        Self::InstanceCheckFailed,
        Self::SystemCheckFailed,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::CreditBalance => "CPUCreditBalance",
            Self::CreditUsage => "CPUCreditUsage",
            Self::SurplusBalance => "CPUSurplusCreditBalance",
            Self::SurplusCharged => "CPUSurplusCreditsCharged",
            Self::Utilization => "CPUUtilization",
            Self::CheckFailed => "StatusCheckFailed",
            Self::InstanceCheckFailed => "StatusCheckFailed_Instance",
            Self::SystemCheckFailed => "StatusCheckFailed_System",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|metric| metric.name() == name)
    }

    /// CloudWatch has the unit `Count` for credits, and for the checks.
    pub fn unit(self) -> &'static str {
        if self == Self::Utilization { "Percent" } else { "Count" }
    }

    /// Whether only instances with credits have it. Ours: all of these have the metrics of surplus credits too, as it was
    /// recorded of T3 in standard mode.
    pub fn is_of_credits(self) -> bool {
        self <= Self::SurplusCharged
    }

    /// The value in a period; `None` if it has no point. A charge at a stop has one (ours).
    fn value(self, sample: &Sample) -> Option<f64> {
        let value = match self {
            Self::CreditBalance => sample.balance,
            Self::CreditUsage => sample.usage,
            Self::SurplusBalance => sample.surplus,
            Self::SurplusCharged => return Some(sample.charged),
            Self::Utilization => sample.cpu,
            Self::CheckFailed | Self::InstanceCheckFailed | Self::SystemCheckFailed => 0.0,
        };
        sample.runs.then_some(value)
    }
}

/// What the metrics of an instance are computed from.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Record {
    pub meter: Shared<Meter>,
    /// Whether it has detailed monitoring. Ours: that counts for the past too.
    pub detailed: bool,
}

impl Record {
    pub fn of(instance: &Instance) -> Self {
        Self { meter: credits::meter(instance), detailed: instance.aws.monitoring }
    }

    /// Whether it ever had credits.
    pub fn has_credits(&self) -> bool {
        self.meter.marks().iter().any(|mark| credits::credits_of(mark.instance_type).is_some())
    }

    /// How far apart its points are, in milliseconds.
    pub fn step(&self, metric: InstanceMetric) -> i64 {
        match metric {
            InstanceMetric::Utilization if !self.detailed => FIVE_MINUTES,
            _ if metric.is_of_credits() => FIVE_MINUTES,
            _ => MINUTE,
        }
    }

    /// Its points later than `after` and not later than `until`, in milliseconds since 1970. Each is at the end of its period:
    /// it was recorded that the balance is that of its time, and the usage that of the five minutes before.
    pub fn points(&self, metric: InstanceMetric, after: i64, until: i64) -> impl Iterator<Item = Point> {
        let step = self.step(metric);
        let begin = after - after.rem_euclid(step);
        let marks = self.meter.marks();
        // It may have had another type meanwhile.
        let is_mixed =
            metric.is_of_credits() && marks.iter().any(|mark| credits::credits_of(mark.instance_type).is_none());
        let had_credits = move |at: i64| {
            let before = marks.partition_point(|mark| mark.at < at).saturating_sub(1);
            marks.get(before).is_some_and(|mark| credits::credits_of(mark.instance_type).is_some())
        };
        let samples = credits::samples(&self.meter, begin, step, usize::MAX, until);
        samples.filter_map(move |sample| {
            let at = sample.end;
            let value = metric.value(&sample).filter(|_| !is_mixed || had_credits(at))?;
            Some(Point { at, datum: Datum::of(value, 1.0) })
        })
    }

    /// The time of its latest point, if there is one.
    pub fn latest(&self, metric: InstanceMetric, now: i64) -> Option<i64> {
        let (marks, step) = (self.meter.marks(), self.step(metric));
        let running = marks.iter().rposition(|mark| mark.phase == Phase::Running)?;
        let (begin, end) = (marks.get(running)?.at, marks.get(running + 1).map_or(now, |next| next.at));
        let last = end + (-end).rem_euclid(step);
        let last = if last > now { last - step } else { last };
        (last > begin).then_some(last)
    }
}
