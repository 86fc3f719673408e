//! The world and its clock, shared by all requests.

use crate::world::World;
use crate::world::clock::{Backwards, Clock};
use crate::world::lock::{Guard, Lock};
use jiff::Timestamp;

/// The world and its clock.
#[derive(Clone)]
pub struct Simulation {
    pub world: World,
    pub clock: Clock,
    /// The sequence number of the last call; 0 if there was none.
    pub sequence: u64,
}

impl Simulation {
    /// Runs the due events. Returns the world and the time.
    pub fn run_due_events(&mut self) -> (&mut World, Timestamp) {
        let now = self.clock.now();
        self.world.run_due_events(now);
        (&mut self.world, now)
    }

    /// The sequence number of the next call: 1 for the first.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence += 1;
        self.sequence
    }

    /// Sets the clock to a later time, and runs the events that become due.
    pub fn advance_to(&mut self, to: Timestamp) -> Result<(), Backwards> {
        let now = self.clock.set(to)?;
        self.world.run_due_events(now);
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
