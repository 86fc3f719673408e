//! What some actions say in words of their own, and what only ECS refuses.

use super::{STATUS_UNSUPPORTED, VendorError, row};
use crate::domain::error::{AlibabaRefusal, Error as DomainError, InstanceError};
use crate::domain::network::NetworkError;
use crate::operation::Error;
use crate::wire::params::ParamError;

/// The answer that this action alone gives to this error.
pub(super) fn own(action: &str, error: &Error) -> Option<VendorError> {
    match action {
        "StartInstances" | "StopInstances" | "RebootInstances" => batch(error).or_else(|| many(error)),
        "DeleteInstances" => many(error),
        "CreateInstance" | "RunInstances" => user_data(action, error),
        "ModifyInstanceAttribute" => attribute(error),
        "ModifyInstanceAutoReleaseTime" => release(error),
        "ModifyInstanceMaintenanceAttributes" => maintenance(error),
        "DescribeInstanceAutoRenewAttribute" => renewal(error),
        "DescribeInstancesFullStatus" => full_status(error),
        _ => None,
    }
}

/// The name of the parameter whose value is refused.
fn invalid(error: &Error) -> Option<&str> {
    match error {
        Error::Param(ParamError::Invalid { name, .. }) => Some(name),
        _ => None,
    }
}

fn is_missing(error: &Error, missing: &str) -> bool {
    matches!(error, Error::Param(ParamError::Missing { name }) if name == missing)
}

/// Operations that answer for each of many instances.
fn batch(error: &Error) -> Option<VendorError> {
    let missing = is_missing(error, "InstanceId");
    missing.then(|| row(403, "InvalidInstanceId.NotFound", "InstanceId should not be null."))
}

/// Operations on many instances.
fn many(error: &Error) -> Option<VendorError> {
    match error {
        Error::DryRun => Some(row(400, "DRYRUN.SUCCESS", "This request is a dryrun request with successful result.")),
        _ if invalid(error) == Some("InstanceId") => {
            Some(row(403, "InvalidParameter.TooManyInstanceIds", "Instance ids cannot be more than 100."))
        }
        _ => None,
    }
}

/// At a launch the text has a full stop, and at one of the two another status.
fn user_data(action: &str, error: &Error) -> Option<VendorError> {
    let malformed = DomainError::Instance(InstanceError::Alibaba(AlibabaRefusal::UserDataMalformed));
    let status = if action == "RunInstances" { 400 } else { 403 };
    let is_it = *error == Error::Domain(malformed);
    is_it.then(|| row(status, "InvalidUserData.Base64FormatInvalid", "The specified UserData is not valid."))
}

fn attribute(error: &Error) -> Option<VendorError> {
    let malformed = |code, name| row(400, code, format!("The specified parameter \"{name}\" is not valid."));
    match error {
        Error::Domain(DomainError::Network(NetworkError::GroupNotFound(_))) => {
            Some(row(404, "InvalidSecurityGroupId.NotFound", "The specified SecurityGroupId does not exist."))
        }
        Error::Domain(DomainError::Network(NetworkError::Mismatch(_))) => Some(row(
            404,
            "InvalidSecurityGroupVpc.NotBelongToOneVpc",
            "The specified SecurityGroupIds are belong to different vpc.",
        )),
        _ => match invalid(error)? {
            "InstanceName" => Some(malformed("InvalidInstanceName.Malformed", "InstanceName")),
            "Description" => Some(malformed("InvalidDescription.Malformed", "Description")),
            "HostName" => Some(malformed("InvalidHostName.Malformed", "HostName")),
            "SecurityGroupIds" => Some(row(400, "InvalidParameter", "The specified parameter is not valid.")),
            _ => None,
        },
    }
}

fn release(error: &Error) -> Option<VendorError> {
    match error {
        Error::Domain(DomainError::Instance(InstanceError::NotFound(_))) => {
            Some(row(404, "NoSuchResource", "The specified resource is not found."))
        }
        _ if is_missing(error, "InstanceId") => Some(row(400, "MissingParameter", "InstanceId should not be null.")),
        _ if invalid(error) == Some("AutoReleaseTime") => {
            let text = "The specified paramter autoReleaseTime is not valid.";
            Some(row(400, "InvalidAutoReleaseTime.Malformed", text))
        }
        _ => None,
    }
}

