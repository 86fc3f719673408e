//! The log of what the clouds tell of changes: AWS over EventBridge, Alibaba Cloud over CloudMonitor. The oldest entry is first.
//!
//! The log is no part of the world. Its numbers go on when a world is reset or restored, so that who has the notices up to
//! one number can ask for those that come after it.

use crate::domain::alarms::{Alarm, AlarmState, Reason};
use crate::domain::capacity::reservation::Reservation;
use crate::domain::compute::instance::State;
use crate::domain::compute::shared::Shared;
use crate::domain::credits::CreditMode;
use crate::domain::scope::Scope;
use crate::domain::written::Name;
use jiff::Timestamp;
use smol_str::SmolStr;
use std::collections::VecDeque;

/// What a log entry is about.
#[derive(Clone, Debug)]
pub enum Notice {
    Aws(AwsNotice),
    Alibaba(AlibabaNotice),
}

impl From<AwsNotice> for Notice {
    fn from(notice: AwsNotice) -> Self {
        Self::Aws(notice)
    }
}

impl From<AlibabaNotice> for Notice {
    fn from(notice: AlibabaNotice) -> Self {
        Self::Alibaba(notice)
    }
}

/// What AWS tells.
#[derive(Clone, Debug)]
pub enum AwsNotice {
    /// An instance entered a state.
    State { id: SmolStr, state: State },
    /// An instance in an interruptible reservation gets its interruption warning.
    Warning {
        id: SmolStr,
        zone: Name,
        /// When it will be terminated.
        at: Timestamp,
    },
    /// The owner of a source reservation has reclaimed capacity from its allocation.
    Reclaimed {
        /// The id of the source reservation.
        source: SmolStr,
        instance_type: Name,
        zone: Name,
        /// The size of the source reservation now, in instances.
        total: u32,
        /// How many of these were reclaimed.
        reclaimed: u32,
        /// The target size of the allocation, in instances.
        target: u32,
    },
    /// An alarm has another state.
    Alarm(Box<AlarmNotice>),
}

/// An alarm with its new state, and the state before with its reason.
#[derive(Clone, Debug)]
pub struct AlarmNotice {
    pub alarm: Shared<Alarm>,
    pub before: (AlarmState, Reason),
}

/// What Alibaba Cloud tells of a burstable instance.
#[derive(Clone, Debug)]
pub struct AlibabaNotice {
    pub id: SmolStr,
    /// The name of the instance.
    pub name: SmolStr,
    pub change: BurstableChange,
}

#[derive(Clone, Debug)]
pub enum BurstableChange {
    /// It has another performance mode.
    Mode { mode: CreditMode, by_user: bool },
    /// Its load was limited in this hour.
    Restricted { from: Timestamp, to: Timestamp },
    /// Surplus credits were charged.
    Charged,
}

impl AwsNotice {
    /// A completed reclaim of this many instances.
    pub fn reclaimed(source: &Reservation, reclaimed: u32, target: u32) -> Self {
        let (id, instance_type, zone, total) =
            (source.id.clone(), source.instance_type.name, source.zone, source.total);
        Self::Reclaimed { source: id, instance_type, zone, total, reclaimed, target }
    }
}

/// A notice with its number, time and scope.
#[derive(Clone, Debug)]
pub struct NoticeRecord {
    /// Its number: 1 for the first, and each one more than the one before.
    pub number: u64,
    pub at: Timestamp,
    pub scope: Scope,
    pub notice: Notice,
}

/// The latest notices.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    list: VecDeque<NoticeRecord>,
    /// How many are retained.
    max: usize,
    /// The number of the latest notice.
    count: u64,
    /// The number of the latest notice of an earlier world.
    earlier: u64,
}

impl Notices {
    /// A log that retains this many notices.
    pub fn new(max: usize) -> Self {
        Self { max, ..Self::default() }
    }

    /// A log that retains nothing: for what is not history, such as the setup of a scenario.
    pub fn none() -> Self {
        Self::new(0)
    }

    /// Appends a notice.
    pub fn notify(&mut self, at: Timestamp, scope: &Scope, notice: impl Into<Notice>) {
        self.count += 1;
        self.list.push_back(NoticeRecord { number: self.count, at, scope: scope.clone(), notice: notice.into() });
        if self.list.len() > self.max {
            self.list.pop_front();
        }
    }

    /// Marks the beginning of another world. Its notices are numbered on.
    pub fn begin_world(&mut self) {
        self.earlier = self.count;
    }

    /// The retained notices with a larger number than this.
    pub fn after(&self, number: u64) -> impl Iterator<Item = &NoticeRecord> {
        let known = usize::try_from(number.saturating_sub(self.dropped())).unwrap_or(usize::MAX).min(self.list.len());
        self.list.range(known..)
    }

    /// How many notices with a larger number than this are no longer retained.
    pub fn missing(&self, number: u64) -> u64 {
        self.dropped().saturating_sub(number)
    }

    /// The number of the latest notice that is no longer retained; 0 if all are.
    fn dropped(&self) -> u64 {
        self.count - self.list.len() as u64
    }

    /// The number of the latest notice; 0 if there is none.
    pub fn last(&self) -> u64 {
        self.count
    }

    /// The number of the latest notice of an earlier world; 0 if this world is the first.
    pub fn last_of_earlier_worlds(&self) -> u64 {
        self.earlier
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::scope::Cloud;

    /// A log that retains three notices, after five.
    fn five() -> Notices {
        let scope = Scope { cloud: Cloud::Aws, account: "1".into(), region: "us-east-1" };
        let mut notices = Notices::new(3);
        for n in 0..5 {
            let notice = AwsNotice::State { id: n.to_string().into(), state: State::Running };
            notices.notify(Timestamp::UNIX_EPOCH, &scope, notice);
        }
        notices
    }

    #[test]
    fn the_oldest_are_dropped_and_counted() {
        let notices = five();
        let numbers = |after| notices.after(after).map(|record| record.number).collect::<Vec<_>>();
        assert_eq!((numbers(0), numbers(2), numbers(4)), (vec![3, 4, 5], vec![3, 4, 5], vec![5]));
        assert!(numbers(5).is_empty() && numbers(99).is_empty());
        assert_eq!([0, 1, 2, 3, 99].map(|after| notices.missing(after)), [2, 1, 0, 0, 0]);
        assert!(Notices::none().after(0).next().is_none());
    }

    #[test]
    fn another_world_goes_on_with_the_numbers() {
        let mut notices = five();
        assert_eq!(notices.last_of_earlier_worlds(), 0);
        notices.begin_world();
        assert_eq!((notices.last_of_earlier_worlds(), notices.last()), (5, 5));
    }
}
