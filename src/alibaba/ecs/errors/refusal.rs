//! Errors about instances that only Alibaba Cloud has.

use super::{STATUS_UNSUPPORTED, VendorError, row};
use crate::domain::error::AlibabaInstanceError;

#[rustfmt::skip]
pub(super) fn alibaba_instance(error: &AlibabaInstanceError) -> VendorError {
    use AlibabaInstanceError as E;
    match error {
        E::LockedForSecurity => row(403, "InstanceLockedForSecurity", "The specified operation is denied as your instance is locked for security reasons."),
        E::InArrears => row(400, "Account.Arrearage", "Your account has been in arrears."),
        E::Subscription => row(403, "ChargeTypeViolation", "The operation is not permitted due to charge type of the instance."),
        E::LocalDisks => row(403, "InstanceType.ParameterMismatch", "The input parameter ConfirmStop must be true when an instance have localstorage."),
        E::TypeRetired(_) => row(403, "InstanceType.Offline", "The specified InstanceType has been offline."),
        E::CreditsOfStopped => row(400, "InvalidInstanceStatus.NotRunning", "The current status of the resource is invalid, you can only do this operation when instance is running."),
        E::CreditsRestricted => row(400, "InvalidInstanceStatus.CreditSpecRestricted", STATUS_UNSUPPORTED),
        E::ProtectionOfSubscription => row(403, "InvalidChargeType.ValueNotSupported", "Deletion protection is only valid for postPaid instance, not for prePaid or spot instance."),
        E::UserDataMalformed => row(403, "InvalidUserData.Base64FormatInvalid", "The specified UserData is not valid"),
        E::UserDataTooLong => row(400, "InvalidUserData.SizeExceeded", "The specified parameter \"UserData\" exceeds the size."),
        E::GroupTwice => row(404, "InvalidParameter.SecurityGroupIdRepeated", "The specified security group ids has repeated."),
        E::Frames => row(400, "InvalidOperation.InstanceStatusNotSupport", "The instance status is not support modify mtu config."),
        E::Overdue => row(403, "InstanceExpiredOrInArrears", "The specified operation is denied as your prepay instance is expired (prepay mode) or in arrears (afterpay mode)."),
        E::NotOverdue => row(400, "ReopenInstance.InstanceStatusNotValid", "Instance status is not Expired, ImageExpired or EcsAndImageExpired."),
        E::BalanceTooLow => row(403, "InsufficientBalance", "Your account does not have enough balance."),
        E::NotSubscription => row(403, "ChargeTypeViolation", "Pay-As-You-Go instances do not support this operation."),
        E::ReactivatedSubscription => row(404, "InvalidPayType.NotSupport", "The specified pre pay instance not support."),
        E::NoBandwidth => row(400, "AllocateIpInvalidInstanceBandwidth", "OperationDenied The InternetMaxBandwidthOut of the specified instance cannot be less than 0."),
        E::ChangePending => row(403, "IncorrectInstanceStatus", STATUS_UNSUPPORTED),
        E::HasAddress => row(403, "AllocatedAlready", "There is an IpAddress allocated already for the specified instance."),
    }
}
