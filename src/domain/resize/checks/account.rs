//! Checks of the account.

use super::{Context, refuse_if};
use crate::domain::compute::instance::Lock;
use crate::domain::resize::AlibabaResizeError;

pub(super) fn can_pay(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let account = ctx.at.account;
    if account.in_arrears || ctx.instance.alibaba().locks.contains(&Lock::Financial) {
        return Err(AlibabaResizeError::AccountInArrears);
    }
    if account.balance_too_low {
        return Err(AlibabaResizeError::BalanceTooLow);
    }
    refuse_if(account.payment_risk, AlibabaResizeError::PaymentRisk)
}

pub(super) fn has_no_unpaid_order(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(ctx.at.account.unpaid_order, AlibabaResizeError::UnpaidOrderDenied)
}

pub(super) fn can_see_prices(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(ctx.at.account.prices_hidden, AlibabaResizeError::PricePermissionMissing)
}
