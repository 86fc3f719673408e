//! Fault injection: which calls a fault affects, how often, and what happens then.

mod rule;

pub use rule::{Close, Delay, Distribution, Effect, ErrorLookup, Fault, Injected, api_schema};

use crate::operation::{Call, Error};
use crate::world::ids::Generator;
use crate::world::lock::{Guard, Lock};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};
use std::sync::atomic::{AtomicBool, Ordering};
use utoipa::ToSchema;

/// A fault in force.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub struct Active {
    /// Its id: `f-1` for the first.
    #[schema(value_type = String, read_only)]
    pub id: SmolStr,
    /// How many calls it has affected.
    #[schema(read_only)]
    pub hits: u64,
    /// How many calls it has skipped so far.
    #[serde(default, skip_serializing_if = "rule::is_zero")]
    #[schema(read_only)]
    passed: u32,
    /// Its definition.
    #[serde(flatten)]
    pub fault: Fault,
}

/// The effect of the faults on one call.
#[derive(Debug, Default)]
pub struct Hit {
    /// The ids of the faults that affect it.
    pub ids: Vec<SmolStr>,
    /// The error with which the call is refused.
    pub error: Option<Error>,
    /// What happens to the answer.
    pub outcome: Outcome,
}

/// What the faults do to an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How much later it is sent.
    pub delay: SignedDuration,
    /// How its transmission ends. `None` if it is sent as usual.
    pub ending: Option<Ending>,
}

/// How the transmission of an answer ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The connection is closed before it, and the call is not run.
    NotRun,
    /// The call is run, and the connection is closed before its answer.
    Lost,
    /// The connection is closed in the middle of the answer.
    Broken,
    /// The body is cut after this number of bytes.
    Cut(usize),
}

#[derive(Clone, Debug, Deserialize, Serialize)]
struct Inner {
    list: Vec<Active>,
    count: u64,
    dice: Generator,
}

/// Why a fault is not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there would be more than {0} faults, which is what limits.faults allows: remove some first")]
pub struct TooMany(pub usize);

impl Inner {
    fn new(seed: u64, faults: &[Fault]) -> Self {
        let mut new = Self { list: Vec::new(), count: 0, dice: Generator::labelled(seed, "faults") };
        faults.iter().for_each(|fault| drop(new.add(fault.clone())));
        new
    }

    /// How many would have to go, so that there are no more than `max` with as many more. Fails if some of them can still
    /// affect calls.
    fn excess(&self, more: usize, max: usize) -> Result<usize, TooMany> {
        let excess = (self.list.len() + more).saturating_sub(max);
        let spent = self.list.iter().filter(|active| active.is_spent()).count();
        if excess > spent { Err(TooMany(max)) } else { Ok(excess) }
    }

    fn add(&mut self, fault: Fault) -> Active {
        self.count += 1;
        let active = Active { id: format_smolstr!("f-{}", self.count), hits: 0, passed: 0, fault };
        self.list.push(active.clone());
        active
    }
}

/// The faults in force, and the random numbers for those with a probability or a distribution.
#[derive(Debug)]
pub struct Faults {
    /// Whether there are faults. Lets a call skip the lock if there are none.
    any: AtomicBool,
    inner: Lock<Inner>,
}

/// Faults and their random numbers, as they were when a snapshot was taken.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(transparent)]
pub struct SavedFaults(Inner);

impl Faults {
    /// These faults, in a world of this seed.
    pub fn new(seed: u64, faults: &[Fault]) -> Self {
        let inner = Inner::new(seed, faults);
        Self { any: AtomicBool::new(!inner.list.is_empty()), inner: Lock::new(inner) }
    }

    /// Replaces all faults by these, and restarts the ids and the random numbers.
    pub fn reset(&self, seed: u64, faults: &[Fault]) {
        self.restore(&SavedFaults(Inner::new(seed, faults)));
    }

