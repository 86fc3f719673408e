//! InstanceMut the public bandwidth of an ECS instance, how it is paid for, and whether there is a public address.
//!
//! Follows the vendor's page of ModifyInstanceNetworkSpec.

use super::{AlibabaBillingError, Payment, account_pays, is_free, order};
use crate::domain::billing::price;
use crate::domain::compute::instance::{Bandwidth, Instance, InternetCharge, State};
use crate::domain::error::{Error, InstanceAction, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::domain::resize;
use jiff::{SignedDuration, Timestamp};
use smol_str::SmolStr;

/// The least time for which a bandwidth is raised.
const SHORTEST: SignedDuration = SignedDuration::from_hours(3);

/// What is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct NetworkRequest {
    /// The outbound bandwidth, in Mbit/s.
    pub out: Option<i64>,
    /// The inbound one.
    pub inward: Option<i64>,
    /// How it is paid for.
    pub charge: Option<InternetCharge>,
    /// A public address.
    pub address: bool,
    /// From when a raised bandwidth is in force.
    pub start: Option<Timestamp>,
    /// Until when.
    pub end: Option<Timestamp>,
    /// The order is paid by itself.
    pub auto_pay: bool,
}

/// What can be done.
#[derive(Debug)]
pub struct Plan {
    id: SmolStr,
    change: resize::Change,
    charge: InternetCharge,
    address: bool,
    /// The order, where there is a subscription.
    payment: Option<Payment>,
}

/// Whether the request can be had.
pub fn plan(at: Place<'_>, instance: &Instance, request: NetworkRequest) -> Result<Plan, Error> {
    account_pays(at, request.auto_pay)?;
    is_free(at.now, instance)?;
    let facts = instance.alibaba();
    let subscribed = facts.subscription.is_some();
    let charge = request.charge.unwrap_or(facts.internet_charge);
    let for_a_time = request.start.is_some() || request.end.is_some();
    let wanted = bandwidth(facts.bandwidth, request, subscribed && charge == InternetCharge::PayByBandwidth)?;
    // Ours: no page says when there is one beside an elastic address.
    if instance.nic.elastic {
        return Err(AlibabaBillingError::Elastic { temporary: for_a_time }.into());
    }
    if !matches!(instance.state, State::Running | State::Stopped) {
        return Err(wrong(instance));
    }
    let change = if for_a_time { temporary(at.now, instance, request)? } else { resize::Change::Bandwidth(wanted) };
    let address = instance.nic.public_ip.is_none()
        && !for_a_time
        && (request.address || (subscribed && facts.bandwidth.out == 0 && wanted.out > 0));
    if request.address && wanted.out == 0 {
        return Err(AlibabaBillingError::AddressUseless.into());
    }
    if address && instance.state == State::Stopped && facts.stop_charging {
        return Err(wrong(instance));
    }
    let before = price::bandwidth(facts.internet_charge, facts.bandwidth.out);
    let costs = for_a_time || price::bandwidth(charge, wanted.out) > before;
    let payment = subscribed.then(|| Payment::new(request.auto_pay, costs));
    Ok(Plan { id: instance.id.clone(), change, charge, address, payment })
}

fn wrong(instance: &Instance) -> Error {
    InstanceError::WrongState { id: instance.id.clone(), state: instance.state, action: InstanceAction::Modify }.into()
}

/// The bandwidth that is wanted: up to 100 out, in a subscription that pays for bandwidth up to 200; up to 10 in, or as
/// much as out.
fn bandwidth(before: Bandwidth, request: NetworkRequest, fixed: bool) -> Result<Bandwidth, AlibabaBillingError> {
    let most_out = if fixed { 200 } else { 100 };
    let number = |value: i64, from: u32, to: u32| u32::try_from(value).ok().filter(|value| (from..=to).contains(value));
    let out =
        number(request.out.unwrap_or(i64::from(before.out)), 0, most_out).ok_or(AlibabaBillingError::BandwidthOut)?;
    let most = out.max(10);
    let inward = match (request.inward, request.out) {
        (Some(inward), _) => number(inward, 1, most).ok_or(AlibabaBillingError::BandwidthIn)?,
        (None, Some(_)) => most,
        (None, None) => before.inward,
    };
    Ok(Bandwidth { out, inward })
}

/// A bandwidth for a time: for at least three hours of a subscription, and more than there is.
fn temporary(
    now: Timestamp,
    instance: &Instance,
    request: NetworkRequest,
) -> Result<resize::Change, AlibabaBillingError> {
    let facts = instance.alibaba();
    let subscription = facts.subscription.ok_or(AlibabaBillingError::ChargeType)?;
    let start = request.start.unwrap_or(now);
    let end = request.end.ok_or(AlibabaBillingError::End)?;
    // Times are to the minute, so that the one that has begun is now.
    if start.as_second() < now.as_second() - now.as_second().rem_euclid(60) {
        return Err(AlibabaBillingError::Start);
    }
    if start >= subscription.ends {
        return Err(AlibabaBillingError::StartBeyond);
    }
    if end.duration_since(start) < SHORTEST {
        return Err(AlibabaBillingError::End);
    }
    if end > subscription.ends {
        return Err(AlibabaBillingError::EndBeyond);
    }
    let present = facts.lasting().out;
    let out = request.out.and_then(|out| u32::try_from(out).ok()).ok_or(AlibabaBillingError::BandwidthOut)?;
    if out > present { Ok(resize::Change::Temporary { start, end, out }) } else { Err(AlibabaBillingError::NotMore) }
}

/// Does it, and returns the number of the order, if there is one.
pub fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Option<SmolStr> {
    let number = plan.payment.map(|payment| order(at, std::slice::from_ref(&plan.id), payment));
    if plan.payment == Some(Payment::Waiting) {
        return number;
    }
    resize::apply(at, &plan.id, plan.change);
    let address = plan.address.then(|| at.region.new_public_address());
    if let Some(mut instance) = at.region.instances.get_mut(&plan.id) {
        instance.nic.public_ip = address.or(instance.nic.public_ip);
        instance.alibaba_mut().internet_charge = plan.charge;
    }
    number
}
