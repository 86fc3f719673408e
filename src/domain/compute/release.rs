//! ECS instances that release themselves at a time that their owner has set.

use crate::domain::compute::instance::{Instance, StateReason};
use crate::domain::compute::lifecycle;
use crate::domain::place::PlaceMut;
use crate::domain::queue::Event;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use smol_str::SmolStr;

/// The least time until a release.
const EARLIEST: SignedDuration = SignedDuration::from_mins(30);
/// The most time until a release, in years.
const LATEST: i64 = 3;

/// The release that is meant by this time: the full minute it is in. `None` unless that is in half an hour to three
/// years from now.
pub fn time(now: Timestamp, asked: Timestamp) -> Option<Timestamp> {
    let seconds = asked.as_second();
    let minute = Timestamp::from_second(seconds - seconds.rem_euclid(60)).ok()?;
    let latest = now.to_zoned(TimeZone::UTC).checked_add(Span::new().years(LATEST)).ok()?.timestamp();
    let earliest = now.checked_add(EARLIEST).ok()?;
    (earliest..=latest).contains(&minute).then_some(minute)
}

/// Sets when an instance is released, or that it is not.
pub fn set(at: &mut PlaceMut<'_>, id: &SmolStr, time: Option<Timestamp>) {
    if let Some(mut instance) = at.region.instances.get_mut(id) {
        instance.alibaba_mut().auto_release = time;
    }
    schedule(at, id, time);
}

/// Puts the release of an instance into the queue, if it is to have one.
pub(super) fn schedule(at: &mut PlaceMut<'_>, id: &SmolStr, time: Option<Timestamp>) {
    if let Some(time) = time {
        at.queue.push(time, at.scope, Event::Release { id: id.clone() });
    }
}

/// An instance's time has come, unless it was changed since. Protection from deletion is against its owner only.
pub fn fall_due(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let now = at.now;
    let is_due = |instance: &Instance| instance.alibaba().auto_release == Some(now);
    if at.region.instances.get(id).is_some_and(is_due) {
        lifecycle::terminate(at, id, StateReason::User);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_a_full_minute_within_its_bounds() {
        let now: Timestamp = "2026-11-21T08:00:00Z".parse().unwrap();
        let time = |text: &str| time(now, text.parse().unwrap()).map(|time| time.to_string());
        assert_eq!(time("2026-11-21T08:30:59Z").as_deref(), Some("2026-11-21T08:30:00Z"));
        assert_eq!(time("2026-11-21T08:29:59Z"), None);
        assert_eq!(time("2029-11-21T08:00:59Z").as_deref(), Some("2029-11-21T08:00:00Z"));
        assert_eq!(time("2029-11-21T08:01:00Z"), None);
    }
}
