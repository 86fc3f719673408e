//! Whether the instance is one whose specification changes, and now.

use super::{Facts, refuse_if};
use crate::domain::billing;
use crate::domain::compute::instance::{ChargeType, Lock, State};
use crate::domain::queue::after;
use crate::domain::resize::{AlibabaResizeError, Mode};

/// An overdue payment is the account's to answer.
pub(super) fn is_not_locked(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let locks = &facts.instance.alibaba().locks;
    if locks.contains(&Lock::Security) {
        return Err(AlibabaResizeError::LockedForSecurity);
    }
    let reason = locks.iter().find_map(|lock| match lock {
        Lock::Recycling => Some("it is being taken back"),
        Lock::DedicatedHostFinancial => Some("its dedicated host has an overdue payment"),
        Lock::Refunded => Some("it was refunded"),
        Lock::Financial | Lock::Security => None,
    });
    let id = &facts.instance.id;
    reason.map_or(Ok(()), |reason| Err(AlibabaResizeError::Denied(format!("The instance {id} is locked: {reason}."))))
}

pub(super) fn pays_as_it_goes(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(facts.instance.alibaba().charge() == ChargeType::PrePaid, AlibabaResizeError::ChargeTypeUnsupported)
}

pub(super) fn is_no_starter_package(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(facts.own().starter_package, AlibabaResizeError::StarterPackage)
}

pub(super) fn has_no_unpaid_order(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(billing::has_unpaid_order(facts.at.now, facts.instance.alibaba()), AlibabaResizeError::UnpaidOrder)
}

pub(super) fn has_no_pending_change(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(facts.own().pending_change, AlibabaResizeError::EarlierChangePending)
}

/// Five minutes on the vendor's side; here as long as the world's rules say.
pub(super) fn has_rested(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let changed = facts.instance.alibaba().spec.changed;
    let rested = changed.map(|changed| after(changed, facts.at.rules.specification_rest));
    refuse_if(rested.is_some_and(|rested| facts.at.now < rested), AlibabaResizeError::ChangedTooRecently)
}

pub(super) fn cannot_hibernate(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(
        facts.request.instance_type.is_some() && facts.own().hibernation,
        AlibabaResizeError::HibernationConfigured,
    )
}

pub(super) fn is_on_no_dedicated_host(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(
        facts.request.instance_type.is_some() && facts.instance.alibaba().dedicated_host.is_some(),
        AlibabaResizeError::OnDedicatedHost,
    )
}

pub(super) fn is_in_no_cloudbox(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let Some(cloudbox) = facts.own().cloudbox.as_ref().filter(|_| facts.request.instance_type.is_some()) else {
        return Ok(());
    };
    let text = format!("The instance {} in the cloudbox {cloudbox} cannot change its type.", facts.instance.id);
    Err(AlibabaResizeError::CloudboxUnsupported(text))
}

pub(super) fn is_in_no_target_pool(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(
        facts.request.instance_type.is_some() && facts.instance.target_pool().is_some(),
        AlibabaResizeError::InTargetPrivatePool,
    )
}

pub(super) fn has_no_port_map(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(facts.request.instance_type.is_some() && facts.own().nat_port_map, AlibabaResizeError::NatPortMap)
}

/// With an elastic address an instance changes its type in place only. Which change has which of the vendor's four rows
/// is ours, but for the temporary bandwidth.
pub(super) fn has_no_elastic_address(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    if !facts.has_elastic_address() {
        return Ok(());
    }
    let request = facts.request;
    if request.temporary.is_some() {
        Err(AlibabaResizeError::TemporaryWithEip)
    } else if request.out.is_some() || request.inward.is_some() {
        Err(AlibabaResizeError::EipUnsupported)
    } else if request.instance_type.is_some() && request.migrate {
        Err(AlibabaResizeError::InstanceWithEip)
    } else {
        refuse_if(request.instance_type.is_some() && facts.leaves_retired(), AlibabaResizeError::SpecialInstanceWithEip)
    }
}

pub(super) fn has_the_status(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let state = facts.instance.state;
    let steady = matches!(state, State::Running | State::Stopped);
    if facts.request.instance_type.is_none() {
        return refuse_if(!steady, AlibabaResizeError::StatusUnsupported);
    }
    let fits = if facts.request.mode == Mode::Online { steady } else { state == State::Stopped };
    refuse_if(!fits, AlibabaResizeError::NotStopped)
}
