//! Orders on ECS, and the changes that they make.
//!
//! An order with automatic payment takes effect at once. Any other order changes nothing: it stays unpaid, because
//! there is no operation to pay it, and blocks further orders for the instance until it lapses.

pub mod charge;
pub mod expiry;
pub mod network;
pub mod prepaid;
pub mod price;
pub mod renewal;

use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::instance::{AlibabaFacts, Instance, Lock};
use crate::domain::error::{AlibabaInstanceError, Error};
use crate::domain::place::{Place, PlaceMut};
use crate::domain::queue::after;
use crate::domain::written;
use jiff::{SignedDuration, Timestamp};
use renewal::Renewal;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// How long an unpaid order blocks others. Ours: the vendor specifies no time.
const PAYMENT_PERIOD: SignedDuration = SignedDuration::from_hours(24);

/// Errors about orders and prices.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlibabaBillingError {
    #[error("its price is not in the list")]
    NoPrice,
    #[error("nothing is named whose price could be said")]
    NothingToPrice,
    #[error("the account's means of payment needs verification")]
    PaymentRisk,
    #[error("the instance is not paid for in the way that this needs")]
    ChargeType,
    #[error("the instance's subscription is over")]
    Expired,
    #[error("an order for the instance waits for its payment")]
    UnpaidOrder,
    #[error("a change of the instance is on its way")]
    ChangePending,
    #[error("the instance has a larger type for a time")]
    ElasticUpgrade,
    #[error("an instance of a starter package does not renew by itself")]
    StarterPackage,
    #[error("the instance has a larger bandwidth for a time")]
    TemporaryBandwidth,
    #[error("the outbound bandwidth is more, or less, than can be had")]
    BandwidthOut,
    #[error("the inbound bandwidth is more, or less, than can be had")]
    BandwidthIn,
    #[error("the bandwidth for a time is no more than there is")]
    NotMore,
    #[error("a bandwidth for a time cannot begin then")]
    Start,
    #[error("what is had for a time cannot end then")]
    End,
    #[error("the bandwidth for a time would begin after the subscription")]
    StartBeyond,
    #[error("what is had for a time would end after the subscription")]
    EndBeyond,
    #[error("the instance has an elastic address, beside which there is no other bandwidth")]
    Elastic {
        /// Whether a temporary bandwidth was requested.
        temporary: bool,
    },
    #[error("a public address is of no use without outbound bandwidth")]
    AddressUseless,
    #[error("the new type costs less, or more, than the direction says that is given")]
    Direction,
    /// A downgrade has no price.
    #[error("the new type costs less")]
    Downgrade,
    #[error("the instance cannot be rebooted then")]
    RebootTime,
    #[error("the instance {0} is paid for so already")]
    Unchanged(SmolStr),
    #[error("the instance is to be released by itself")]
    ReleaseSet,
    #[error("the instance type is no longer sold")]
    PhasedOut,
    #[error("the instance is bound to a private pool")]
    TargetPool,
    #[error("the instance is on a dedicated host")]
    DedicatedHost,
    #[error("the instance {0} is neither running nor stopped, or was stopped in economical mode")]
    Status(SmolStr),
}

/// The effects of orders on an ECS instance.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BillingFacts {
    /// Until when an unpaid order blocks others.
    pub unpaid_until: Option<Timestamp>,
    /// A temporary larger type.
    pub elastic: Option<Elastic>,
    /// Whether the subscription is renewed automatically.
    #[serde(default)]
    pub renewal: Renewal,
    /// The ids of data disks that are not part of the subscription, and so are pay-as-you-go.
    pub postpaid_disks: BTreeSet<SmolStr>,
}

/// A temporary larger type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elastic {
    pub until: Timestamp,
    /// The type to return to.
    #[serde(with = "written::instance_type")]
    pub before: &'static InstanceType,
}

/// Whether an order is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payment {
    Paid,
    Unpaid,
}

impl Payment {
    /// Only an order that costs something and is not paid automatically stays unpaid.
    pub fn new(automatic: bool, costs: bool) -> Self {
        if automatic || !costs { Self::Paid } else { Self::Unpaid }
    }
}

/// Whether the account can place orders; with `now`, also whether its balance is sufficient.
fn check_account(at: Place<'_>, now: bool) -> Result<(), Error> {
    if at.account.in_arrears {
        return Err(AlibabaInstanceError::InArrears.into());
    }
    if now && at.account.balance_too_low {
        return Err(AlibabaInstanceError::BalanceTooLow.into());
    }
    if at.account.payment_risk {
        return Err(AlibabaBillingError::PaymentRisk.into());
    }
    Ok(())
}

/// Whether an order for the instance is possible.
pub fn check_orderable(now: Timestamp, instance: &Instance) -> Result<(), Error> {
    let facts = instance.alibaba();
    if facts.locks.contains(&Lock::Security) {
        return Err(AlibabaInstanceError::LockedForSecurity.into());
    }
    // One that has expired has that lock too.
    check_expiry(now, instance)?;
    if facts.locks.contains(&Lock::Financial) {
        return Err(AlibabaInstanceError::Overdue.into());
    }
    if has_unpaid_order(now, facts) {
        return Err(AlibabaBillingError::UnpaidOrder.into());
    }
    Ok(check_subscription(now, instance)?)
}

/// Whether the instance has an unpaid order.
pub fn has_unpaid_order(now: Timestamp, facts: &AlibabaFacts) -> bool {
    facts.spec.facts.unpaid_order || facts.billing.unpaid_until.is_some_and(|until| until > now)
}

/// Whether a subscription, if there is one, has not expired.
pub fn check_expiry(now: Timestamp, instance: &Instance) -> Result<(), AlibabaBillingError> {
    let is_over = instance.alibaba().subscription.is_some_and(|subscription| subscription.ends <= now);
    if is_over { Err(AlibabaBillingError::Expired) } else { Ok(()) }
}

/// Whether a subscription, if there is one, has not expired and has no temporary larger type.
pub fn check_subscription(now: Timestamp, instance: &Instance) -> Result<(), AlibabaBillingError> {
    check_expiry(now, instance)?;
    if instance.alibaba().billing.elastic.is_some() { Err(AlibabaBillingError::ElasticUpgrade) } else { Ok(()) }
}

/// Places an order for these instances and returns its number.
fn order(at: &mut PlaceMut<'_>, ids: &[SmolStr], payment: Payment) -> SmolStr {
    if payment == Payment::Unpaid {
        let until = after(at.now, PAYMENT_PERIOD);
        for id in ids {
            if let Some(mut instance) = at.region.instances.get_mut(id) {
                instance.alibaba_mut().billing.unpaid_until = Some(until);
            }
        }
    }
    at.ids.new_order()
}
