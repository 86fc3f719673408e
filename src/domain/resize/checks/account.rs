//! Whether the account may buy anything.

use super::{Facts, refuse_if};
use crate::domain::compute::instance::Lock;
use crate::domain::resize::SpecError;

pub(super) fn pays(facts: &Facts<'_>) -> Result<(), SpecError> {
    let account = facts.at.account;
    if account.in_arrears || facts.instance.alibaba().locks.contains(&Lock::Financial) {
        return Err(SpecError::AccountInArrears);
    }
    if account.balance_too_low {
        return Err(SpecError::BalanceTooLow);
    }
    refuse_if(account.payment_risk, SpecError::PaymentRisk)
}

pub(super) fn has_no_unpaid_order(facts: &Facts<'_>) -> Result<(), SpecError> {
    refuse_if(facts.at.account.unpaid_order, SpecError::UnpaidOrderDenied)
}

pub(super) fn sees_prices(facts: &Facts<'_>) -> Result<(), SpecError> {
    refuse_if(facts.at.account.prices_hidden, SpecError::PricePermissionMissing)
}
