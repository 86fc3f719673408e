//! Changing the billing method of ECS instances between pay-as-you-go and subscription.
//!
//! Follows the vendor's page of ModifyInstanceChargeType.

use super::{AlibabaBillingError, Payment, check_account, check_orderable, order};
use crate::domain::billing::expiry;
use crate::domain::billing::price::{self, Money};
use crate::domain::billing::renewal::Renewal;
use crate::domain::compute::instance::{CapacityChoice, ChargeType, Instance, InternetCharge, State, Subscription};
use crate::domain::compute::lifecycle;
use crate::domain::error::Error;
use crate::domain::place::{Place, PlaceMut};
use smol_str::SmolStr;

/// The parameters of ModifyInstanceChargeType.
#[derive(Clone, Copy, Debug)]
pub struct ChargeRequest {
    /// The subscription to buy; `None` changes to pay-as-you-go.
    pub subscription: Option<Subscription>,
    /// Whether data disks are part of the subscription.
    pub data_disks: bool,
    /// Whether the order is paid automatically.
    pub auto_pay: bool,
}

/// A change that has passed all checks.
#[derive(Debug)]
pub struct Plan {
    /// The ids of the instances, each with its refund.
    pub instances: Vec<(SmolStr, Money)>,
    request: ChargeRequest,
}

/// Checks the request for all instances. Nothing changes yet.
pub fn plan(at: Place<'_>, instances: &[&Instance], request: ChargeRequest) -> Result<Plan, Error> {
    check_account(at, request.auto_pay && request.subscription.is_some())?;
    for instance in instances {
        check_orderable(at.now, instance)?;
        check_changeable(instance)?;
        match request.subscription {
            Some(_) => check_subscribe(instance)?,
            None => check_unsubscribe(instance)?,
        }
    }
    let instances = instances.iter().map(|instance| (instance.id.clone(), refund(at, instance))).collect();
    Ok(Plan { instances, request })
}

fn check_changeable(instance: &Instance) -> Result<(), AlibabaBillingError> {
    let facts = instance.alibaba();
    let steady = matches!(instance.state, State::Running | State::Stopped);
    if !steady || facts.stop_charging || facts.spec.pending.is_some() {
        return Err(AlibabaBillingError::Status(instance.id.clone()));
    }
    if facts.dedicated_host.is_some() {
        return Err(AlibabaBillingError::DedicatedHost);
    }
    if instance.target_pool().is_some() { Err(AlibabaBillingError::TargetPool) } else { Ok(()) }
}

fn check_subscribe(instance: &Instance) -> Result<(), AlibabaBillingError> {
    let facts = instance.alibaba();
    if facts.charge() == ChargeType::PrePaid {
        return Err(AlibabaBillingError::Unchanged(instance.id.clone()));
    }
    if facts.auto_release.is_some() {
        return Err(AlibabaBillingError::ReleaseSet);
    }
    if instance.instance_type.is_sold() { Ok(()) } else { Err(AlibabaBillingError::PhasedOut) }
}

fn check_unsubscribe(instance: &Instance) -> Result<(), AlibabaBillingError> {
    let facts = instance.alibaba();
    if facts.charge() == ChargeType::PostPaid {
        return Err(AlibabaBillingError::Unchanged(instance.id.clone()));
    }
    if !facts.spec.temporary.is_empty() {
        return Err(AlibabaBillingError::TemporaryBandwidth);
    }
    // More than 100 Mbit/s needs a subscription.
    if facts.internet_charge == InternetCharge::PayByBandwidth && facts.peak_out() > 100 {
        return Err(AlibabaBillingError::BandwidthOut);
    }
    Ok(())
}

/// The refund for the rest of a subscription that ends now.
fn refund(at: Place<'_>, instance: &Instance) -> Money {
    let facts = instance.alibaba();
    let Some(subscription) = facts.subscription else { return Money::default() };
    let data = instance.disks.iter().filter(|disk| !disk.system && !facts.billing.postpaid_disks.contains(&disk.id));
    let hourly = price::total(&price::parts(instance)) + data.map(|disk| price::disk_part(disk).1).sum();
    price::remaining(hourly, at.now, subscription.ends)
}

/// Applies the change. Returns the order number if subscriptions are bought.
pub fn commit(at: &mut PlaceMut<'_>, plan: &Plan) -> Option<SmolStr> {
    let ChargeRequest { subscription, data_disks, auto_pay } = plan.request;
    let ids: Vec<SmolStr> = plan.instances.iter().map(|(id, _)| id.clone()).collect();
    let payment = Payment::new(auto_pay, true);
    let number = subscription.map(|_| order(at, &ids, payment));
    if subscription.is_some() && payment == Payment::Unpaid {
        return number;
    }
    for id in &ids {
        let Some(mut instance) = at.region.instances.get_mut(id) else { continue };
        let postpaid_disks = instance
            .disks
            .iter()
            .filter(|disk| !disk.system && !disk.is_local() && subscription.is_some() && !data_disks);
        let postpaid_disks = postpaid_disks.map(|disk| disk.id.clone()).collect();
        let facts = instance.alibaba_mut();
        facts.billing.postpaid_disks = postpaid_disks;
        facts.subscription = subscription;
        facts.billing.renewal = Renewal::default();
        if subscription.is_some() {
            // Protection and private pools are for pay-as-you-go instances.
            facts.deletion_protection = false;
            instance.capacity = CapacityChoice::None;
            drop(instance);
            lifecycle::change_capacity(at, id);
            expiry::schedule(at, id);
        }
    }
    number
}
