//! What will happen by itself: events in the order in which they fall due.

use crate::domain::compute::instance::State;
use crate::domain::resize::Change;
use crate::domain::scope::Scope;
use crate::domain::written;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// A time from now, or the end of time where there is none.
pub fn after(now: Timestamp, wait: SignedDuration) -> Timestamp {
    now.checked_add(wait).unwrap_or(Timestamp::MAX)
}

/// Something that happens at its time.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Event {
    /// An instance reaches its next state.
    Instance {
        /// Which.
        id: SmolStr,
        /// The state it reaches.
        to: State,
    },
    /// An instance is no longer shown.
    Forgotten {
        /// Which.
        id: SmolStr,
    },
    /// The two minutes of an instance's interruption warning are over.
    Interrupted {
        /// Which.
        id: SmolStr,
    },
    /// An interruptible allocation comes to be, or looks whether it has reached its target.
    Allocation {
        /// The source reservation.
        source: SmolStr,
    },
    /// An image is complete.
    ImageReady {
        /// Which.
        id: SmolStr,
    },
    /// A reservation's end date.
    ReservationEnds {
        /// Which.
        id: SmolStr,
    },
    /// A change of an instance's specification that was asked for as asynchronous.
    SpecChange {
        /// Of which instance.
        id: SmolStr,
        /// The change.
        change: Change,
        /// The task that it is.
        task: SmolStr,
    },
    /// A temporary bandwidth begins.
    TemporaryBegins {
        /// At which instance.
        id: SmolStr,
        /// The outbound bandwidth, in Mbit/s.
        out: u32,
        /// When it ends.
        until: Timestamp,
    },
    /// A temporary bandwidth ends.
    TemporaryEnds {
        /// At which instance.
        id: SmolStr,
    },
    /// An instance is rebooted by itself.
    Reboot {
        /// Which.
        id: SmolStr,
    },
    /// A larger type for a time ends.
    ElasticEnds {
        /// Of which instance.
        id: SmolStr,
    },
    /// An instance is released by itself.
    Release {
        /// Which.
        id: SmolStr,
    },
    /// An idempotency token is forgotten.
    TokenExpires {
        /// The action it was used with.
        action: SmolStr,
        /// The token.
        token: SmolStr,
    },
}

impl Event {
    /// What happens, in a word or two, and to what.
    pub fn describe(&self) -> (&'static str, &str) {
        match self {
            Self::Instance { id, to } => (to.as_str(), id),
            Self::Forgotten { id } => ("forgotten", id),
            Self::Interrupted { id } => ("interrupted", id),
            Self::Allocation { source } => ("allocation", source),
            Self::ImageReady { id } => ("image-ready", id),
            Self::ReservationEnds { id } => ("reservation-ends", id),
            Self::SpecChange { id, .. } => ("specification-change", id),
            Self::TemporaryBegins { id, .. } => ("temporary-bandwidth-begins", id),
            Self::TemporaryEnds { id } => ("temporary-bandwidth-ends", id),
            Self::Reboot { id } => ("reboot", id),
            Self::ElasticEnds { id } => ("larger-type-ends", id),
            Self::Release { id } => ("release", id),
            Self::TokenExpires { action, .. } => ("token-expires", action),
        }
    }
}

/// The events to come. Those that fall due at the same time happen in the order in which they were put in.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Queue {
    #[serde(with = "written::pairs")]
    due: BTreeMap<(Timestamp, u64), (Scope, Event)>,
    count: u64,
}

impl Queue {
    /// Puts an event in, and returns its number, which no other event has.
    pub fn push(&mut self, at: Timestamp, scope: &Scope, event: Event) -> u64 {
        self.count += 1;
        self.due.insert((at, self.count), (scope.clone(), event));
        self.count
    }

    /// Takes out the first event that is due at `now`: its time, its number, where and what.
    pub fn pop(&mut self, now: Timestamp) -> Option<(Timestamp, u64, Scope, Event)> {
        let entry = self.due.first_entry().filter(|entry| entry.key().0 <= now)?;
        let ((at, number), (scope, event)) = entry.remove_entry();
        Some((at, number, scope, event))
    }

    /// Takes out the events of places that are not wanted.
    pub fn retain(&mut self, wanted: impl Fn(&Scope) -> bool) {
        self.due.retain(|_, (scope, _)| wanted(scope));
    }

    /// Puts in the events of another queue, and returns by how much their numbers are larger than they were there.
    pub fn append(&mut self, other: Self) -> u64 {
        let offset = self.count;
        self.due.extend(other.due.into_iter().map(|((at, number), entry)| ((at, number + offset), entry)));
        self.count += other.count;
        offset
    }

    /// The events to come, the next one first.
    pub fn iter(&self) -> impl Iterator<Item = (Timestamp, &Scope, &Event)> {
        self.due.iter().map(|((at, _), (scope, event))| (*at, scope, event))
    }

    /// How many events are to come.
    pub fn len(&self) -> usize {
        self.due.len()
    }

    /// Whether nothing is to come.
    pub fn is_empty(&self) -> bool {
        self.due.is_empty()
    }
}
