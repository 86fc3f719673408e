//! The world in time.

use crate::world::World;
use crate::world::clock::{Backwards, Clock};
use crate::world::lock::{Guard, Lock};
use jiff::Timestamp;

/// The world and its clock.
#[derive(Clone)]
pub struct Running {
    /// The world.
    pub world: World,
    /// Its clock.
    pub clock: Clock,
    /// How many calls have seen it.
    pub turns: u64,
}

impl Running {
    /// The world as it is now: what is due has happened.
    pub fn settled(&mut self) -> (&mut World, Timestamp) {
        let now = self.clock.now();
        self.world.settle(now);
        (&mut self.world, now)
    }

    /// The number of the call that sees the world now: 1 for the first.
    pub fn next_turn(&mut self) -> u64 {
        self.turns += 1;
        self.turns
    }

    /// Sets the clock to a later time, and lets happen what falls due.
    pub fn move_to(&mut self, to: Timestamp) -> Result<(), Backwards> {
        let now = self.clock.set(to)?;
        self.world.settle(now);
        Ok(())
    }
}

impl Running {
    /// Moves the clock from due event to due event, as long as there is one until `end`.
    pub fn settle_until(&mut self, end: Timestamp) {
        while let Some(due) = self.world.next_due().filter(|due| *due <= end) {
            // What is overdue happens now.
            let to = due.max(self.clock.now());
            if self.move_to(to).is_err() {
                break;
            }
        }
    }
}

/// The world in time, shared by all requests.
///
/// One plain lock: a call holds it for a microsecond, a launch for a few, and anything finer would break the order of
/// events.
pub struct Shared(Lock<Running>);

impl Shared {
    /// Shares it.
    pub fn new(running: Running) -> Self {
        Self(Lock::new(running))
    }

    /// Waits for its turn.
    pub fn lock(&self) -> Guard<'_, Running> {
        self.0.lock()
    }

    /// Whether a call panicked in the middle of a change: then nothing is answered from this world any more, until it is
    /// replaced.
    pub fn is_broken(&self) -> bool {
        self.0.is_broken()
    }
}
