//! InstanceMut how ECS instances are paid for: from pay-as-you-go to subscriptions, and back.
//!
//! Follows the vendor's page of ModifyInstanceChargeType.

use super::{AlibabaBillingError, Payment, account_pays, is_free, order};
use crate::domain::billing::price::{self, Money};
use crate::domain::compute::instance::{CapacityChoice, ChargeType, Instance, InternetCharge, State, Subscription};
use crate::domain::compute::lifecycle;
use crate::domain::error::Error;
use crate::domain::place::{Place, PlaceMut};
use smol_str::SmolStr;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct ChargeRequest {
    /// The subscription to buy; else the instances are to be paid for as they go.
    pub subscription: Option<Subscription>,
    /// Data disks are to be part of it.
    pub data_disks: bool,
    /// The order is paid by itself.
    pub auto_pay: bool,
}

/// What can be done.
#[derive(Debug)]
pub struct Plan {
    /// The instances, each with what is paid back.
    pub instances: Vec<(SmolStr, Money)>,
    request: ChargeRequest,
}

/// Whether the request can be had, for all of these.
pub fn plan(at: Place<'_>, instances: &[&Instance], request: ChargeRequest) -> Result<Plan, Error> {
    account_pays(at, request.auto_pay && request.subscription.is_some())?;
    for instance in instances {
        is_free(at.now, instance)?;
        can_change(instance)?;
        match request.subscription {
            Some(_) => can_subscribe(instance)?,
            None => can_unsubscribe(instance)?,
        }
    }
    let instances = instances.iter().map(|instance| (instance.id.clone(), refund(at, instance))).collect();
    Ok(Plan { instances, request })
}

fn can_change(instance: &Instance) -> Result<(), AlibabaBillingError> {
    let facts = instance.alibaba();
    if !matches!(instance.state, State::Running | State::Stopped) || facts.stop_charging {
        return Err(AlibabaBillingError::Status(instance.id.clone()));
    }
    if facts.dedicated_host.is_some() {
        return Err(AlibabaBillingError::DedicatedHost);
    }
    if instance.target_pool().is_some() { Err(AlibabaBillingError::TargetPool) } else { Ok(()) }
}

fn can_subscribe(instance: &Instance) -> Result<(), AlibabaBillingError> {
    let facts = instance.alibaba();
    if facts.charge() == ChargeType::PrePaid {
        return Err(AlibabaBillingError::Unchanged(instance.id.clone()));
    }
    if facts.auto_release.is_some() {
        return Err(AlibabaBillingError::ReleaseSet);
    }
    if instance.instance_type.is_sold() { Ok(()) } else { Err(AlibabaBillingError::PhasedOut) }
}

fn can_unsubscribe(instance: &Instance) -> Result<(), AlibabaBillingError> {
    let facts = instance.alibaba();
    if facts.charge() == ChargeType::PostPaid {
        return Err(AlibabaBillingError::Unchanged(instance.id.clone()));
    }
    if !facts.spec.temporary.is_empty() {
        return Err(AlibabaBillingError::TemporaryBandwidth);
    }
    // Only a subscription has so much.
    if facts.internet_charge == InternetCharge::PayByBandwidth && facts.bandwidth.out > 100 {
        return Err(AlibabaBillingError::BandwidthOut);
    }
    Ok(())
}

/// What is paid back of a subscription that ends now.
fn refund(at: Place<'_>, instance: &Instance) -> Money {
    let facts = instance.alibaba();
    let Some(subscription) = facts.subscription else { return Money::default() };
    let data = instance.disks.iter().filter(|disk| !disk.system && !facts.billing.disks_as_they_go.contains(&disk.id));
    let hourly = price::total(&price::parts(instance)) + data.map(|disk| price::disk_part(disk).1).sum();
    price::remaining(hourly, at.now, subscription.ends)
}

/// Does it, and returns the number of the order for subscriptions.
pub fn commit(at: &mut PlaceMut<'_>, plan: &Plan) -> Option<SmolStr> {
    let ChargeRequest { subscription, data_disks, auto_pay } = plan.request;
    let ids: Vec<SmolStr> = plan.instances.iter().map(|(id, _)| id.clone()).collect();
    let payment = Payment::new(auto_pay, true);
    let number = subscription.map(|_| order(at, &ids, payment));
    if subscription.is_some() && payment == Payment::Waiting {
        return number;
    }
    for id in &ids {
        let Some(mut instance) = at.region.instances.get_mut(id) else { continue };
        let as_they_go = instance.disks.iter().filter(|disk| !disk.system && subscription.is_some() && !data_disks);
        let as_they_go = as_they_go.map(|disk| disk.id.clone()).collect();
        let facts = instance.alibaba_mut();
        facts.billing.disks_as_they_go = as_they_go;
        facts.subscription = subscription;
        if subscription.is_some() {
            // Protection and private pools are for pay-as-you-go instances.
            facts.deletion_protection = false;
            instance.capacity = CapacityChoice::None;
            drop(instance);
            lifecycle::change_capacity(at, id);
        }
    }
    number
}