/// The vendor's text is a placeholder.
fn maintenance(error: &Error) -> Option<VendorError> {
    let name = invalid(error)?;
    Some(row(403, "InvalidParameter", format!("The specified parameter \"{name}\" is not valid.")))
}

/// The vendor's texts are placeholders.
fn full_status(error: &Error) -> Option<VendorError> {
    let name = invalid(error)?;
    let code = match name {
        "InstanceId" => "InstanceIdLimitExceeded",
        "EventId" => "EventIdLimitExceeded",
        "NotBefore" | "EventPublishTime" => "InvalidParameter.TimeEndBeforeStart",
        _ => "InvalidParameter",
    };
    Some(row(403, code, format!("The specified parameter \"{name}\" is not valid.")))
}

fn renewal(error: &Error) -> Option<VendorError> {
    match error {
        // The vendor's text is a placeholder.
        Error::Domain(DomainError::Instance(InstanceError::NotFound(_))) => {
            Some(row(403, "InvalidParameter.InvalidInstanceId", "The specified InstanceId does not exist."))
        }
        _ if is_missing(error, "InstanceId") => Some(row(
            403,
            "InvalidParameter.RenewalStatusInstanceId",
            "The parameter RenewalStatus and InstanceId can not be both empty.",
        )),
        _ => match invalid(error)? {
            "InstanceId" => Some(row(403, "InvalidParameter.ToManyInstanceIds", "InstanceId should be less than 100.")),
            "RenewalStatus" => {
                Some(row(403, "InvalidParameter.RenewalStatus", "The specified parameter RenewalStatus is not valid."))
            }
            "PageSize" => Some(row(403, "InvalidParameter.PageSize", "The specified parameter PageSize is not valid.")),
            "PageNumber" => {
                Some(row(403, "InvalidParameter.PageNumber", "The specified parameter PageNumber is not valid."))
            }
            _ => None,
        },
    }
}

/// What only ECS refuses.
#[rustfmt::skip]
pub(super) fn refusal(refusal: AlibabaRefusal) -> VendorError {
    use AlibabaRefusal as R;
    match refusal {
        R::CreditsOfStopped => row(400, "InvalidInstanceStatus.NotRunning", "The current status of the resource is invalid, you can only do this operation when instance is running."),
        R::CreditsRestricted => row(400, "InvalidInstanceStatus.CreditSpecRestricted", STATUS_UNSUPPORTED),
        R::ProtectionOfSubscription => row(403, "InvalidChargeType.ValueNotSupported", "Deletion protection is only valid for postPaid instance, not for prePaid or spot instance."),
        R::UserDataMalformed => row(403, "InvalidUserData.Base64FormatInvalid", "The specified UserData is not valid"),
        R::UserDataTooLong => row(400, "InvalidUserData.SizeExceeded", "The specified parameter \"UserData\" exceeds the size."),
        R::GroupTwice => row(404, "InvalidParameter.SecurityGroupIdRepeated", "The specified security group ids has repeated."),
        R::Frames => row(400, "InvalidOperation.InstanceStatusNotSupport", "The instance status is not support modify mtu config."),
        R::Overdue => row(403, "InstanceExpiredOrInArrears", "The specified operation is denied as your prepay instance is expired (prepay mode) or in arrears (afterpay mode)."),
        R::NotOverdue => row(400, "ReopenInstance.InstanceStatusNotValid", "Instance status is not Expired, ImageExpired or EcsAndImageExpired."),
        R::BalanceTooLow => row(403, "InsufficientBalance", "Your account does not have enough balance."),
        R::NotSubscription => row(403, "ChargeTypeViolation", "Pay-As-You-Go instances do not support this operation."),
        R::ReactivatedSubscription => row(404, "InvalidPayType.NotSupport", "The specified pre pay instance not support."),
        R::NoBandwidth => row(400, "AllocateIpInvalidInstanceBandwidth", "OperationDenied The InternetMaxBandwidthOut of the specified instance cannot be less than 0."),
        R::HasAddress => row(403, "AllocatedAlready", "There is an IpAddress allocated already for the specified instance."),
    }
}
