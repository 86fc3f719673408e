//! Checks of the instance and its status.

use super::{Context, refuse_if};
use crate::domain::billing;
use crate::domain::compute::instance::{ChargeType, Lock, State};
use crate::domain::queue::after;
use crate::domain::resize::{AlibabaResizeError, Mode};

/// A lock for an overdue payment is checked with the account.
pub(super) fn is_not_locked(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let locks = &ctx.instance.alibaba().locks;
    if locks.contains(&Lock::Security) {
        return Err(AlibabaResizeError::LockedForSecurity);
    }
    let reason = locks.iter().find_map(|lock| match lock {
        Lock::Recycling => Some("it is being taken back"),
        Lock::DedicatedHostFinancial => Some("its dedicated host has an overdue payment"),
        Lock::Refunded => Some("it was refunded"),
        Lock::Financial | Lock::Security => None,
    });
    let id = &ctx.instance.id;
    reason.map_or(Ok(()), |reason| Err(AlibabaResizeError::Denied(format!("The instance {id} is locked: {reason}."))))
}

/// Ours: the code is that of ModifyInstanceChargeType for the same cause.
pub(super) fn has_no_elastic_upgrade(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(ctx.instance.alibaba().billing.elastic.is_some(), AlibabaResizeError::ElasticUpgrade)
}

pub(super) fn is_pay_as_you_go(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(ctx.instance.alibaba().charge() == ChargeType::PrePaid, AlibabaResizeError::ChargeTypeUnsupported)
}

pub(super) fn is_no_starter_package(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(ctx.conditions().starter_package, AlibabaResizeError::StarterPackage)
}

pub(super) fn has_no_unpaid_order(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(billing::has_unpaid_order(ctx.at.now, ctx.instance.alibaba()), AlibabaResizeError::UnpaidOrder)
}

pub(super) fn has_no_pending_change(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let pending = ctx.conditions().pending_change || ctx.instance.alibaba().spec.pending.is_some();
    refuse_if(pending, AlibabaResizeError::EarlierChangePending)
}

/// At the vendor the period is five minutes; here it comes from the world's rules.
pub(super) fn is_past_rest_period(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let changed = ctx.instance.alibaba().spec.changed;
    let rested = changed.map(|changed| after(changed, ctx.at.rules.specification_rest));
    refuse_if(rested.is_some_and(|rested| ctx.at.now < rested), AlibabaResizeError::ChangedTooRecently)
}

pub(super) fn cannot_hibernate(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(
        ctx.request.instance_type.is_some() && ctx.conditions().hibernation,
        AlibabaResizeError::HibernationConfigured,
    )
}

pub(super) fn is_on_no_dedicated_host(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(
        ctx.request.instance_type.is_some() && ctx.instance.alibaba().dedicated_host.is_some(),
        AlibabaResizeError::OnDedicatedHost,
    )
}

pub(super) fn is_in_no_cloudbox(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let Some(cloudbox) = ctx.conditions().cloudbox.as_ref().filter(|_| ctx.request.instance_type.is_some()) else {
        return Ok(());
    };
    let text = format!("The instance {} in the cloudbox {cloudbox} cannot change its type.", ctx.instance.id);
    Err(AlibabaResizeError::CloudboxUnsupported(text))
}

pub(super) fn is_in_no_target_pool(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(
        ctx.request.instance_type.is_some() && ctx.instance.target_pool().is_some(),
        AlibabaResizeError::InTargetPrivatePool,
    )
}

pub(super) fn has_no_port_map(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(ctx.request.instance_type.is_some() && ctx.conditions().nat_port_map, AlibabaResizeError::NatPortMap)
}

/// An instance with an elastic address can change its type only without migration. Ours, except for the temporary
/// bandwidth: which of the vendor's four errors a change gets.
pub(super) fn has_no_elastic_address(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    if !ctx.has_elastic_address() {
        return Ok(());
    }
    let request = ctx.request;
    if request.temporary.is_some() {
        Err(AlibabaResizeError::TemporaryWithEip)
    } else if request.out.is_some() || request.inward.is_some() {
        Err(AlibabaResizeError::EipUnsupported)
    } else if request.instance_type.is_some() && request.migrate {
        Err(AlibabaResizeError::InstanceWithEip)
    } else {
        refuse_if(request.instance_type.is_some() && ctx.leaves_retired(), AlibabaResizeError::SpecialInstanceWithEip)
    }
}

pub(super) fn has_valid_status(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let state = ctx.instance.state;
    let steady = matches!(state, State::Running | State::Stopped);
    if ctx.request.instance_type.is_none() {
        return refuse_if(!steady, AlibabaResizeError::StatusUnsupported);
    }
    let fits = if ctx.request.mode == Mode::Online { steady } else { state == State::Stopped };
    refuse_if(!fits, AlibabaResizeError::NotStopped)
}
