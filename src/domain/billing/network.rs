//! Changing the public bandwidth of an ECS instance, its billing method, and its public address.
//!
//! Follows the vendor's page of ModifyInstanceNetworkSpec.

use super::{AlibabaBillingError, Payment, check_account, check_orderable, order};
use crate::domain::billing::price;
use crate::domain::compute::instance::{Bandwidth, Instance, InternetCharge, State};
use crate::domain::error::{Error, InstanceAction, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::domain::resize::{self, AlibabaResizeError};
use jiff::{SignedDuration, Timestamp};
use smol_str::SmolStr;

/// The least duration of a temporary bandwidth.
const MIN_DURATION: SignedDuration = SignedDuration::from_hours(3);

/// The parameters of ModifyInstanceNetworkSpec.
#[derive(Clone, Copy, Debug, Default)]
pub struct NetworkRequest {
    /// The outbound bandwidth, in Mbit/s.
    pub out: Option<i64>,
    /// The inbound bandwidth, in Mbit/s.
    pub inward: Option<i64>,
    /// The billing method of the bandwidth.
    pub charge: Option<InternetCharge>,
    /// Whether to assign a public address.
    pub address: bool,
    /// The start of a temporary bandwidth.
    pub start: Option<Timestamp>,
    /// The end of a temporary bandwidth.
    pub end: Option<Timestamp>,
    /// Whether the order is paid automatically.
    pub auto_pay: bool,
}

/// A change that has passed all checks.
#[derive(Debug)]
pub struct Plan {
    id: SmolStr,
    change: resize::Change,
    charge: InternetCharge,
    address: bool,
    /// `None` without a subscription.
    payment: Option<Payment>,
}

/// Checks the request. Nothing changes yet.
pub fn plan(at: Place<'_>, instance: &Instance, request: NetworkRequest) -> Result<Plan, Error> {
    check_account(at, request.auto_pay)?;
    check_orderable(at.now, instance)?;
    let facts = instance.alibaba();
    if facts.spec.pending.is_some() {
        return Err(AlibabaBillingError::ChangePending.into());
    }
    let subscribed = facts.subscription.is_some();
    let charge = request.charge.unwrap_or(facts.internet_charge);
    let is_temporary = request.start.is_some() || request.end.is_some();
    // More than that is for a subscription that pays by bandwidth.
    let fixed = subscribed && charge == InternetCharge::PayByBandwidth;
    let max_out = if fixed { 200 } else { at.region.spec.bandwidth.min(100) };
    let requested = bandwidth(facts.bandwidth, request, max_out)?;
    // Ours: no page says when an instance with an elastic address can have such a bandwidth.
    if instance.nic.elastic {
        return Err(AlibabaBillingError::Elastic { temporary: is_temporary }.into());
    }
    if !matches!(instance.state, State::Running | State::Stopped) {
        return Err(wrong_state(instance));
    }
    let change =
        if is_temporary { temporary(at.now, instance, request)? } else { resize::Change::Bandwidth(requested) };
    check_quotas(at, instance, charge, requested.out)?;
    let address = instance.nic.public_ip.is_none()
        && !is_temporary
        && (request.address || (subscribed && facts.bandwidth.out == 0 && requested.out > 0));
    if request.address && requested.out == 0 {
        return Err(AlibabaBillingError::AddressUseless.into());
    }
    if address && instance.state == State::Stopped && facts.stop_charging {
        return Err(wrong_state(instance));
    }
    let before = price::bandwidth(facts.internet_charge, facts.bandwidth.out);
    let costs = is_temporary || price::bandwidth(charge, requested.out) > before;
    let payment = subscribed.then(|| Payment::new(request.auto_pay, costs));
    Ok(Plan { id: instance.id.clone(), change, charge, address, payment })
}

/// Whether the account may have this bandwidth. What does not exceed the instance's own peak is always allowed.
fn check_quotas(at: Place<'_>, instance: &Instance, charge: InternetCharge, out: u32) -> Result<(), Error> {
    let facts = instance.alibaba();
    if at.region.spec.dedicated && out > 0 {
        return Err(AlibabaResizeError::DedicatedRegion.into());
    }
    let planned = facts.spec.planned.iter().map(|planned| planned.out).max().unwrap_or(0);
    let peak = if charge == facts.internet_charge { facts.peak_out() } else { 0 };
    if out.max(planned) > peak {
        resize::check_bandwidth(at, charge, Some(&instance.id), out.max(planned).into())?;
    }
    Ok(())
}

fn wrong_state(instance: &Instance) -> Error {
    InstanceError::WrongState { id: instance.id.clone(), state: instance.state, action: InstanceAction::Modify }.into()
}

/// The requested bandwidth: inbound up to 10 Mbit/s, or the outbound value if that is larger.
fn bandwidth(before: Bandwidth, request: NetworkRequest, max_out: u32) -> Result<Bandwidth, AlibabaBillingError> {
    let number = |value: i64, from: u32, to: u32| u32::try_from(value).ok().filter(|value| (from..=to).contains(value));
    let out =
        number(request.out.unwrap_or(i64::from(before.out)), 0, max_out).ok_or(AlibabaBillingError::BandwidthOut)?;
    let max_in = out.max(10);
    let inward = match (request.inward, request.out) {
        (Some(inward), _) => number(inward, 1, max_in).ok_or(AlibabaBillingError::BandwidthIn)?,
        (None, Some(_)) => max_in,
        (None, None) => before.inward,
    };
    Ok(Bandwidth { out, inward })
}

/// A temporary bandwidth: for at least three hours, within the subscription, and larger than the present one.
fn temporary(
    now: Timestamp,
    instance: &Instance,
    request: NetworkRequest,
) -> Result<resize::Change, AlibabaBillingError> {
    let facts = instance.alibaba();
    let subscription = facts.subscription.ok_or(AlibabaBillingError::ChargeType)?;
    let start = request.start.unwrap_or(now);
    let end = request.end.ok_or(AlibabaBillingError::End)?;
    // Times are given in minutes, so a start in the current minute is accepted.
    if start.as_second() < now.as_second() - now.as_second().rem_euclid(60) {
        return Err(AlibabaBillingError::Start);
    }
    if start >= subscription.ends {
        return Err(AlibabaBillingError::StartBeyond);
    }
    if end.duration_since(start) < MIN_DURATION {
        return Err(AlibabaBillingError::End);
    }
    if end > subscription.ends {
        return Err(AlibabaBillingError::EndBeyond);
    }
    let present = facts.permanent_bandwidth().out;
    let out = request.out.and_then(|out| u32::try_from(out).ok()).ok_or(AlibabaBillingError::BandwidthOut)?;
    if out > present { Ok(resize::Change::Temporary { start, end, out }) } else { Err(AlibabaBillingError::NotMore) }
}

/// Applies the change. Returns the order number if there is a subscription.
pub fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Option<SmolStr> {
    let number = plan.payment.map(|payment| order(at, std::slice::from_ref(&plan.id), payment));
    if plan.payment == Some(Payment::Unpaid) {
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
