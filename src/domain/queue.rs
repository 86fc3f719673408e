//! Scheduled events, in the order of their due times.

use crate::domain::check::MAX_COUNT;
use crate::domain::compute::instance::State;
use crate::domain::scope::Scope;
use crate::domain::written;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// `now + wait`, or the largest timestamp if that overflows.
pub fn after(now: Timestamp, wait: SignedDuration) -> Timestamp {
    now.checked_add(wait).unwrap_or(Timestamp::MAX)
}

/// A scheduled event.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Event {
    /// An instance reaches its next state.
    Instance { id: SmolStr, to: State },
    /// A terminated instance is removed from the region.
    Removal { id: SmolStr },
    /// Two minutes have passed since an instance's interruption warning.
    Interrupted { id: SmolStr },
    /// An interruptible allocation becomes active, or checks whether it has reached its target.
    Allocation { source: SmolStr },
    /// An image is complete.
    ImageReady { id: SmolStr },
    /// A reservation that starts in the future is assessed, or starts.
    ReservationAdvances { id: SmolStr },
    /// A reservation reaches its end date.
    ReservationEnds { id: SmolStr },
    /// A reservation that has ended is removed from the region.
    ReservationRemoval { id: SmolStr },
    /// An asynchronous change of an instance's specification is applied.
    SpecChange {
        id: SmolStr,
        /// The id of its task.
        task: SmolStr,
    },
    /// A temporary bandwidth begins.
    TemporaryBegins {
        id: SmolStr,
        /// The outbound bandwidth, in Mbit/s.
        out: u32,
        /// When it ends.
        until: Timestamp,
    },
    /// A temporary bandwidth ends.
    TemporaryEnds { id: SmolStr },
    /// A scheduled reboot.
    Reboot { id: SmolStr },
    /// A temporary larger type ends.
    ElasticEnds { id: SmolStr },
    /// The day on which a subscription is renewed automatically.
    Renewal {
        id: SmolStr,
        /// When the subscription ends.
        ends: Timestamp,
    },
    /// A subscription ends at this time, unless it was renewed.
    Expiry { id: SmolStr, ends: Timestamp },
    /// An instance reaches its automatic release time.
    Release { id: SmolStr },
    /// Alarms are judged.
    Alarms,
    /// An hour is over in which an instance may have been limited or charged for its CPU credits.
    CreditHour { id: SmolStr },
    /// A NAT gateway reaches its next state, or is removed from the region.
    NatGateway { id: SmolStr },
    /// The state of a peering connection ends, or the connection is removed from the region.
    Peering { id: SmolStr },
    /// An endpoint of a VPC becomes available, or is removed from the region.
    Endpoint { id: SmolStr },
    /// Something that happens to a volume of EC2 ends.
    Volume { id: SmolStr },
    /// The attachment of a network interface of EC2 begins or ends.
    Interface { id: SmolStr },
    /// A snapshot is complete.
    SnapshotReady { id: SmolStr },
    /// The time is over for which a snapshot of ECS is kept.
    SnapshotEnds { id: SmolStr },
}

impl Event {
    /// The name of the event, and the id that it is about.
    pub fn describe(&self) -> (&'static str, &str) {
        match self {
            Self::Instance { id, to } => (to.as_str(), id),
            Self::Removal { id } => ("forgotten", id),
            Self::Interrupted { id } => ("interrupted", id),
            Self::Allocation { source } => ("allocation", source),
            Self::ImageReady { id } => ("image-ready", id),
            Self::ReservationAdvances { id } => ("reservation-advances", id),
            Self::ReservationEnds { id } => ("reservation-ends", id),
            Self::ReservationRemoval { id } => ("reservation-forgotten", id),
            Self::SpecChange { id, .. } => ("specification-change", id),
            Self::TemporaryBegins { id, .. } => ("temporary-bandwidth-begins", id),
            Self::TemporaryEnds { id } => ("temporary-bandwidth-ends", id),
            Self::Reboot { id } => ("reboot", id),
            Self::ElasticEnds { id } => ("larger-type-ends", id),
            Self::Renewal { id, .. } => ("renewal", id),
            Self::Expiry { id, .. } => ("expiry", id),
            Self::Release { id } => ("release", id),
            Self::Alarms => ("alarms", ""),
            Self::CreditHour { id } => ("credit-hour", id),
            Self::NatGateway { id } => ("nat-gateway", id),
            Self::Peering { id } => ("peering", id),
            Self::Endpoint { id } => ("endpoint", id),
            Self::Volume { id } => ("volume", id),
            Self::Interface { id } => ("interface", id),
            Self::SnapshotReady { id } => ("snapshot-ready", id),
            Self::SnapshotEnds { id } => ("snapshot-ends", id),
        }
    }
}

/// The scheduled events. Events with the same due time run in the order in which they were added.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Queue {
    #[serde(with = "written::pairs")]
    due: BTreeMap<(Timestamp, u64), (Scope, Event)>,
    count: u64,
}

impl Queue {
    /// Adds an event and returns its number, which is unique in the queue.
    pub fn push(&mut self, at: Timestamp, scope: &Scope, event: Event) -> u64 {
        self.count += 1;
        self.due.insert((at, self.count), (scope.clone(), event));
        self.count
    }

    /// Removes the first event that is due at `now`. Returns its due time, number, scope and event.
    pub fn pop(&mut self, now: Timestamp) -> Option<(Timestamp, u64, Scope, Event)> {
        let entry = self.due.first_entry().filter(|entry| entry.key().0 <= now)?;
        let ((at, number), (scope, event)) = entry.remove_entry();
        Some((at, number, scope, event))
    }

    /// Removes an event by its due time and number.
    pub fn remove(&mut self, at: Timestamp, number: u64) {
        self.due.remove(&(at, number));
    }

    /// Keeps only the events whose scope satisfies `keep`.
    pub fn retain(&mut self, keep: impl Fn(&Scope) -> bool) {
        self.due.retain(|_, (scope, _)| keep(scope));
    }

    /// Adds the events of another queue. Returns the offset that was added to their numbers.
    pub fn append(&mut self, other: Self) -> u64 {
        let offset = self.count;
        self.due.extend(other.due.into_iter().map(|((at, number), entry)| ((at, number + offset), entry)));
        self.count += other.count;
        offset
    }

    /// How many events a region has that judge its alarms, and whether this is one.
    pub fn judges(&self, scope: &Scope, event: Option<(Timestamp, u64)>) -> (usize, bool) {
        let is_judge = |(of, event): &&(Scope, Event)| of == scope && matches!(event, Event::Alarms);
        let is_one = event.and_then(|key| self.due.get(&key)).filter(is_judge).is_some();
        (self.due.values().filter(is_judge).count(), is_one)
    }

    /// All events, the next one first.
    pub fn iter(&self) -> impl Iterator<Item = (Timestamp, &Scope, &Event)> {
        self.due.iter().map(|((at, _), (scope, event))| (*at, scope, event))
    }

    /// Whether its numbers are those that it gave, and leave room for more.
    pub fn check(&self) -> Result<(), String> {
        let numbered = self.due.keys().all(|(_, number)| *number <= self.count);
        if numbered && self.count <= MAX_COUNT {
            Ok(())
        } else {
            Err("the numbers of the events to come are not those of a queue".to_owned())
        }
    }

    pub fn len(&self) -> usize {
        self.due.len()
    }

    pub fn is_empty(&self) -> bool {
        self.due.is_empty()
    }
}
