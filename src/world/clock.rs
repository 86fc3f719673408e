//! Clocks. This is the only module that reads the machine's time.

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
    /// It follows the machine's clock, ahead of it by as much as it was advanced.
    Wall { ahead: SignedDuration },
    /// It stands still until it is advanced.
    Manual,
}

/// The error of setting the clock to an earlier time.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("the clock shows {now}, and time does not go back")]
pub struct Backwards {
    /// The clock's time.
    pub now: Timestamp,
}

impl Clock {
    /// A clock that runs with the machine's.
    pub fn wall() -> Self {
        Self { mode: Mode::Wall { ahead: SignedDuration::ZERO }, last: machine_time() }
    }

    /// A clock that stands at this instant until it is advanced.
    pub fn manual(at: Timestamp) -> Self {
        Self { mode: Mode::Manual, last: at }
    }

    /// The time. It never goes back, even if the machine's clock does.
    #[inline]
    pub fn now(&mut self) -> Timestamp {
        if let Mode::Wall { ahead } = self.mode {
            // Usually the offset is zero. Not adding it saves time.
            let wall = if ahead.is_zero() { Ok(machine_time()) } else { machine_time().checked_add(ahead) };
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

    /// Sets the clock to any time, even an earlier one.
    pub fn reset_to(&mut self, to: Timestamp) {
        if let Mode::Wall { ahead } = &mut self.mode {
            *ahead = to.duration_since(Timestamp::now());
        }
        self.last = to;
    }

    /// The mode's name: `wall` or `manual`.
    pub fn mode(&self) -> &'static str {
        match self.mode {
            Mode::Wall { .. } => "wall",
            Mode::Manual => "manual",
        }
    }
}

/// The machine's time. Callers sign requests with it, whatever the world's clock shows.
pub fn machine_time() -> Timestamp {
    Timestamp::now()
}

/// Measures elapsed time.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// Starts now.
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }

    /// The time since the start.
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
