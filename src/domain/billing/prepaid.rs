//! Changing the type of an ECS instance with a subscription.
//!
//! Follows the vendor's page of ModifyPrepayInstanceSpec. The allowed types are those that [`resize`] allows for the
//! same instance without its subscription.

use super::{AlibabaBillingError, Elastic, Payment, check_orderable, order};
use crate::domain::billing::price;
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::instance::{Instance, State, Subscription};
use crate::domain::compute::lifecycle;
use crate::domain::credits;
use crate::domain::error::{Error, InstanceAction, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::domain::queue::{Event, after};
use crate::domain::region::Account;
use crate::domain::resize::{self, AlibabaResizeError, Mode};
use jiff::Timestamp;
use smol_str::SmolStr;

/// Whether a new type costs more or less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More, or the same.
    Up,
    Down,
}

/// When an instance is rebooted after a change of its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reboot {
    /// Its owner reboots it.
    Never,
    Now,
    At(Timestamp),
}

/// The parameters of ModifyPrepayInstanceSpec.
#[derive(Debug)]
pub struct PrepaidRequest {
    /// The new type, and changes of the disks.
    pub spec: resize::ResizeRequest,
    /// The direction that the caller gives.
    pub direction: Option<Direction>,
    /// Whether the order is paid automatically.
    pub auto_pay: bool,
    pub reboot: Reboot,
    /// The end of a temporary larger type; `None` for a permanent change.
    pub until: Option<Timestamp>,
}

/// A change that has passed all checks.
#[derive(Debug)]
pub struct Plan {
    id: SmolStr,
    change: resize::Change,
    payment: Payment,
    reboot: Reboot,
    elastic: Option<Elastic>,
}

/// Checks the request. Nothing changes yet.
pub fn plan(at: Place<'_>, instance: &Instance, request: PrepaidRequest) -> Result<Plan, Error> {
    let subscription = instance.alibaba().subscription.ok_or(AlibabaBillingError::ChargeType)?;
    check_orderable(at.now, instance)?;
    let target = request.spec.instance_type.as_deref().and_then(|name| at.types.find(name));
    let direction = target.map_or(Direction::Up, |target| direction(instance.instance_type, target));
    if target.is_some() && request.direction.is_some_and(|given| given != direction) {
        return Err(AlibabaBillingError::Direction.into());
    }
    // A downgrade is refunded, so the balance does not matter.
    let payment = Payment::new(request.auto_pay, direction == Direction::Up);
    let pays_now = direction == Direction::Up && payment == Payment::Paid;
    let account = Account { balance_too_low: at.account.balance_too_low && pays_now, ..at.account.clone() };
    let change = resize::plan(
        Place { account: &account, ..at },
        &resizable_copy(instance, direction, request.spec.mode)?,
        request.spec,
    )?;
    let elastic = match request.until {
        None => None,
        Some(until) => {
            let until = check_end(at.now, until, subscription, direction)?;
            Some(Elastic { until, before: instance.instance_type })
        }
    };
    match request.reboot {
        Reboot::At(time) if time <= at.now || time > subscription.ends => {
            return Err(AlibabaBillingError::RebootTime.into());
        }
        _ => {}
    }
    Ok(Plan { id: instance.id.clone(), change, payment, reboot: request.reboot, elastic })
}

/// Whether `to` costs more or less than `from`.
pub fn direction(from: &InstanceType, to: &InstanceType) -> Direction {
    if price::instance_type(to) < price::instance_type(from) { Direction::Down } else { Direction::Up }
}

/// A copy of the instance as pay-as-you-go.
pub fn as_pay_as_you_go(instance: &Instance) -> Instance {
    let mut instance = instance.clone();
    instance.alibaba_mut().subscription = None;
    instance
}

/// The pay-as-you-go copy, in a state in which its type can change. A downgrade needs a stopped instance, an upgrade a
/// running or stopped one.
fn resizable_copy(instance: &Instance, direction: Direction, mode: Mode) -> Result<Instance, Error> {
    let state = match (direction, mode, instance.state) {
        (_, _, State::Stopped) => State::Stopped,
        (Direction::Up, Mode::Online, State::Running) => State::Running,
        (Direction::Up, Mode::Offline, State::Running) => State::Stopped,
        (Direction::Down, _, _) => return Err(AlibabaResizeError::NotStopped.into()),
        (Direction::Up, _, state) => {
            return Err(
                InstanceError::WrongState { id: instance.id.clone(), state, action: InstanceAction::Modify }.into()
            );
        }
    };
    Ok(Instance { state, ..as_pay_as_you_go(instance) })
}

/// Checks the end of a temporary larger type: an upgrade only, and within the subscription.
fn check_end(
    now: Timestamp,
    until: Timestamp,
    subscription: Subscription,
    direction: Direction,
) -> Result<Timestamp, AlibabaBillingError> {
    if direction == Direction::Down {
        return Err(AlibabaBillingError::End);
    }
    if until <= now {
        return Err(AlibabaBillingError::End);
    }
    if until > subscription.ends { Err(AlibabaBillingError::EndBeyond) } else { Ok(until) }
}

/// Applies the change and returns the order number. Ours: the new type is shown at once, although the operating system
/// sees it only after its next start.
pub fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> SmolStr {
    let id = plan.id;
    let number = order(at, std::slice::from_ref(&id), plan.payment);
    if plan.payment == Payment::Unpaid {
        return number;
    }
    resize::apply(at, &id, plan.change);
    if let Some(elastic) = plan.elastic {
        at.queue.push(elastic.until, at.scope, Event::ElasticEnds { id: id.clone() });
        if let Some(mut instance) = at.region.instances.get_mut(&id) {
            instance.alibaba_mut().billing.elastic = plan.elastic;
        }
    }
    match plan.reboot {
        Reboot::Never => {}
        Reboot::Now => reboot(at, &id),
        Reboot::At(time) => {
            at.queue.push(time, at.scope, Event::Reboot { id });
        }
    }
    number
}

/// Ends a temporary larger type and restores the previous type.
pub fn end_elastic(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let Some(mut instance) = at.region.instances.get_mut(id) else { return };
    let ended = instance.alibaba_mut().billing.elastic.take();
    if let Some(elastic) = ended {
        instance.instance_type = elastic.before;
        drop(instance);
        credits::update(at, id);
        lifecycle::change_capacity(at, id);
    }
}

/// Reboots an instance if it is running: later if a change is on its way.
pub fn reboot(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let Some(instance) = at.region.instances.get(id).filter(|instance| instance.state == State::Running) else {
        return;
    };
    if instance.alibaba().spec.pending.is_none() {
        return lifecycle::reboot(at, id);
    }
    let later = after(at.now, at.rules.transitions.specification);
    at.queue.push(later, at.scope, Event::Reboot { id: id.clone() });
}
