//! The only reader of time.

#![allow(clippy::disallowed_methods, reason = "this is where time is read")]

use jiff::{SignedDuration, Timestamp};

/// The world's clock.
#[derive(Clone, Debug)]
pub struct Clock {
    mode: Mode,
    last: Timestamp,
}

/// How the clock runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mode {
    /// With the machine's clock, ahead of it by as much as it was advanced.
    Wall {
        /// By how much.
        ahead: SignedDuration,
    },
    /// Only when it is advanced.
    Manual,
}

/// Time does not go back.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("the clock shows {now}, and time does not go back")]
pub struct Backwards {
    /// What the clock shows.
    pub now: Timestamp,
}

impl Clock {
    /// A clock that runs with the machine's.
    pub fn wall() -> Self {
        Self { mode: Mode::Wall { ahead: SignedDuration::ZERO }, last: machine() }
    }

    /// A clock that stands at this instant until it is advanced.
    pub fn manual(at: Timestamp) -> Self {
        Self { mode: Mode::Manual, last: at }
    }

    /// The time, which never goes back, even where the machine's clock does.
    #[inline]
    pub fn now(&mut self) -> Timestamp {
        if let Mode::Wall { ahead } = self.mode {
            // Mostly it is not ahead, and to add nothing takes time too.
            let wall = if ahead.is_zero() { Ok(machine()) } else { machine().checked_add(ahead) };
            self.last = self.last.max(wall.unwrap_or(Timestamp::MAX));
        }
        self.last
    }

    /// Sets the clock to a later time.
    pub fn set(&mut self, to: Timestamp) -> Result<Timestamp, Backwards> {
        let now = self.now();
        if to < now {
            return Err(Backwards { now });
        }
        if let Mode::Wall { ahead } = &mut self.mode {
            *ahead = to.duration_since(Timestamp::now());
        }
        self.last = to;
        Ok(to)
    }

    /// Sets the clock to any time, also an earlier one.
    pub fn back_to(&mut self, to: Timestamp) {
        if let Mode::Wall { ahead } = &mut self.mode {
            *ahead = to.duration_since(Timestamp::now());
        }
        self.last = to;
    }

    /// How it runs.
    pub fn mode(&self) -> &'static str {
        match self.mode {
            Mode::Wall { .. } => "wall",
            Mode::Manual => "manual",
        }
    }
}

/// The machine's time, by which callers sign, whatever the world's clock shows.
pub fn machine() -> Timestamp {
    Timestamp::now()
}

/// How long something has run.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// Counts from now.
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }

    /// So far.
    pub fn elapsed(self) -> std::time::Duration {
        self.0.elapsed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_does_not_go_back() {
        let start: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        let mut clock = Clock::manual(start);
        let later = start + SignedDuration::from_mins(2);
        assert_eq!(clock.set(later), Ok(later));
        assert_eq!(clock.set(start), Err(Backwards { now: later }));
        assert_eq!(clock.now(), later);
    }

    #[test]
    fn the_wall_clock_can_be_advanced() {
        let mut clock = Clock::wall();
        let later = clock.now() + SignedDuration::from_hours(5);
        clock.set(later).unwrap();
        assert!(clock.now() >= later);
    }
}
