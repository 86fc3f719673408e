//! What is bought on ECS, and how: orders, and what they change of a subscription.
//!
//! An order that is paid by itself is done at once. One that is not changes nothing: as long as it waits for its
//! payment the instance takes no other, and nobody can pay here, so that it lapses in the end.

pub mod charge;
pub mod network;
pub mod prepaid;
pub mod price;

use crate::domain::compute::disk::SizeError;
use crate::domain::compute::instance::{AlibabaFacts, Instance, Lock};
use crate::domain::error::{AlibabaInstanceError, Error};
use crate::domain::place::{Place, PlaceMut};
use crate::domain::queue::after;
use crate::domain::written::{self, Name};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// How long an order waits for its payment. Ours: the vendor names no time.
const PATIENCE: SignedDuration = SignedDuration::from_hours(24);

/// Why something cannot be bought, or has no price.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlibabaBillingError {
    #[error("its price is not in the list")]
    NoPrice,
    #[error("nothing is named whose price could be said")]
    NothingToPrice,
    #[error("the {} disk cannot have this size: {why}", if *.system { "system" } else { "data" })]
    Size { system: bool, why: SizeError },
    #[error("the account's means of payment needs verification")]
    PaymentRisk,
    #[error("the instance is not paid for in the way that this needs")]
    ChargeType,
    #[error("the instance's subscription is over")]
    Expired,
    #[error("an order for the instance waits for its payment")]
    UnpaidOrder,
    #[error("the instance has a larger type for a time")]
    ElasticUpgrade,
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
        /// A bandwidth for a time was asked for.
        temporary: bool,
    },
    #[error("a public address is of no use without outbound bandwidth")]
    AddressUseless,
    #[error("the new type costs less, or more, than the direction says that is given")]
    Direction,
    /// Such a change has no price.
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

/// What orders there are for an ECS instance, and what they did.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BillingFacts {
    /// One waits for its payment until then.
    pub unpaid_until: Option<Timestamp>,
    /// One gave it a larger type for a time.
    pub elastic: Option<Elastic>,
    /// A subscription left out these data disks: they are paid for as they go.
    pub disks_as_they_go: BTreeSet<SmolStr>,
}

/// A larger type for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elastic {
    /// Until when.
    pub until: Timestamp,
    /// The type that it will have again.
    #[serde(with = "written::name")]
    pub before: Name,
}

/// An order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payment {
    /// It is paid by itself.
    Paid,
    /// It waits.
    Waiting,
}

impl Payment {
    /// Only what costs waits for its payment, and only where it is not paid by itself.
    pub fn new(automatic: bool, costs: bool) -> Self {
        if automatic || !costs { Self::Paid } else { Self::Waiting }
    }
}

/// Whether the account can pay, if it is to pay now.
fn account_pays(at: Place<'_>, now: bool) -> Result<(), Error> {
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

/// Whether nothing stands in the way of an order for the instance.
pub fn is_free(now: Timestamp, instance: &Instance) -> Result<(), Error> {
    let facts = instance.alibaba();
    if facts.locks.contains(&Lock::Security) {
        return Err(AlibabaInstanceError::LockedForSecurity.into());
    }
    if facts.locks.contains(&Lock::Financial) {
        return Err(AlibabaInstanceError::Overdue.into());
    }
    if has_unpaid_order(now, facts) {
        return Err(AlibabaBillingError::UnpaidOrder.into());
    }
    Ok(is_itself(now, instance)?)
}

/// Whether an order for the instance waits for its payment.
pub fn has_unpaid_order(now: Timestamp, facts: &AlibabaFacts) -> bool {
    facts.spec.facts.unpaid_order || facts.billing.unpaid_until.is_some_and(|until| until > now)
}

/// Whether a subscription, if there is one, is not over, and is what was bought.
pub fn is_itself(now: Timestamp, instance: &Instance) -> Result<(), AlibabaBillingError> {
    let facts = instance.alibaba();
    if facts.subscription.is_some_and(|subscription| subscription.ends <= now) {
        return Err(AlibabaBillingError::Expired);
    }
    if facts.billing.elastic.is_some() { Err(AlibabaBillingError::ElasticUpgrade) } else { Ok(()) }
}

/// Places an order for these instances, and returns its number.
fn order(at: &mut PlaceMut<'_>, ids: &[SmolStr], payment: Payment) -> SmolStr {
    if payment == Payment::Waiting {
        let until = after(at.now, PATIENCE);
        for id in ids {
            if let Some(mut instance) = at.region.instances.get_mut(id) {
                instance.alibaba_mut().billing.unpaid_until = Some(until);
            }
        }
    }
    at.ids.new_order()
}
