//! What ECS tells of burstable instances by the hour: that their performance was limited, and that surplus credits were charged.
//!
//! An instance of which there is, or will be, something to tell has one event in the queue, at the end of that hour. See
//! [System events](https://www.alibabacloud.com/help/en/ecs/user-guide/overview-of-ecs-system-events).

use super::balance::Balance;
use super::meter::{Foreseen, Meter, Walk};
use super::rates::{HOUR, Rates, credits_of, millis, timestamp};
use super::{CreditMode, meter::Mark};
use crate::domain::compute::instance::Instance;
use crate::domain::notice::{AlibabaNotice, BurstableChange};
use crate::domain::place::PlaceMut;
use crate::domain::queue::Event;
use crate::domain::scope::Cloud;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// How many steps of a load are looked at to know when there is something to tell: a day of minutes. After them, it is looked
/// again.
const SOON: usize = 1440;

/// The events that are to come: the time and the number of each, by instance.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hours(BTreeMap<SmolStr, (Timestamp, u64)>);

impl Hours {
    /// Adds an offset to the numbers of the events, after the queue was appended to another.
    pub fn shift_events(&mut self, by: u64) {
        self.0.values_mut().for_each(|(_, number)| *number = number.saturating_add(by));
    }

    /// The instances that have an event.
    pub fn ids(&self) -> impl Iterator<Item = &SmolStr> {
        self.0.keys()
    }
}

/// The end of the hour in which a time is.
fn end_of_hour(time: i64) -> i64 {
    time - time.rem_euclid(HOUR) + HOUR
}

/// What was charged and whether the load was limited between two times.
fn between(meter: &Meter, from: i64, to: i64) -> (bool, bool) {
    let (before, after) = (meter.at(from), meter.at(to));
    (after.charged > before.charged, after.used - before.used < meter.demanded(from, to))
}

/// Whether a balance is where an instance is limited or charged, if its load goes on.
fn is_exhausted(balance: &Balance, rates: &Rates) -> bool {
    match rates.mode {
        Some(CreditMode::Standard) => balance.total() == 0,
        Some(CreditMode::Unlimited) => balance.earned <= -rates.cap,
        None => false,
    }
}

/// At the end of which hour there may be something to tell of an instance.
fn next(instance: &Instance, now: i64) -> Option<i64> {
    credits_of(instance.instance_type)?;
    let meter = instance.meter.as_deref()?;
    if between(meter, end_of_hour(now) - HOUR, now) != (false, false) {
        return Some(end_of_hour(now));
    }
    match Walk::new(meter, now).first(SOON, is_exhausted) {
        Foreseen::At(time) | Foreseen::NotBefore(time) => Some(end_of_hour(time)),
        Foreseen::Never => None,
    }
}

/// Has the event of an instance in the queue, if it needs one: after each change of its credits.
pub fn watch(at: &mut PlaceMut<'_>, id: &SmolStr) {
    if at.scope.cloud != Cloud::Alibaba {
        return;
    }
    let due = at.region.instances.get(id).and_then(|instance| next(instance, millis(at.now))).map(timestamp);
    let known = at.region.credit_hours.0.get(id).copied();
    if known.map(|(due, _)| due) == due {
        return;
    }
    if let Some((due, number)) = known {
        at.queue.remove(due, number);
        at.region.credit_hours.0.remove(id);
    }
    if let Some(due) = due {
        let number = at.queue.push(due, at.scope, Event::CreditHour { id: id.clone() });
        at.region.credit_hours.0.insert(id.clone(), (due, number));
    }
}

/// The event: tells of the hour that is over.
pub fn end_hour(at: &mut PlaceMut<'_>, id: &SmolStr, number: u64) {
    if at.region.credit_hours.0.get(id).is_none_or(|(_, own)| *own != number) {
        return;
    }
    at.region.credit_hours.0.remove(id);
    let Some(instance) = at.region.instances.get(id) else { return };
    let Some(meter) = instance.meter.as_deref() else { return };
    let to = millis(at.now);
    let (is_charged, is_limited) = between(meter, to - HOUR, to);
    let name = instance.alibaba().name.clone();
    let tell = |at: &mut PlaceMut<'_>, change| {
        at.notify(AlibabaNotice { id: id.clone(), name: name.clone(), change });
    };
    if is_limited {
        tell(at, BurstableChange::Restricted { from: timestamp(to - HOUR), to: at.now });
    }
    if is_charged {
        tell(at, BurstableChange::Charged);
    }
    watch(at, id);
}

/// Who changes the performance mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    User,
    /// With a start, a change of the type, an overdue payment.
    System,
}

/// Tells of a change of the performance mode.
pub(super) fn tell_mode(at: &mut PlaceMut<'_>, id: &SmolStr, by: By, last: &Mark, mark: &Mark) {
    if at.scope.cloud != Cloud::Alibaba || last.mode == mark.mode || credits_of(mark.instance_type).is_none() {
        return;
    }
    let Some(instance) = at.region.instances.get(id) else { return };
    let name = instance.alibaba().name.clone();
    at.notify(AlibabaNotice {
        id: id.clone(),
        name,
        change: BurstableChange::Mode { mode: mark.mode, by_user: by == By::User },
    });
}