    fn lock(&self) -> Guard<'_, Inner> {
        self.inner.lock()
    }

    /// Adds a fault. If there would be more than `max`, the oldest of those that have affected as many calls as they could
    /// goes; if there is none, the fault is refused.
    pub fn add(&self, fault: Fault, max: usize) -> Result<Active, TooMany> {
        let mut inner = self.lock();
        for _ in 0..inner.excess(1, max)? {
            let oldest = inner.list.iter().position(Active::is_spent);
            oldest.map(|oldest| inner.list.remove(oldest));
        }
        self.any.store(true, Ordering::Release);
        Ok(inner.add(fault))
    }

    /// Whether as many more can be added.
    pub fn check_room(&self, more: usize, max: usize) -> Result<(), TooMany> {
        self.lock().excess(more, max).map(drop)
    }

    /// Removes a fault. Returns `false` if there is none with this id.
    pub fn remove(&self, id: &str) -> bool {
        let mut inner = self.lock();
        let before = inner.list.len();
        inner.list.retain(|active| active.id != id);
        self.any.store(!inner.list.is_empty(), Ordering::Release);
        inner.list.len() < before
    }

    /// Removes all faults.
    pub fn clear(&self) {
        self.lock().list.clear();
        self.any.store(false, Ordering::Release);
    }

    /// All faults that were not removed, including those that no longer affect calls.
    pub fn list(&self) -> Vec<Active> {
        self.lock().list.clone()
    }

    /// A copy of everything, for [`Self::restore`].
    pub fn save(&self) -> SavedFaults {
        SavedFaults(self.lock().clone())
    }

    /// Restores a saved state.
    pub fn restore(&self, saved: &SavedFaults) {
        let mut inner = self.lock();
        *inner = saved.0.clone();
        self.any.store(!inner.list.is_empty(), Ordering::Release);
    }

    /// Applies the faults to a call. `now` locks the world, so it is only called if there are faults, and before the faults
    /// are locked.
    pub fn hit(&self, call: &Call<'_>, now: impl FnOnce() -> Timestamp) -> Hit {
        let mut hit = Hit::default();
        if !self.any.load(Ordering::Acquire) {
            return hit;
        }
        let now = now();
        let Inner { list, dice, .. } = &mut *self.lock();
        for active in list.iter_mut() {
            if !active.fault.matches(call) || !active.fires(dice, now) {
                continue;
            }
            active.hits += 1;
            hit.ids.push(active.id.clone());
            hit.apply(&active.fault.effect, dice);
        }
        hit
    }
}

impl SavedFaults {
    pub fn len(&self) -> usize {
        self.0.list.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.list.is_empty()
    }
}

impl Active {
    /// Whether it has affected as many calls as it could.
    fn is_spent(&self) -> bool {
        self.fault.times().is_some_and(|times| self.hits >= u64::from(times))
    }

    /// Whether it affects a call that it matches.
    fn fires(&mut self, dice: &mut Generator, now: Timestamp) -> bool {
        if self.is_spent() {
            return false;
        }
        if self.fault.until.is_some_and(|until| now >= until) {
            return false;
        }
        if self.passed < self.fault.after {
            self.passed += 1;
            return false;
        }
        self.fault.probability.is_none_or(|probability| dice.fraction() < probability)
    }
}

impl Hit {
    /// Adds an effect. Delays add up; of several errors or endings, the first counts.
    fn apply(&mut self, effect: &Effect, dice: &mut Generator) {
        let (error, ending) = match effect {
            Effect::Throttle => (Some(Error::Throttled), None),
            Effect::Internal => (Some(Error::Internal), None),
            Effect::Error(injected) => (Some(Error::Injected(injected.to_vendor_error())), None),
            Effect::Latency(delay) => {
                self.outcome.delay = self.outcome.delay.saturating_add(delay.draw(dice));
                (None, None)
            }
            Effect::Close(Close::Before) => (None, Some(Ending::NotRun)),
            Effect::Close(Close::Middle) => (None, Some(Ending::Broken)),
            Effect::Cut(bytes) => (None, Some(Ending::Cut(*bytes))),
            Effect::Lose => (None, Some(Ending::Lost)),
        };
        self.error = self.error.take().or(error);
        self.outcome.ending = self.outcome.ending.or(ending);
    }
}
