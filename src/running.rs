//! The world in time.

use crate::clock::{Backwards, Clock};
use crate::world::World;
use jiff::Timestamp;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The world and its clock.
pub struct Running {
    /// The world.
    pub world: World,
    /// Its clock.
    pub clock: Clock,
}

impl Running {
    /// The world as it is now: what is due has happened.
    pub fn settled(&mut self) -> (&mut World, Timestamp) {
        let now = self.clock.now();
        self.world.settle(now);
        (&mut self.world, now)
    }

    /// Sets the clock to a later time, and lets happen what falls due.
    pub fn move_to(&mut self, to: Timestamp) -> Result<(), Backwards> {
        let now = self.clock.set(to)?;
        self.world.settle(now);
        Ok(())
    }
}

/// The world in time, shared by all requests.
///
/// One plain lock: it is held for tens of nanoseconds, and anything finer would break the order of events.
pub struct Shared(Mutex<Running>);

impl Shared {
    /// Shares it.
    pub fn new(running: Running) -> Self {
        Self(Mutex::new(running))
    }

    /// Waits for its turn.
    pub fn lock(&self) -> MutexGuard<'_, Running> {
        // A panic is answered as an internal error, and the world goes on with what was there.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
