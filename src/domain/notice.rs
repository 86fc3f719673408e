//! What happened that AWS would tell over EventBridge: facts, in the order in which they happened.

use crate::domain::capacity::reservation::Reservation;
use crate::domain::compute::instance::State;
use crate::domain::scope::Scope;
use crate::domain::written::{self, Name};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::VecDeque;

/// Something that happened.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Notice {
    /// An instance came into a state.
    State {
        /// Which instance.
        id: SmolStr,
        /// The state.
        state: State,
    },
    /// An instance in an interruptible reservation is told that it will be terminated.
    Warning {
        /// Which instance.
        id: SmolStr,
        /// Its zone.
        #[serde(with = "written::name")]
        zone: Name,
        /// When it will be.
        at: Timestamp,
    },
    /// The owner of a reservation has back what was asked for.
    Reclaimed {
        /// The source reservation.
        source: SmolStr,
        /// The instance type.
        #[serde(with = "written::name")]
        instance_type: Name,
        /// The zone.
        #[serde(with = "written::name")]
        zone: Name,
        /// How many instances the source holds now.
        total: u32,
        /// How many of these have come back.
        reclaimed: u32,
        /// How many are to stay lent.
        target: u32,
    },
}

impl Notice {
    /// A reclaim of so many instances is over.
    pub fn reclaimed(source: &Reservation, reclaimed: u32, target: u32) -> Self {
        let (id, instance_type, zone, total) =
            (source.id.clone(), source.instance_type.name, source.zone, source.total);
        Self::Reclaimed { source: id, instance_type, zone, total, reclaimed, target }
    }
}

/// A notice, with its time and place.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Told {
    /// Its number: 1 for the first, and each one more than the one before.
    pub number: u64,
    /// When it happened.
    pub at: Timestamp,
    /// Where.
    pub scope: Scope,
    /// What.
    pub notice: Notice,
}

/// The notices of late.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Notices {
    list: VecDeque<Told>,
    count: u64,
    /// Nobody listens: what happens while a scenario is put into the world has no history.
    pub muted: bool,
}

impl Notices {
    /// How many are kept.
    pub const KEPT: usize = 10_000;

    /// Notes that something happened.
    pub fn tell(&mut self, at: Timestamp, scope: &Scope, notice: Notice) {
        if self.muted {
            return;
        }
        if self.list.len() == Self::KEPT {
            self.list.pop_front();
        }
        self.count += 1;
        self.list.push_back(Told { number: self.count, at, scope: scope.clone(), notice });
    }

    /// Those after the one of this number, as far as they are kept.
    pub fn after(&self, number: u64) -> impl Iterator<Item = &Told> {
        let first = self.count - self.list.len() as u64;
        let known = usize::try_from(number.saturating_sub(first)).unwrap_or(usize::MAX).min(self.list.len());
        self.list.range(known..)
    }

    /// The number of the last one; 0 before the first.
    pub fn last(&self) -> u64 {
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::scope::Cloud;

    #[test]
    fn the_oldest_are_forgotten() {
        let scope = Scope { cloud: Cloud::Aws, account: "1".into(), region: "us-east-1" };
        let mut notices = Notices::default();
        let numbers = |notices: &Notices, after| notices.after(after).map(|told| told.number).collect::<Vec<_>>();
        assert!(numbers(&notices, 0).is_empty());
        for n in 0..Notices::KEPT + 2 {
            let notice = Notice::State { id: n.to_string().into(), state: State::Running };
            notices.tell(Timestamp::UNIX_EPOCH, &scope, notice);
        }
        let last = notices.last();
        assert_eq!(last, Notices::KEPT as u64 + 2);
        assert_eq!(numbers(&notices, 0).first(), Some(&3));
        assert_eq!(numbers(&notices, 0).len(), Notices::KEPT);
        assert_eq!(numbers(&notices, last - 1), [last]);
        assert!(numbers(&notices, last).is_empty());
        assert!(numbers(&notices, last + 9).is_empty());
    }
}
