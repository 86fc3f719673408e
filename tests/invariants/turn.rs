//! What must hold of capacity from one moment to the next.

use super::calls::Call;
use super::seen::{Allocation, Instance, Reservation, Seen};
use jiff::SignedDuration;
use std::collections::BTreeMap;

const CREATE: &str = "CreateCapacityReservation";
const MODIFY: &str = "ModifyCapacityReservation";
const SPLIT: &str = "CreateCapacityReservationBySplitting";
const MOVE: &str = "MoveCapacityReservationInstances";
const LEND: &str = "CreateInterruptibleCapacityReservationAllocation";
const UPDATE: &str = "UpdateInterruptibleCapacityReservationAllocation";
const CANCEL: &str = "CancelCapacityReservation";
const RUN: &str = "RunInstances";
const START: &str = "StartInstances";
const STOP: &str = "StopInstances";
const TERMINATE: &str = "TerminateInstances";

/// From a state, to its next, and the action that leads there. No action is time.
type Edge = (&'static str, &'static str, &'static str);

const INSTANCE: &[Edge] = &[
    ("", "pending", RUN),
    ("stopped", "pending", START),
    ("running", "stopping", STOP),
    ("pending", "shutting-down", TERMINATE),
    ("running", "shutting-down", TERMINATE),
    ("stopping", "shutting-down", TERMINATE),
    ("stopped", "terminated", TERMINATE),
    ("pending", "running", ""),
    ("stopping", "stopped", ""),
    ("shutting-down", "terminated", ""),
    ("terminated", "", ""),
];

/// And of those whose capacity is taken back.
const INTERRUPTED: &[Edge] = &[("pending", "shutting-down", ""), ("running", "shutting-down", "")];

const RESERVATION: &[Edge] = &[
    ("", "active", CREATE),
    ("", "active", SPLIT),
    ("active", "expired", ""),
    ("active", "cancelled", CANCEL),
    ("active", "cancelled", MOVE),
];

const LENT: &[Edge] = &[("", "pending", LEND), ("pending", "active", ""), ("active", "cancelled", "")];

const ALLOCATION: &[Edge] = &[
    ("", "pending", LEND),
    // Another one of the same source.
    ("canceled", "pending", LEND),
    ("pending", "active", ""),
    ("active", "updating", UPDATE),
    ("updating", "active", ""),
    ("active", "canceling", UPDATE),
    ("canceling", "canceled", ""),
    // What was lent is gone.
    ("canceled", "", ""),
];

/// From one moment to the next.
pub struct Turn<'a> {
    pub before: &'a Seen,
    pub after: &'a Seen,
    /// What was called and done, unless time passed.
    pub call: Option<&'a Call>,
    /// Whether nothing takes time.
    pub instant: bool,
}

