//! The world and its clock, shared by all requests.

use crate::domain::notice::Notices;
use crate::domain::place::PlaceMut;
use crate::domain::scope::Scope;
use crate::world::World;
use crate::world::clock::{Backwards, Clock};
use crate::world::lock::{Guard, Lock};
use jiff::Timestamp;
use std::mem;

/// The world and its clock.
pub struct Simulation {
    pub world: World,
    pub clock: Clock,
    /// What the worlds so far have published.
    pub notices: Notices,
    /// The sequence number of the last call; 0 if there was none.
    sequence: u64,
}

impl Simulation {
    /// A world that has published nothing yet, and whose log retains this many notices.
    pub fn new(world: World, clock: Clock, max_notices: usize) -> Self {
        Self { world, clock, notices: Notices::new(max_notices), sequence: 0 }
    }

    /// Runs the due events. Returns the world and the time.
    pub fn run_due_events(&mut self) -> (&mut World, Timestamp) {
        let now = self.clock.now();
        self.world.run_due_events(now, &mut self.notices);
        (&mut self.world, now)
    }

    /// What an operation changes. `None` unless [`World::open`] was called for the scope.
    pub fn place_mut<'a>(&'a mut self, scope: &'a Scope, now: Timestamp) -> Option<PlaceMut<'a>> {
        self.world.place_mut(scope, now, &mut self.notices)
    }

    /// Replaces the world by another one. Returns the old one.
    pub fn replace_world(&mut self, world: World) -> World {
        self.notices.begin_world();
        mem::replace(&mut self.world, world)
    }

    /// The sequence number of the next call: 1 for the first.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence += 1;
        self.sequence
    }

    /// The sequence number of the last call; 0 if there was none.
    pub fn last_sequence(&self) -> u64 {
        self.sequence
    }

    /// Sets the clock to a later time, and runs the events that become due.
    pub fn advance_to(&mut self, to: Timestamp) -> Result<(), Backwards> {
        let now = self.clock.set(to)?;
        self.world.run_due_events(now, &mut self.notices);
        Ok(())
    }

    /// Advances the clock from event to event, as long as one is due at `end` or before.
    pub fn run_events_until(&mut self, end: Timestamp) {
        while let Some(due) = self.world.next_due().filter(|due| *due <= end) {
            // An overdue event runs now.
            let to = due.max(self.clock.now());
            if self.advance_to(to).is_err() {
                break;
            }
        }
    }
}

impl Guard<'_, Simulation> {
    /// Replaces the world, even one that a call left in the middle of a change, and the clock. Calls and notices are numbered
    /// on, so that nobody who follows them misses any. Returns what there was.
    pub fn restart(&mut self, world: World, clock: Clock) -> Simulation {
        let (notices, sequence) = (mem::take(&mut self.notices), self.sequence);
        let mut next = Simulation { world, clock, notices, sequence };
        next.notices.begin_world();
        self.replace(next)
    }
}

/// A [`Simulation`] behind a lock.
///
/// One plain lock is enough: a call holds it for about a microsecond, a launch for a few. Finer locks would break the order
/// of events.
pub struct SharedSimulation(Lock<Simulation>);

impl SharedSimulation {
    pub fn new(simulation: Simulation) -> Self {
        Self(Lock::new(simulation))
    }

    /// Waits for the lock.
    pub fn lock(&self) -> Guard<'_, Simulation> {
        self.0.lock()
    }

    /// Whether a call panicked in the middle of a change. Then every call is refused until the world is replaced.
    pub fn is_poisoned(&self) -> bool {
        self.0.is_poisoned()
    }
}
