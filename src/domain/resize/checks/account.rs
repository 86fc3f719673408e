//! Whether the account may buy anything.

use super::{Facts, refuse_if};
use crate::domain::compute::instance::Lock;
use crate::domain::resize::ResizeError;

pub(super) fn pays(facts: &Facts<'_>) -> Result<(), ResizeError> {
    let account = facts.at.account;
    if account.in_arrears || facts.instance.alibaba().locks.contains(&Lock::Financial) {
        return Err(ResizeError::AccountInArrears);
    }
    if account.balance_too_low {
        return Err(ResizeError::BalanceTooLow);
    }
    refuse_if(account.payment_risk, ResizeError::PaymentRisk)
}

pub(super) fn has_no_unpaid_order(facts: &Facts<'_>) -> Result<(), ResizeError> {
    refuse_if(facts.at.account.unpaid_order, ResizeError::UnpaidOrderDenied)
}

pub(super) fn sees_prices(facts: &Facts<'_>) -> Result<(), ResizeError> {
    refuse_if(facts.at.account.prices_hidden, ResizeError::PricePermissionMissing)
}
