//! InstanceMut the type of an ECS instance that is paid for by subscription.
//!
//! Follows the vendor's page of ModifyPrepayInstanceSpec. What the type can be is what [`resize`] says of the same instance
//! without its subscription.

use super::{AlibabaBillingError, Elastic, Payment, is_free, order};
use crate::domain::billing::price;
use crate::domain::compute::catalog::{self, InstanceType};
use crate::domain::compute::instance::{Instance, State, Subscription};
use crate::domain::compute::lifecycle;
use crate::domain::error::{Error, InstanceAction, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::domain::queue::Event;
use crate::domain::region::Account;
use crate::domain::resize::{self, AlibabaResizeError, Mode};
use crate::domain::scope::Cloud;
use jiff::Timestamp;
use smol_str::SmolStr;

/// Whether a type costs more than another, or less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More, or as much.
    Up,
    /// Less.
    Down,
}

/// When an instance is rebooted after its change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reboot {
    /// By its owner.
    Never,
    /// At once.
    Now,
    /// Then.
    At(Timestamp),
}

/// What is asked for.
#[derive(Debug)]
pub struct PrepaidRequest {
    /// The type, and what changes at the disks.
    pub spec: resize::ResizeRequest,
    /// What it is said to be.
    pub direction: Option<Direction>,
    /// The order is paid by itself.
    pub auto_pay: bool,
    /// When the instance is rebooted.
    pub reboot: Reboot,
    /// Until when the type is to be the new one, if not for good.
    pub until: Option<Timestamp>,
}

/// What can be done.
#[derive(Debug)]
pub struct Plan {
    id: SmolStr,
    change: resize::Change,
    payment: Payment,
    reboot: Reboot,
    /// The larger type is for a time.
    elastic: Option<Elastic>,
}

/// Whether the request can be had.
pub fn plan(at: Place<'_>, instance: &Instance, request: PrepaidRequest) -> Result<Plan, Error> {
    let subscription = instance.alibaba().subscription.ok_or(AlibabaBillingError::ChargeType)?;
    is_free(at.now, instance)?;
    let target = request.spec.instance_type.as_deref().and_then(|name| catalog::find(at.scope.cloud, name));
    let direction = target.map_or(Direction::Up, |target| direction(instance.instance_type, target));
    if target.is_some() && request.direction.is_some_and(|said| said != direction) {
        return Err(AlibabaBillingError::Direction.into());
    }
    // What becomes cheaper is paid back, whatever the balance.
    let payment = Payment::new(request.auto_pay, direction == Direction::Up);
    let pays = direction == Direction::Up && payment == Payment::Paid;
    let account = Account { balance_too_low: at.account.balance_too_low && pays, ..at.account.clone() };
    let change = resize::plan(
        Place { account: &account, ..at },
        &stand_in(instance, direction, request.spec.mode)?,
        request.spec,
    )?;
    let elastic = match request.until {
        None => None,
        Some(until) => {
            let until = ends(at.now, until, subscription, direction)?;
            Some(Elastic { until, before: instance.instance_type.name })
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

/// Whether another type costs more or less.
pub fn direction(from: &InstanceType, to: &InstanceType) -> Direction {
    if price::instance_type(to) < price::instance_type(from) { Direction::Down } else { Direction::Up }
}

/// The instance as if it were paid for as it goes.
pub fn as_it_goes(instance: &Instance) -> Instance {
    let mut instance = instance.clone();
    instance.alibaba_mut().subscription = None;
    instance
}

/// The same, in the status in which its type can change: what becomes cheaper
/// has to be stopped, and anything else at rest.
fn stand_in(instance: &Instance, direction: Direction, mode: Mode) -> Result<Instance, Error> {
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
    Ok(Instance { state, ..as_it_goes(instance) })
}

/// Whether a larger type can end then: within the subscription.
fn ends(
    now: Timestamp,
    until: Timestamp,
    bought: Subscription,
    direction: Direction,
) -> Result<Timestamp, AlibabaBillingError> {
    if direction == Direction::Down {
        return Err(AlibabaBillingError::End);
    }
    if until <= now {
        return Err(AlibabaBillingError::End);
    }
    if until > bought.ends { Err(AlibabaBillingError::EndBeyond) } else { Ok(until) }
}

/// Does it, and returns the number of the order. Ours: the new type is shown at once, though the system inside sees it
/// only after its next start.
pub fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> SmolStr {
    let id = plan.id;
    let number = order(at, std::slice::from_ref(&id), plan.payment);
    if plan.payment == Payment::Waiting {
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

/// A larger type for a time ends, and the one before it is back.
pub fn end_elastic(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let Some(mut instance) = at.region.instances.get_mut(id) else { return };
    let ended = instance.alibaba_mut().billing.elastic.take();
    if let Some(before) = ended.and_then(|elastic| catalog::find(Cloud::Alibaba, elastic.before)) {
        instance.instance_type = before;
        drop(instance);
        lifecycle::change_capacity(at, id);
    }
}

/// Reboots an instance that runs; one that is stopped stays so.
pub fn reboot(at: &mut PlaceMut<'_>, id: &SmolStr) {
    if at.region.instances.get(id).is_some_and(|instance| instance.state == State::Running) {
        lifecycle::reboot(at, id);
    }
}
