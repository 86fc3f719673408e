//! Whether the account may buy anything.

use super::{Facts, refuse_if};
use crate::domain::compute::instance::Lock;
use crate::domain::resize::AlibabaResizeError;

pub(super) fn pays(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let account = facts.at.account;
    if account.in_arrears || facts.instance.alibaba().locks.contains(&Lock::Financial) {
        return Err(AlibabaResizeError::AccountInArrears);
    }
    if account.balance_too_low {
        return Err(AlibabaResizeError::BalanceTooLow);
    }
    refuse_if(account.payment_risk, AlibabaResizeError::PaymentRisk)
}

pub(super) fn has_no_unpaid_order(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(facts.at.account.unpaid_order, AlibabaResizeError::UnpaidOrderDenied)
}

pub(super) fn sees_prices(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(facts.at.account.prices_hidden, AlibabaResizeError::PricePermissionMissing)
}
