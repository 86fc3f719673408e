//! The automatic release of ECS instances at a set time.

use crate::domain::compute::instance::{Instance, StateReason};
use crate::domain::compute::lifecycle;
use crate::domain::credits;
use crate::domain::place::PlaceMut;
use crate::domain::queue::Event;
use crate::domain::scope::Cloud;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use smol_str::SmolStr;

/// The least time from now to a release.
const MIN_DELAY: SignedDuration = SignedDuration::from_mins(30);
/// The most time from now to a release, in years.
const MAX_DELAY_YEARS: i64 = 3;

/// Rounds a requested release time down to the full minute. `None` unless the result is between half an hour and three
/// years from now.
pub fn time(now: Timestamp, requested: Timestamp) -> Option<Timestamp> {
    let seconds = requested.as_second();
    let minute = Timestamp::from_second(seconds - seconds.rem_euclid(60)).ok()?;
    let latest = now.to_zoned(TimeZone::UTC).checked_add(Span::new().years(MAX_DELAY_YEARS)).ok()?.timestamp();
    let earliest = now.checked_add(MIN_DELAY).ok()?;
    (earliest..=latest).contains(&minute).then_some(minute)
}

/// Sets or clears the release time of an instance.
pub fn set(at: &mut PlaceMut<'_>, id: &SmolStr, time: Option<Timestamp>) {
    if let Some(mut instance) = at.region.instances.get_mut(id) {
        instance.alibaba_mut().auto_release = time;
    }
    schedule(at, id, time);
}

/// Queues the release of an instance, if a time is given.
pub(super) fn schedule(at: &mut PlaceMut<'_>, id: &SmolStr, time: Option<Timestamp>) {
    if let Some(time) = time {
        at.queue.push(time, at.scope, Event::Release { id: id.clone() });
    }
}

/// Removes a terminated instance. What it did stays readable as metrics of EC2.
pub fn forget(at: &mut PlaceMut<'_>, id: &SmolStr) {
    if at.scope.cloud == Cloud::Aws
        && let Some(instance) = at.region.instances.get(id)
    {
        at.region.ended.add(instance);
    }
    at.region.instances.remove(id);
    credits::watch(at, id);
}

/// Releases an instance, unless its release time was changed since. Deletion protection does not prevent it: that only
/// covers requests.
pub fn run(at: &mut PlaceMut<'_>, id: &SmolStr) {
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
    fn a_release_is_a_full_minute_within_bounds() {
        let now: Timestamp = "2026-11-21T08:00:00Z".parse().unwrap();
        let time = |text: &str| time(now, text.parse().unwrap()).map(|time| time.to_string());
        assert_eq!(time("2026-11-21T08:30:59Z").as_deref(), Some("2026-11-21T08:30:00Z"));
        assert_eq!(time("2026-11-21T08:29:59Z"), None);
        assert_eq!(time("2029-11-21T08:00:59Z").as_deref(), Some("2029-11-21T08:00:00Z"));
        assert_eq!(time("2029-11-21T08:01:00Z"), None);
    }
}
