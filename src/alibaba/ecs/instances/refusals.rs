//! What several operations on instances refuse in the same words.

use crate::domain::error::{AlibabaInstanceError, Error as DomainError};
use crate::operation::{Error, VendorError, row};

/// What ModifyInstanceNetworkSpec and ModifyInstanceChargeType say where the balance is too low.
pub fn balance(error: &Error) -> Option<VendorError> {
    match error {
        Error::Domain(DomainError::AlibabaInstance(AlibabaInstanceError::BalanceTooLow)) => {
            Some(row(403, "InvalidAccountStatus.NotEnoughBalance", "Your account does not have enough balance."))
        }
        _ => None,
    }
}
