//! The alarms of a region, with indexes for what they watch and when they are judged.

use super::history::{HistoryItem, MAX_HISTORY};
use super::{Alarm, ReasonData, STEP};
use crate::domain::compute::shared::Shared;
use crate::domain::metrics::{Metric, NAMESPACE};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// How many alarms an account can have in a region: AWS's quota.
pub const MAX_ALARMS: usize = 5000;

/// The most periods of an alarm: those of ten seconds in a day.
const MAX_PERIODS: usize = 8640;

/// For how long history is kept.
const HISTORY: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What an alarm looks at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Watched {
    Instance(SmolStr),
    Metric(Metric),
}

impl Watched {
    fn of(alarm: &Alarm) -> Self {
        let metric = &alarm.definition.metric;
        match alarm.definition.instance().filter(|_| metric.namespace == NAMESPACE) {
            Some(id) => Self::Instance(id.clone()),
            None => Self::Metric(metric.clone()),
        }
    }
}

#[derive(Clone, Debug, Default)]
pub struct Alarms {
    by_name: BTreeMap<SmolStr, Shared<Alarm>>,
    watched: BTreeMap<Watched, BTreeSet<SmolStr>>,
    /// When they are judged next, in milliseconds since 1970.
    due: BTreeSet<(i64, SmolStr)>,
    /// The oldest first.
    history: VecDeque<HistoryItem>,
    /// The event in the queue that judges those that are due first: its time and number.
    pub(super) event: Option<(Timestamp, u64)>,
}

impl Alarms {
    pub fn get(&self, name: &str) -> Option<&Alarm> {
        self.by_name.get(name).map(|alarm| &**alarm)
    }

    /// A copy that costs nothing.
    pub(super) fn share(&self, name: &str) -> Option<Shared<Alarm>> {
        self.by_name.get(name).cloned()
    }

    /// In the order of their names, those after this one.
    pub fn after(&self, name: Option<&str>) -> impl Iterator<Item = &Alarm> {
        use std::ops::Bound::{Excluded, Unbounded};
        let begin = name.map_or(Unbounded, Excluded);
        self.by_name.range::<str, _>((begin, Unbounded)).map(|(_, alarm)| &**alarm)
    }

    pub fn len(&self) -> usize {
        self.by_name.len()
    }

    pub fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }

    /// The oldest first.
    pub fn history(&self) -> impl DoubleEndedIterator<Item = &HistoryItem> + ExactSizeIterator {
        self.history.iter()
    }

    pub(super) fn note(&mut self, item: HistoryItem) {
        let is_old = |old: &HistoryItem| item.at.duration_since(old.at) > HISTORY;
        while self.history.front().is_some_and(is_old) || self.history.len() >= MAX_HISTORY {
            self.history.pop_front();
        }
        self.history.push_back(item);
    }

    pub(super) fn insert(&mut self, alarm: Alarm) {
        self.remove(&alarm.name);
        self.watched.entry(Watched::of(&alarm)).or_default().insert(alarm.name.clone());
        self.due.extend(alarm.next.map(|at| (at, alarm.name.clone())));
        self.by_name.insert(alarm.name.clone(), alarm.into());
    }

    pub(super) fn remove(&mut self, name: &str) -> Option<Shared<Alarm>> {
        let alarm = self.by_name.remove(name)?;
        let watched = Watched::of(&alarm);
        if let Some(names) = self.watched.get_mut(&watched) {
            names.remove(name);
            if names.is_empty() {
                self.watched.remove(&watched);
            }
        }
        if let Some(at) = alarm.next {
            self.due.remove(&(at, alarm.name.clone()));
        }
        Some(alarm)
    }

    /// Changes an alarm; neither what it watches nor when it is judged.
    pub(super) fn change(&mut self, name: &str, change: impl FnOnce(&mut Alarm)) {
        if let Some(alarm) = self.by_name.get_mut(name) {
            change(alarm);
        }
    }

    /// Says when an alarm is judged next.
    pub(super) fn set_next(&mut self, name: &str, next: Option<i64>) {
        let Some(alarm) = self.by_name.get_mut(name) else { return };
        if let Some(at) = alarm.next {
            self.due.remove(&(at, alarm.name.clone()));
        }
        alarm.next = next;
        self.due.extend(next.map(|at| (at, alarm.name.clone())));
    }

    /// The names of the alarms that watch something.
    pub(super) fn watching(&self, watched: &Watched) -> Vec<SmolStr> {
        self.watched.get(watched).map(|names| names.iter().cloned().collect()).unwrap_or_default()
    }

    /// When the first is judged, in milliseconds since 1970, and its name.
    pub(super) fn first(&self) -> Option<&(i64, SmolStr)> {
        self.due.first()
    }

    /// Adds an offset to the number of its event, after the queue was appended to another.
    pub fn shift_event(&mut self, by: u64) {
        if let Some((_, number)) = &mut self.event {
            *number += by;
        }
    }

    /// Its event in the queue.
    pub fn event(&self) -> Option<(Timestamp, u64)> {
        self.event
    }

    /// The first thing that does not hold of alarms from outside.
    pub fn check(&self) -> Result<(), String> {
        for alarm in self.by_name.values() {
            let told = |error| format!("the alarm {}: {error}", alarm.name);
            alarm.definition.check().map_err(told)?;
            let texts = alarm.tags.iter().flat_map(|(key, value)| [key, value]).chain([&alarm.name]);
            if texts.into_iter().any(|text| text.chars().nth(256).is_some()) || alarm.reason.text.len() > 8192 {
                return Err(told("a text that is too long".to_owned()));
            }
            let periods = if let ReasonData::Judged { periods, .. } = &alarm.reason.data { periods.len() } else { 0 };
            if periods > MAX_PERIODS {
                return Err(told("it was judged by more periods than it has".to_owned()));
            }
            if alarm.next.is_some_and(|at| at % STEP != 0 || Timestamp::from_millisecond(at).is_err()) {
                return Err(told("it is judged at a time at which alarms are not".to_owned()));
            }
        }
        let is_due = self.first().and_then(|(at, _)| Timestamp::from_millisecond(*at).ok());
        if is_due != self.event.map(|(at, _)| at) {
            return Err("alarms are judged by no event, or by one that is not theirs".to_owned());
        }
        if self.by_name.len() > MAX_ALARMS || self.history.len() > MAX_HISTORY {
            return Err("more alarms, or more of their history, than there can be".to_owned());
        }
        Ok(())
    }
}

#[derive(Serialize)]
struct Written<'a> {
    alarms: Vec<&'a Alarm>,
    history: &'a VecDeque<HistoryItem>,
    event: Option<(Timestamp, u64)>,
}

#[derive(Deserialize)]
struct Read {
    alarms: Vec<Alarm>,
    history: VecDeque<HistoryItem>,
    event: Option<(Timestamp, u64)>,
}

impl Serialize for Alarms {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let alarms = self.by_name.values().map(|alarm| &**alarm).collect();
        Written { alarms, history: &self.history, event: self.event }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Alarms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Read { alarms: list, history, event } = Read::deserialize(deserializer)?;
        let mut alarms = Self { history, event, ..Self::default() };
        list.into_iter().for_each(|alarm| alarms.insert(alarm));
        Ok(alarms)
    }
}
