//! What an instance computes: the load of its vCPUs over time.

use super::balance::{self, Balance};
use super::rates::{FULL_LOAD, Rates};
use crate::domain::compute::shared::Shared;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// The most steps of a load: a day of minutes.
pub const MAX_STEPS: usize = 1440;

/// The least duration of a step. Ours.
pub const MIN_STEP: SignedDuration = SignedDuration::from_mins(1);

/// The most duration of a step. Ours.
pub const MAX_STEP: SignedDuration = SignedDuration::from_hours(366 * 24);

/// The load of an instance while it runs, in per cent of all its vCPUs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Load {
    /// The same all the time, in thousandths of a per cent.
    Steady(u32),
    Steps(Shared<Profile>),
}

/// A load that changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// When its first step begins, in milliseconds since 1970. It goes on by the clock, whether the instance runs or not.
    start: i64,
    /// Whether the first step follows the last one. Otherwise the load is 0 after that (ours).
    repeat: bool,
    steps: Vec<Step>,
}

/// A load for a while.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    ms: i64,
    /// In thousandths of a per cent.
    cpu: u32,
}

impl Default for Load {
    fn default() -> Self {
        Self::Steady(0)
    }
}

/// A load in per cent as thousandths of a per cent.
fn thousandths(cpu: f64) -> Result<u32, String> {
    if (0.0..=100.0).contains(&cpu) {
        Ok((cpu * 1000.0).round() as u32)
    } else {
        Err(format!("a load of {cpu} %; loads are from 0 to 100, of all vCPUs together"))
    }
}

/// A load in thousandths of a per cent as per cent.
pub fn percent(cpu: u32) -> f64 {
    f64::from(cpu) / 1000.0
}

impl Step {
    /// A load, in per cent, for a while.
    pub fn new(duration: SignedDuration, cpu: f64) -> Result<Self, String> {
        if !(MIN_STEP..=MAX_STEP).contains(&duration) {
            return Err(format!("a step of {duration:#}; steps are from a minute to 366 days"));
        }
        Ok(Self { ms: duration.as_millis() as i64, cpu: thousandths(cpu)? })
    }

    pub fn duration(&self) -> SignedDuration {
        SignedDuration::from_millis(self.ms)
    }

    /// In per cent.
    pub fn cpu(&self) -> f64 {
        percent(self.cpu)
    }
}

impl Load {
    /// The same load all the time, in per cent.
    pub fn steady(cpu: f64) -> Result<Self, String> {
        thousandths(cpu).map(Self::Steady)
    }

    /// Steps from this time on, in milliseconds since 1970.
    pub fn steps(start: i64, steps: Vec<Step>, repeat: bool) -> Result<Self, String> {
        if steps.is_empty() || steps.len() > MAX_STEPS {
            return Err(format!("a load of {} steps; it has 1 to {MAX_STEPS}", steps.len()));
        }
        Ok(Self::Steps(Profile { start, repeat, steps }.into()))
    }

    /// Its steps and whether they repeat, if it has some.
    pub fn profile(&self) -> Option<(&[Step], bool)> {
        match self {
            Self::Steady(_) => None,
            Self::Steps(profile) => Some((&profile.steps, profile.repeat)),
        }
    }

    /// The first thing that does not hold of a load from outside.
    pub fn check(&self) -> Result<(), String> {
        let holds = match self {
            Self::Steady(cpu) => *cpu <= FULL_LOAD,
            Self::Steps(profile) => {
                let within = |step: &Step| {
                    step.cpu <= FULL_LOAD && (MIN_STEP.as_millis()..=MAX_STEP.as_millis()).contains(&step.ms.into())
                };
                (1..=MAX_STEPS).contains(&profile.steps.len())
                    && profile.steps.iter().all(within)
                    && jiff::Timestamp::from_millisecond(profile.start).is_ok()
            }
        };
        if holds { Ok(()) } else { Err("a load that cannot be".to_owned()) }
    }

    /// The load at a time, in thousandths of a per cent, and for how many milliseconds it stays; `None` if for ever.
    pub fn at(&self, time: i64) -> (u32, Option<i64>) {
        match self {
            Self::Steady(cpu) => (*cpu, None),
            Self::Steps(profile) => profile.at(time),
        }
    }

    /// Moves a balance from one time to a later one.
    pub(super) fn advance(&self, balance: &mut Balance, rates: &Rates, from: i64, to: i64) {
        let mut now = from;
        if let Self::Steps(profile) = self
            && profile.repeat
        {
            let length = profile.length();
            // To the end of a round, then whole rounds.
            let until = now + (length - (now - profile.start).rem_euclid(length)) % length;
            if to - until >= length {
                self.walk(balance, rates, now, until);
                let rounds = (to - until) / length;
                let steps = |each: &mut dyn FnMut(i64, i64)| {
                    profile.steps.iter().for_each(|step| each(rates.demand(step.cpu), step.ms));
                };
                balance::repeat(balance, rates, steps, rounds);
                now = until + rounds * length;
            }
        }
        self.walk(balance, rates, now, to);
    }

    /// Step by step.
    fn walk(&self, balance: &mut Balance, rates: &Rates, from: i64, to: i64) {
        let (mut now, mut steps) = (from, self.steps_from(from));
        while now < to {
            let (cpu, stays) = steps();
            let ms = stays.map_or(to - now, |stays| stays.min(to - now));
            balance.advance(rates, rates.demand(cpu), ms);
            now += ms;
        }
    }

    /// The loads from a time on, one after the other, each as [`Load::at`] has it.
    pub(super) fn steps_from(&self, time: i64) -> impl FnMut() -> (u32, Option<i64>) {
        let (mut index, mut first) = (0, Some(self.at(time)));
        if let Self::Steps(profile) = self {
            index = profile.find(time).map_or(profile.steps.len(), |(index, _)| index);
        }
        move || {
            if let Some(first) = first.take() {
                return first;
            }
            let Self::Steps(profile) = self else { return self.at(time) };
            index += 1;
            if profile.repeat && index >= profile.steps.len() {
                index = 0;
            }
            profile.steps.get(index).map_or((0, None), |step| (step.cpu, Some(step.ms)))
        }
    }
}

impl Profile {
    /// The duration of all steps.
    fn length(&self) -> i64 {
        self.steps.iter().map(|step| step.ms).sum()
    }

    /// The index of the step at a time, and how much of it is over; `None` after the last one.
    fn find(&self, time: i64) -> Option<(usize, i64)> {
        let mut over = (time - self.start).max(0);
        if self.repeat {
            over = (time - self.start).rem_euclid(self.length());
        }
        for (index, step) in self.steps.iter().enumerate() {
            if over < step.ms {
                return Some((index, over));
            }
            over -= step.ms;
        }
        None
    }

    fn at(&self, time: i64) -> (u32, Option<i64>) {
        let step = self.find(time).and_then(|(index, over)| Some((self.steps.get(index)?, over)));
        step.map_or((0, None), |(step, over)| (step.cpu, Some(step.ms - over)))
    }
}
