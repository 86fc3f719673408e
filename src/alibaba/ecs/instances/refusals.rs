//! Error rows that several operations on instances share.

use crate::domain::error::{AlibabaInstanceError, Error as DomainError};
use crate::operation::{Error, VendorError, row};

/// The row of ModifyInstanceNetworkSpec and ModifyInstanceChargeType for a balance that is too low.
pub fn balance_too_low(error: &Error) -> Option<VendorError> {
    match error {
        Error::Domain(DomainError::AlibabaInstance(AlibabaInstanceError::BalanceTooLow)) => {
            Some(row(403, "InvalidAccountStatus.NotEnoughBalance", "Your account does not have enough balance."))
        }
        _ => None,
    }
}
