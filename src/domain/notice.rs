//! The log of what AWS publishes over EventBridge, the oldest entry first.

use crate::domain::capacity::reservation::Reservation;
use crate::domain::check::MAX_COUNT;
use crate::domain::compute::instance::State;
use crate::domain::scope::Scope;
use crate::domain::written::{self, Name};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::VecDeque;

/// What a log entry is about.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Notice {
    /// An instance entered a state.
    State { id: SmolStr, state: State },
    /// An instance in an interruptible reservation gets its interruption warning.
    Warning {
        id: SmolStr,
        #[serde(with = "written::name")]
        zone: Name,
        /// When it will be terminated.
        at: Timestamp,
    },
    /// The owner of a source reservation has reclaimed capacity from its allocation.
    Reclaimed {
        /// The id of the source reservation.
        source: SmolStr,
        #[serde(with = "written::name")]
        instance_type: Name,
        #[serde(with = "written::name")]
        zone: Name,
        /// The size of the source reservation now, in instances.
        total: u32,
        /// How many of these were reclaimed.
        reclaimed: u32,
        /// The target size of the allocation, in instances.
        target: u32,
    },
}

impl Notice {
    /// A completed reclaim of this many instances.
    pub fn reclaimed(source: &Reservation, reclaimed: u32, target: u32) -> Self {
        let (id, instance_type, zone, total) =
            (source.id.clone(), source.instance_type.name, source.zone, source.total);
        Self::Reclaimed { source: id, instance_type, zone, total, reclaimed, target }
    }
}

/// A notice with its number, time and scope.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NoticeRecord {
    /// Its number: 1 for the first, and each one more than the one before.
    pub number: u64,
    pub at: Timestamp,
    pub scope: Scope,
    pub notice: Notice,
}

/// The latest notices.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Notices {
    list: VecDeque<NoticeRecord>,
    count: u64,
    /// Drops new notices. Set while a scenario is loaded: its setup is not history.
    pub muted: bool,
}

impl Notices {
    /// The number of notices retained; older ones are dropped.
    pub const MAX_RETAINED: usize = 10_000;

    /// Appends a notice, unless muted.
    pub fn notify(&mut self, at: Timestamp, scope: &Scope, notice: Notice) {
        if self.muted {
            return;
        }
        if self.list.len() == Self::MAX_RETAINED {
            self.list.pop_front();
        }
        self.count += 1;
        self.list.push_back(NoticeRecord { number: self.count, at, scope: scope.clone(), notice });
    }

    /// The retained notices with a larger number than this.
    pub fn after(&self, number: u64) -> impl Iterator<Item = &NoticeRecord> {
        let first = self.count - self.list.len() as u64;
        let known = usize::try_from(number.saturating_sub(first)).unwrap_or(usize::MAX).min(self.list.len());
        self.list.range(known..)
    }

    /// Whether they are numbered one after the other, up to the last.
    pub fn check(&self) -> Result<(), String> {
        let first = self.count.checked_sub(self.list.len() as u64);
        let numbered = first.is_some_and(|first| (first + 1..).zip(&self.list).all(|(n, record)| record.number == n));
        if numbered && self.list.len() <= Self::MAX_RETAINED && self.count <= MAX_COUNT {
            Ok(())
        } else {
            Err("the notices are not numbered one after the other".to_owned())
        }
    }

    /// The number of the latest notice; 0 if there is none.
    pub fn last(&self) -> u64 {
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::scope::Cloud;

    #[test]
    fn the_oldest_are_dropped() {
        let scope = Scope { cloud: Cloud::Aws, account: "1".into(), region: "us-east-1" };
        let mut notices = Notices::default();
        let numbers = |notices: &Notices, after| notices.after(after).map(|record| record.number).collect::<Vec<_>>();
        assert!(numbers(&notices, 0).is_empty());
        for n in 0..Notices::MAX_RETAINED + 2 {
            let notice = Notice::State { id: n.to_string().into(), state: State::Running };
            notices.notify(Timestamp::UNIX_EPOCH, &scope, notice);
        }
        let last = notices.last();
        assert_eq!(last, Notices::MAX_RETAINED as u64 + 2);
        assert_eq!(numbers(&notices, 0).first(), Some(&3));
        assert_eq!(numbers(&notices, 0).len(), Notices::MAX_RETAINED);
        assert_eq!(numbers(&notices, last - 1), [last]);
        assert!(numbers(&notices, last).is_empty());
        assert!(numbers(&notices, last + 9).is_empty());
    }
}
