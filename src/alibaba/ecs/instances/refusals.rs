//! Error rows that several operations on instances share.

use crate::domain::compute::instance::Instance;
use crate::domain::error::{AlibabaInstanceError, Error as DomainError};
use crate::operation::{Error, VendorError, row};

/// Fails if an asynchronous change of the instance's specification is on its way.
pub fn change_pending(instance: &Instance) -> Result<(), Error> {
    match instance.alibaba().spec.pending {
        Some(_) => Err(AlibabaInstanceError::ChangePending.into()),
        None => Ok(()),
    }
}

/// The row of ModifyInstanceNetworkSpec and ModifyInstanceChargeType for a balance that is too low.
pub fn balance_too_low(error: &Error) -> Option<VendorError> {
    match error {
        Error::Domain(DomainError::AlibabaInstance(AlibabaInstanceError::BalanceTooLow)) => {
            Some(row(403, "InvalidAccountStatus.NotEnoughBalance", "Your account does not have enough balance."))
        }
        _ => None,
    }
}
