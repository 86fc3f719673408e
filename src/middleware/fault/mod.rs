//! Faults that a test asks for: which calls they meet, how often, and what happens then.

mod rule;

pub use rule::{Close, Delay, Distribution, Documented, Effect, Fault, Injected, apis};

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
    /// How many calls it has met.
    #[schema(read_only)]
    pub hits: u64,
    /// How many calls it has let pass before the first.
    #[serde(default, skip_serializing_if = "rule::is_zero")]
    #[schema(read_only)]
    passed: u32,
    /// What was asked for.
    #[serde(flatten)]
    pub fault: Fault,
}

/// What the faults make of one call.
#[derive(Debug, Default)]
pub struct Hit {
    /// The faults that met it.
    pub ids: Vec<SmolStr>,
    /// The call is refused, and nothing is done.
    pub error: Option<Error>,
    /// What becomes of the answer.
    pub outcome: Outcome,
}

/// What becomes of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// It comes so much later.
    pub delay: SignedDuration,
    /// How it ends, if not as usual.
    pub ending: Option<Ending>,
}

/// How an answer ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The connection is closed before it, and the call is not run.
    NotRun,
    /// The call is run, and the connection is closed before its answer.
    Lost,
    /// The connection is closed in the middle of the answer.
    Broken,
    /// The body has no more than so many bytes.
    Cut(usize),
}

#[derive(Clone, Debug, Deserialize, Serialize)]
struct Inner {
    list: Vec<Active>,
    count: u64,
    dice: Generator,
}

impl Inner {
    fn new(seed: u64, faults: &[Fault]) -> Self {
        let mut new = Self { list: Vec::new(), count: 0, dice: Generator::labelled(seed, "faults") };
        faults.iter().for_each(|fault| drop(new.add(fault.clone())));
        new
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
    any: AtomicBool,
    inner: Lock<Inner>,
}

/// Faults and their random numbers, as they were when a snapshot was taken.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Kept(Inner);

impl Faults {
    /// These faults, in a world of this seed.
    pub fn new(seed: u64, faults: &[Fault]) -> Self {
        let inner = Inner::new(seed, faults);
        Self { any: AtomicBool::new(!inner.list.is_empty()), inner: Lock::new(inner) }
    }

    /// Begins anew, with these.
    pub fn reset(&self, seed: u64, faults: &[Fault]) {
        self.restore(&Kept(Inner::new(seed, faults)));
    }

    fn lock(&self) -> Guard<'_, Inner> {
        self.inner.lock()
    }

    /// Adds a fault.
    pub fn add(&self, fault: Fault) -> Active {
        let active = self.lock().add(fault);
        self.any.store(true, Ordering::Release);
        active
    }

    /// Takes one away; `false` if there is none of this id.
    pub fn remove(&self, id: &str) -> bool {
        let mut inner = self.lock();
        let before = inner.list.len();
        inner.list.retain(|active| active.id != id);
        self.any.store(!inner.list.is_empty(), Ordering::Release);
        inner.list.len() < before
    }

    /// Takes all away.
    pub fn clear(&self) {
        self.lock().list.clear();
        self.any.store(false, Ordering::Release);
    }

    /// The faults in force, and those that have met all the calls they were for.
    pub fn list(&self) -> Vec<Active> {
        self.lock().list.clone()
    }

    /// Everything, to be put back later.
    pub fn keep(&self) -> Kept {
        Kept(self.lock().clone())
    }

    /// Puts back what was kept.
    pub fn restore(&self, kept: &Kept) {
        let mut inner = self.lock();
        *inner = kept.0.clone();
        self.any.store(!inner.list.is_empty(), Ordering::Release);
    }

    /// What the faults make of this call. `now`, which looks at the world, is asked for only where there are faults, and
    /// before they are locked.
    pub fn hit(&self, call: &Call<'_>, now: impl FnOnce() -> Timestamp) -> Hit {
        let mut hit = Hit::default();
        if !self.any.load(Ordering::Acquire) {
            return hit;
        }
        let now = now();
        let Inner { list, dice, .. } = &mut *self.lock();
        for active in list.iter_mut() {
            if !active.fault.is_for(call) || !active.is_due(dice, now) {
                continue;
            }
            active.hits += 1;
            hit.ids.push(active.id.clone());
            hit.take(&active.fault.effect, dice);
        }
        hit
    }
}

impl Active {
    /// Whether it meets a call that it is for.
    fn is_due(&mut self, dice: &mut Generator, now: Timestamp) -> bool {
        if self.fault.times().is_some_and(|times| self.hits >= u64::from(times)) {
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
    /// Delays add up; of errors and endings the first stands.
    fn take(&mut self, effect: &Effect, dice: &mut Generator) {
        let (error, ending) = match effect {
            Effect::Throttle => (Some(Error::Throttled), None),
            Effect::Internal => (Some(Error::Internal), None),
            Effect::Error(injected) => (Some(Error::Injected(injected.wire())), None),
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