impl Turn<'_> {
    pub fn check(&self) {
        self.check_leave();
        self.check_books();
        self.check_terms();
        self.check_states();
        self.check_users();
        self.check_room();
        if matches!(self.action(), MOVE | SPLIT) {
            self.check_move();
        }
    }

    fn action(&self) -> &str {
        self.call.map_or("", Call::action)
    }

    fn says(&self, parameter: &str) -> Option<&str> {
        self.call?.says(parameter)
    }

    /// Whether the call is about this, or makes it.
    fn names(&self, id: &str) -> bool {
        let ids = ["CapacityReservationId", "SourceCapacityReservationId", "InstanceId.1", "InstanceId.2"];
        ids.iter().any(|parameter| self.says(parameter) == Some(id))
    }

    fn count(&self) -> Option<u32> {
        self.says("InstanceCount").map(|count| count.parse().expect("a count"))
    }

    /// The reservation that the call has made.
    fn made(&self) -> Option<&Reservation> {
        let mut made = self.after.reservations.iter().filter(|(id, _)| !self.before.reservations.contains_key(*id));
        let first = made.next().map(|(_, made)| made);
        assert_eq!(first.is_some(), matches!(self.action(), CREATE | SPLIT | LEND), "{first:?}");
        assert_eq!(made.count(), 0, "one is made by one call");
        first
    }

    /// The reservation that the call takes from, and that to which it gives.
    fn pair(&self) -> (&str, &str) {
        let made = self.made().map(|made| made.capacity_reservation_id.as_str());
        let to = self.says("DestinationCapacityReservationId").or(made);
        (self.says("SourceCapacityReservationId").expect("a source"), to.expect("a destination"))
    }

    /// What is done is done with active reservations that are not lent, and not over their allocations.
    fn check_leave(&self) {
        let of = |parameter| self.says(parameter).and_then(|id| self.before.reservations.get(id));
        let ids = ["CapacityReservationId", "SourceCapacityReservationId", "DestinationCapacityReservationId"];
        if !self.action().starts_with("Get") {
            assert!(ids.into_iter().filter_map(of).all(Reservation::is_own), "{:?} in {:?}", self.call, self.before);
        }
        let Some(reservation) = of(ids[0]) else { return };
        let fine = match self.action() {
            LEND => !reservation.lends() && self.count() <= Some(reservation.available_instance_count),
            CANCEL => !reservation.lends(),
            UPDATE => {
                let lent = reservation.interruptible_capacity_allocation.as_ref();
                lent.is_some_and(|lent| lent.status == "active" || self.is_on_its_way(lent))
            }
            _ => true,
        };
        assert!(fine, "{:?} of {reservation:?}", self.call);
    }

    /// Whether the call asks for the change of an allocation that is being made: it is answered once more.
    fn is_on_its_way(&self, lent: &Allocation) -> bool {
        let same = |parameter, value: &str| self.says(parameter).is_none_or(|asked| asked == value);
        matches!(lent.status.as_str(), "updating" | "canceling")
            && self.says("TargetInstanceCount") == Some(lent.target_instance_count.to_string().as_str())
            && same("ZeroSizePreference", &lent.zero_size_preference)
    }

    /// What was there before and still is. Only what has ended goes.
    fn lasting(&self) -> impl Iterator<Item = (&str, &Reservation, &Reservation)> {
        self.before.reservations.iter().filter_map(|(id, before)| {
            let after = self.after.reservations.get(id);
            let ended = matches!(before.state.as_str(), "cancelled" | "expired");
            assert!(after.is_some() || ended, "{id} went: {before:?}");
            Some((id.as_str(), before, after?))
        })
    }

    /// Totals change by what the call says, and lending moves them to and fro.
    fn check_books(&self) {
        let mut expected = books(self.before);
        match (self.action(), self.count()) {
            (CREATE, Some(count)) => {
                let made = self.made().expect("a new one");
                expected.insert(&made.capacity_reservation_id, count);
            }
            (MODIFY, Some(count)) => {
                let id = self.says("CapacityReservationId").expect("a reservation");
                let total = expected.get_mut(id).expect("it is there");
                *total = *total + count - self.before.reservations[id].total_instance_count;
            }
            (MOVE | SPLIT, Some(count)) => {
                let (from, to) = self.pair();
                *expected.get_mut(from).expect("it is there") -= count;
                *expected.entry(to).or_default() += count;
            }
            _ => {}
        }
        expected.retain(|id, _| self.after.reservations.contains_key(*id));
        assert_eq!(books(self.after), expected, "after {:?}", self.call);
        for (id, before, after) in self.lasting() {
            let (from, to) = (before.total_instance_count, after.total_instance_count);
            let more = match self.action() {
                UPDATE if before.interruptible => true,
                MODIFY | MOVE | SPLIT => !before.interruptible,
                // What is taken back goes to the source.
                _ => !before.interruptible && before.lends(),
            };
            assert!(to <= from || more, "{id} grew to {to} after {:?}", self.call);
            let less = before.interruptible || matches!(self.action(), MODIFY | MOVE | SPLIT | LEND | UPDATE);
            assert!(to >= from || less, "{id} shrank to {to} after {:?}", self.call);
        }
    }

    /// Nothing but a modification changes what a reservation is for, how it matches and when it ends.
    fn check_terms(&self) {
        for (id, before, after) in self.lasting() {
            assert_eq!((after.place(), after.source()), (before.place(), before.source()), "{id} is the same");
            let (mut end, mut criteria) = before.terms();
            if self.action() == MODIFY && self.names(id) {
                let asked = self.says("InstanceMatchCriteria").unwrap_or(criteria);
                assert!(asked == criteria || before.used() == 0, "{id} is in use");
                criteria = asked;
                end = match (self.says("EndDateType"), self.says("EndDate")) {
                    (Some("unlimited"), _) => None,
                    (_, Some(date)) => Some(date.parse().expect("a time")),
                    _ => end,
                };
            }
            assert_eq!(after.terms(), (end, criteria), "{id} after {:?}", self.call);
        }
        if self.action() == SPLIT {
            let (source, made) = self.pair();
            let [source, made] = [source, made].map(|id| &self.after.reservations[id]);
            assert_eq!((made.place(), made.terms()), (source.place(), source.terms()), "a part is like the whole");
        }
    }

    fn check_states(&self) {
        for (id, after) in &self.after.reservations {
            let before = self.before.reservations.get(id);
            let edges = if after.interruptible { LENT } else { RESERVATION };
            let (from, to) = (before.map_or("", |before| &before.state), after.state.as_str());
            let fine = self.leads(edges, from, to) && (from == to || after.interruptible || self.is_of(id));
            assert!(fine, "{id} went from {from:?} to {to:?} after {:?}", self.call);
            let status = |seen: &Reservation| Some(seen.interruptible_capacity_allocation.as_ref()?.status.clone());
            let from = before.and_then(status).unwrap_or_default();
            let to = status(after).unwrap_or_default();
            assert!(self.leads(ALLOCATION, &from, &to), "{id} lent {from:?} and {to:?} after {:?}", self.call);
        }
        for id in self.before.instances.keys().chain(self.after.instances.keys()) {
            let [from, to] = [self.before, self.after].map(|seen| seen.instances.get(id).map_or("", |i| i.state()));
            let warned = self.before.instances.get(id).is_some_and(|before| self.may_be_interrupted(before));
            let edges = [INSTANCE, if warned { INTERRUPTED } else { &[] }].concat();
            let fine = self.leads(&edges, from, to) && (from == to || self.is_of(id));
            assert!(fine, "{id} went from {from:?} to {to:?} after {:?}", self.call);
        }
        if self.action() == CANCEL {
            let id = self.says("CapacityReservationId").expect("a reservation");
            assert_eq!(self.after.reservations[id].state, "cancelled", "{id}");
        }
    }

    /// Whether this instance uses what is lent, and has done so for as long as the notice is.
    fn may_be_interrupted(&self, instance: &Instance) -> bool {
        let used = instance.capacity_reservation_id.as_ref();
        used.is_some_and(|id| self.before.reservations[id].interruptible)
            && self.after.now >= instance.launch_time + SignedDuration::from_mins(2)
    }

    /// Whether what happened can be about this: time is about everything, and what is new has no name before.
    fn is_of(&self, id: &str) -> bool {
        let new = !self.before.reservations.contains_key(id) && !self.before.instances.contains_key(id);
        self.call.is_none() || new || self.names(id)
    }

    /// Whether what happened leads from one state to another. In an instant world the time has passed that the call
    /// takes, and that in which capacity goes back.
    fn leads(&self, edges: &[Edge], from: &str, to: &str) -> bool {
        let action = self.action();
        let gives_back = self.instant && matches!(action, UPDATE | STOP | TERMINATE);
        from == to
            || ((self.call.is_none() || gives_back) && passes(edges, from, to, 4))
            || edges.iter().any(|(a, b, by)| {
                *a == from && *by == action && (*b == to || (self.instant && passes(edges, b, to, 1)))
            })
    }

    /// An instance goes to a reservation only when it starts, when the reservation opens, or with what moves, and
    /// leaves it only when one of both ends.
    fn check_users(&self) {
        for (id, after) in &self.after.instances {
            let before = self.before.instances.get(id);
            let was = before.and_then(|before| before.capacity_reservation_id.as_deref());
            let is = after.capacity_reservation_id.as_deref();
            let fine = match (was, is) {
                (was, is) if was == is => true,
                (Some(was), Some(is)) => {
                    matches!(self.action(), MOVE | SPLIT) && self.pair() == (was, is) && after.prefers() == Some("open")
                }
                (Some(was), None) => {
                    matches!(after.state(), "stopped" | "terminated")
                        || !self.after.reservations.get(was).is_some_and(Reservation::is_active)
                }
                (None, Some(is)) => self.enters(id, is),
                (None, None) => true,
            };
            assert!(fine, "{id} went from {was:?} to {is:?} after {:?}", self.call);
        }
    }

    /// Whether the call lets this instance into this reservation.
    fn enters(&self, instance: &str, id: &str) -> bool {
        let before = self.before.reservations.get(id);
        let reclaimed = before.and_then(Reservation::source).is_some_and(|source| {
            let lent = self.before.reservations[source].interruptible_capacity_allocation.as_ref();
            lent.is_some_and(|lent| lent.target_instance_count < lent.instance_count)
        });
        match self.action() {
            RUN => !self.before.instances.contains_key(instance) && !reclaimed,
            START => self.names(instance) && !reclaimed,
            CREATE | MODIFY => self.opens(id),
            _ => false,
        }
    }

    /// Whether the call opens this reservation.
    fn opens(&self, id: &str) -> bool {
        let is_open = |seen: &Seen| seen.reservations.get(id).is_some_and(|r| r.instance_match_criteria == "open");
        matches!(self.action(), CREATE | MODIFY) && !is_open(self.before) && is_open(self.after)
    }

    /// Who looks for any open reservation finds one where there is room: at the start, and when one opens.
    fn check_room(&self) {
        let runs = |instance: &Instance| matches!(instance.state(), "pending" | "running");
        let outside = |(_, found): &(&String, &Instance)| found.capacity_reservation_id.is_none() && runs(found);
        for (id, instance) in self.after.instances.iter().filter(outside) {
            let started = self.before.instances.get(id).is_none_or(|before| !runs(before));
            assert!(!started || instance.prefers() != Some("capacity-reservations-only"), "{id} runs on demand");
            let ran = self.before.instances.get(id).is_some_and(|before| before.state() == "running");
            for (open, reservation) in &self.after.reservations {
                let looks = started || (ran && self.opens(open));
                assert!(!looks || !instance.finds(reservation), "{id} finds {reservation:?} after {:?}", self.call);
            }
        }
    }

    /// What is not in use moves first; a source with nothing left is cancelled.
    fn check_move(&self) {
        let (from, to) = self.pair();
        let [before, after] = [self.before, self.after].map(|seen| &seen.reservations[from]);
        let destination = &self.after.reservations[to];
        assert_eq!((destination.place(), destination.end_date), (before.place(), before.end_date), "both are alike");
        let left = before.total_instance_count - self.count().expect("a count");
        assert_eq!((after.total_instance_count, after.used()), (left, before.used().min(left)), "{before:?}");
        assert_eq!(after.is_active(), left > 0, "{after:?}");
        let came = destination.used() - self.before.reservations.get(to).map_or(0, Reservation::used);
        assert_eq!(came, before.used() - after.used(), "who leaves {from} comes to {to}");
    }
}

/// What each reservation that is not lent holds, together with all that it lends.
fn books(seen: &Seen) -> BTreeMap<&str, u32> {
    let mut books = BTreeMap::new();
    for (id, reservation) in &seen.reservations {
        *books.entry(reservation.source().unwrap_or(id)).or_default() += reservation.total_instance_count;
    }
    books
}

/// Whether time alone leads from one state to another in at most so many steps.
fn passes(edges: &[Edge], from: &str, to: &str, steps: usize) -> bool {
    let next = |(a, b, by): &Edge| *a == from && by.is_empty() && passes(edges, b, to, steps - 1);
    from == to || (steps > 0 && edges.iter().any(next))
}
