//! The end of a subscription that nobody has renewed.
//!
//! Follows the vendor's page [Subscription](https://www.alibabacloud.com/help/en/ecs/subscription): the instance is stopped and
//! locked. Ours: it is at the very time, and the instance is not released some days later.

use crate::domain::compute::instance::{Lock, State};
use crate::domain::compute::lifecycle;
use crate::domain::credits;
use crate::domain::place::PlaceMut;
use crate::domain::queue::Event;
use jiff::Timestamp;
use smol_str::SmolStr;

/// Has the end of an instance's subscription in the queue, if it has one: after each change of that end.
pub fn schedule(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let subscription = at.region.instances.get(id).and_then(|instance| instance.alibaba().subscription);
    if let Some(subscription) = subscription {
        at.queue.push(subscription.ends, at.scope, Event::Expiry { id: id.clone(), ends: subscription.ends });
    }
}

/// Stops and locks an instance whose subscription ends at this time, unless it was changed since.
pub fn run(at: &mut PlaceMut<'_>, id: &SmolStr, ends: Timestamp) {
    let Some(mut instance) = at.region.instances.get_mut(id) else { return };
    let facts = instance.alibaba_mut();
    let is_due = facts.subscription.is_some_and(|subscription| subscription.ends == ends);
    if !is_due || facts.locks.contains(&Lock::Financial) {
        return;
    }
    facts.locks.push(Lock::Financial);
    let runs = matches!(instance.state, State::Pending | State::Starting | State::Running);
    drop(instance);
    if runs {
        lifecycle::set_steady_state(at, id, State::Stopped);
    } else {
        credits::update(at, id);
    }
}
