//! Renewal of subscriptions: by their owners, and automatic.
//!
//! Follows the vendor's page of ModifyInstanceAutoRenewAttribute: a subscription is renewed on the ninth day before it
//! ends, from 00:00 UTC. Ours: the payment always succeeds.

use super::{AlibabaBillingError, Payment, check_account, check_expiry, expiry, has_unpaid_order, order};
use crate::domain::compute::instance::{Cycle, Instance, Lock, Subscription};
use crate::domain::credits;
use crate::domain::error::{AlibabaInstanceError, Error};
use crate::domain::place::{Place, PlaceMut};
use crate::domain::queue::Event;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// What happens to a subscription at its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RenewalStatus {
    /// It is renewed automatically.
    AutoRenewal,
    /// It is renewed by its owner.
    #[default]
    Normal,
    /// It is not renewed.
    NotRenewal,
}

/// The renewal of a subscription, and for how long it is renewed each time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renewal {
    pub status: RenewalStatus,
    /// In the unit; 0 unless it is renewed automatically.
    pub duration: u32,
    pub unit: Cycle,
}

impl Renewal {
    /// The durations that an automatic renewal can have.
    pub fn durations(unit: Cycle) -> &'static [u32] {
        match unit {
            Cycle::Week => &[1, 2, 3],
            Cycle::Month => &[1, 2, 3, 6, 12, 24, 36, 48, 60],
        }
    }

    /// The subscription after its renewal; `None` if it is not renewed automatically.
    fn renew(&self, subscription: Subscription) -> Option<Subscription> {
        let periods = i32::try_from(self.duration).ok().filter(|_| self.status == RenewalStatus::AutoRenewal)?;
        Subscription::new(subscription.ends, periods, self.unit)
    }
}

/// The start of the ninth day before this time.
fn renewal_day(ends: Timestamp) -> Timestamp {
    let day = ends.checked_sub(SignedDuration::from_hours(9 * 24)).unwrap_or(ends);
    Timestamp::from_second(day.as_second() - day.as_second().rem_euclid(24 * 3600)).unwrap_or(day)
}

/// What the subscription of an instance is after its renewal; `None` if it is not renewed automatically.
fn renewed(instance: &Instance) -> Option<Subscription> {
    let facts = instance.alibaba();
    facts.billing.renewal.renew(facts.subscription?)
}

/// Whether the subscription of the instance can renew in this way.
pub fn check(now: Timestamp, instance: &Instance, renewal: Renewal) -> Result<(), AlibabaBillingError> {
    check_expiry(now, instance)?;
    if renewal.status == RenewalStatus::AutoRenewal && instance.alibaba().spec.facts.starter_package {
        return Err(AlibabaBillingError::StarterPackage);
    }
    Ok(())
}

/// Sets how the subscription of an instance renews.
pub fn set(at: &mut PlaceMut<'_>, id: &SmolStr, renewal: Renewal) {
    if let Some(mut instance) = at.region.instances.get_mut(id) {
        let before = std::mem::replace(&mut instance.alibaba_mut().billing.renewal, renewal);
        // It is in the queue then.
        if before.status == renewal.status {
            return;
        }
    }
    schedule(at, id);
}

/// By how much an owner renews a subscription.
#[derive(Clone, Copy, Debug)]
pub enum Extension {
    Periods(i32, Cycle),
    /// Up to this day of the month, 1 to 28, at the time of day at which it ends now.
    Day(i8),
}

/// The subscription of an instance after its owner renews it; `None` if that is beyond all time. One that has expired begins
/// anew now (ours: the instance was stopped at its end).
pub fn extend(at: Place<'_>, instance: &Instance, by: Extension) -> Result<Option<Subscription>, Error> {
    let facts = instance.alibaba();
    if facts.locks.contains(&Lock::Security) {
        return Err(AlibabaInstanceError::LockedForSecurity.into());
    }
    let subscription = facts.subscription.ok_or(AlibabaBillingError::ChargeType)?;
    check_account(at, true)?;
    if has_unpaid_order(at.now, facts) {
        return Err(AlibabaBillingError::UnpaidOrder.into());
    }
    let from = subscription.ends.max(at.now);
    Ok(match by {
        Extension::Periods(count, cycle) => Subscription::new(from, count, cycle),
        Extension::Day(day) => up_to(from, day).map(|ends| Subscription { ends, ..subscription }),
    })
}

/// The first time after this one, at the same time of day, on this day of a month.
fn up_to(from: Timestamp, day: i8) -> Option<Timestamp> {
    let from = from.to_zoned(TimeZone::UTC);
    let this = from.with().day(day).build().ok()?;
    let ends = if this > from { this } else { this.checked_add(Span::new().months(1)).ok()? };
    Some(ends.timestamp())
}

/// Renews the subscription of an instance, as [`extend`] has it. One that had expired is unlocked. Returns the order's number.
pub fn buy(at: &mut PlaceMut<'_>, id: &SmolStr, subscription: Subscription) -> SmolStr {
    let number = order(at, std::slice::from_ref(id), Payment::Paid);
    let now = at.now;
    if let Some(mut instance) = at.region.instances.get_mut(id) {
        let facts = instance.alibaba_mut();
        if facts.subscription.is_some_and(|before| before.ends <= now) {
            facts.locks.retain(|lock| *lock != Lock::Financial);
        }
        facts.subscription = Some(subscription);
    }
    credits::update(at, id);
    expiry::schedule(at, id);
    schedule(at, id);
    number
}

/// Schedules the next renewal of an instance's subscription, if it is renewed automatically.
pub fn schedule(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let renewing = at.region.instances.get(id).filter(|instance| renewed(instance).is_some());
    let Some(subscription) = renewing.and_then(|instance| instance.alibaba().subscription) else { return };
    let ends = subscription.ends;
    at.queue.push(renewal_day(ends).max(at.now), at.scope, Event::Renewal { id: id.clone(), ends });
}

/// Renews the subscription that ends at this time, unless it was changed since.
pub fn run(at: &mut PlaceMut<'_>, id: &SmolStr, ends: Timestamp) {
    let Some(mut instance) = at.region.instances.get_mut(id) else { return };
    let present = instance.alibaba().subscription.filter(|subscription| subscription.ends == ends);
    let Some(subscription) = present.and_then(|_| renewed(&instance)) else { return };
    instance.alibaba_mut().subscription = Some(subscription);
    drop(instance);
    expiry::schedule(at, id);
    schedule(at, id);
}
