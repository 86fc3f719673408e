//! Alarms of CloudWatch: a metric is judged at every five minutes of the clock, and a change of the state has actions.
//!
//! What the metric of an instance will be follows from its load, so that the time of an alarm's next change is computed, and
//! one event of the region waits for the earliest of them. What happens to the instance in between has the alarm judged anew.
//! Follows the CloudWatch User Guide, "Using Amazon CloudWatch alarms".

mod actions;
mod change;
mod foresee;
mod history;
mod judge;
mod list;

pub use actions::instance_action;
pub use change::{delete, judge_due, put, set_actions_enabled, set_state, set_tags, touch_instance, touch_metric};
pub use history::{Happening, HistoryItem, MAX_HISTORY};
pub use judge::{Evaluation, evaluate};
pub use list::{Alarms, MAX_ALARMS};

use crate::domain::compute::instance::Tags;
use crate::domain::metrics::{Metric, Statistic};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// How far apart the times are at which alarms are judged, in milliseconds. Ours: AWS judges every minute.
pub const STEP: i64 = 300_000;

/// The most time that the periods of an alarm can have together, in seconds: a day, and a week if each has an hour or more.
pub fn longest(period: i64) -> i64 {
    if period < 3600 { 86_400 } else { 7 * 86_400 }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AlarmState {
    Ok,
    Alarm,
    InsufficientData,
}

impl AlarmState {
    pub const ALL: [Self; 3] = [Self::InsufficientData, Self::Alarm, Self::Ok];

    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "OK",
            Self::Alarm => "ALARM",
            Self::InsufficientData => "INSUFFICIENT_DATA",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    GreaterOrEqual,
    Greater,
    Less,
    LessOrEqual,
}

impl Comparison {
    pub const ALL: [Self; 4] = [Self::GreaterOrEqual, Self::Greater, Self::Less, Self::LessOrEqual];

    pub fn name(self) -> &'static str {
        match self {
            Self::GreaterOrEqual => "GreaterThanOrEqualToThreshold",
            Self::Greater => "GreaterThanThreshold",
            Self::Less => "LessThanThreshold",
            Self::LessOrEqual => "LessThanOrEqualToThreshold",
        }
    }

    /// As reasons have it.
    fn words(self) -> &'static str {
        match self {
            Self::GreaterOrEqual => "greater than or equal to",
            Self::Greater => "greater than",
            Self::Less => "less than",
            Self::LessOrEqual => "less than or equal to",
        }
    }

    /// Whether a value is on the side of the threshold that alarms.
    pub fn is_breached(self, value: f64, threshold: f64) -> bool {
        match self {
            Self::GreaterOrEqual => value >= threshold,
            Self::Greater => value > threshold,
            Self::Less => value < threshold,
            Self::LessOrEqual => value <= threshold,
        }
    }
}

/// What a period without data counts as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Missing {
    #[default]
    Missing,
    Ignore,
    Breaching,
    NotBreaching,
}

impl Missing {
    pub const ALL: [Self; 4] = [Self::Breaching, Self::NotBreaching, Self::Ignore, Self::Missing];

    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Ignore => "ignore",
            Self::Breaching => "breaching",
            Self::NotBreaching => "notBreaching",
        }
    }
}

/// What callers say of an alarm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Definition {
    pub description: Option<SmolStr>,
    pub metric: Metric,
    pub statistic: Statistic,
    pub unit: Option<SmolStr>,
    /// In seconds.
    pub period: i64,
    pub evaluation_periods: u32,
    /// How many of these must be breaching; all of them if nothing is said.
    pub datapoints_to_alarm: Option<u32>,
    pub threshold: f64,
    pub comparison: Comparison,
    pub missing: Option<Missing>,
    /// What is done about percentiles of few samples. It is kept, and has no effect: here all samples are known.
    pub low_sample: Option<SmolStr>,
    pub ok_actions: Vec<SmolStr>,
    pub alarm_actions: Vec<SmolStr>,
    pub insufficient_actions: Vec<SmolStr>,
}

impl Definition {
    /// The actions of entering a state.
    pub fn actions(&self, state: AlarmState) -> &[SmolStr] {
        match state {
            AlarmState::Ok => &self.ok_actions,
            AlarmState::Alarm => &self.alarm_actions,
            AlarmState::InsufficientData => &self.insufficient_actions,
        }
    }

    /// How many of the periods must be breaching.
    pub fn needed(&self) -> u32 {
        self.datapoints_to_alarm.unwrap_or(self.evaluation_periods)
    }

    /// The instance that its metric is of.
    pub fn instance(&self) -> Option<&SmolStr> {
        match &self.metric.dimensions[..] {
            [(name, id)] if name == "InstanceId" => Some(id),
            _ => None,
        }
    }

    fn check(&self) -> Result<(), String> {
        let span = self.period.saturating_mul(self.evaluation_periods.into());
        let holds = self.period > 0
            && (self.period % 60 == 0 || [10, 20, 30].contains(&self.period))
            && (1..=longest(self.period)).contains(&span)
            && (1..=self.evaluation_periods).contains(&self.needed())
            && self.threshold.is_finite();
        if holds { Ok(()) } else { Err("an alarm whose periods or threshold cannot be".to_owned()) }
    }
}

/// Why an alarm is in its state, with the data that say so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    pub text: SmolStr,
    pub data: ReasonData,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ReasonData {
    /// The alarm is new.
    None,
    /// It was judged at this time, by periods that begin so many milliseconds after 1970 and have these values, the latest
    /// first.
    Judged { at: Timestamp, periods: Vec<(i64, f64)> },
    /// Somebody said so, as JSON.
    Given(Option<SmolStr>),
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Alarm {
    pub name: SmolStr,
    pub definition: Definition,
    pub actions_enabled: bool,
    pub tags: Tags,
    pub state: AlarmState,
    pub reason: Reason,
    /// When it got its state, by a judgement or by a caller.
    pub updated: Timestamp,
    /// When its state was another one before.
    pub transitioned: Timestamp,
    /// When its definition was put.
    pub configured: Timestamp,
    /// When it is judged next, in milliseconds since 1970; `None` if it stays as it is until something happens.
    pub(in crate::domain::alarms) next: Option<i64>,
}
