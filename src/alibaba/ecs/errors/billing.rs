//! What ECS says of what is bought: the rows of the operations that change subscriptions, and of those that tell
//! prices.
//!
//! Where the vendor's text is a placeholder, the text is ours.

use super::{INTERNAL, STATUS_UNSUPPORTED, VendorError, row};
use crate::domain::billing::BillingError;
use crate::domain::error::{AlibabaRefusal, Error as DomainError, InstanceError};
use crate::domain::resize::SpecError;
use crate::operation::Error;
use crate::wire::params::ParamError;

const NETWORK: &str = "ModifyInstanceNetworkSpec";
const PREPAID: &str = "ModifyPrepayInstanceSpec";
const CHARGE: &str = "ModifyInstanceChargeType";

const ARREARS: &str = "Your account has an outstanding payment.";

/// The answer to an error of this action, where it has one of its own.
pub(super) fn own(action: &str, error: &Error) -> Option<VendorError> {
    match action {
        NETWORK => network(error),
        PREPAID => prepaid(error),
        CHARGE => charge(error),
        "DescribePrice" | "DescribeInstanceModificationPrice" => super::prices::own(action, error),
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

#[rustfmt::skip]
fn network(error: &Error) -> Option<VendorError> {
    let own = |error: BillingError| Some(billing(NETWORK, &error));
    match error {
        Error::Domain(DomainError::Instance(InstanceError::InArrears)) => Some(row(400, "Account.Arrearage", ARREARS)),
        Error::Domain(DomainError::Instance(InstanceError::Alibaba(AlibabaRefusal::BalanceTooLow))) => Some(poor()),
        Error::Domain(DomainError::Instance(InstanceError::WrongState { .. })) => Some(row(403, "IncorrectInstanceStatus", "The current status of the instance does not support this operation.")),
        _ => match invalid(error)? {
            "AllocatePublicIp" => own(BillingError::AddressUseless),
            "EndTime" => own(BillingError::End),
            "InternetMaxBandwidthIn" => own(BillingError::BandwidthIn),
            "InternetMaxBandwidthOut" => own(BillingError::BandwidthOut),
            "NetworkChargeType" => Some(row(400, "InvalidInternetChargeType.ValueNotSupported", "The specified InternetChargeType is invalid.")),
            "StartTime" => own(BillingError::Start),
            _ => None,
        },
    }
}

#[rustfmt::skip]
fn prepaid(error: &Error) -> Option<VendorError> {
    match error {
        Error::TokenMismatch => Some(row(400, "IdempotenceParamNotMatch", "Request uses a client token in a previous request but is not identical to that request.")),
        Error::Domain(DomainError::Instance(InstanceError::Alibaba(AlibabaRefusal::Overdue))) => Some(row(400, "Account.Arrearage", ARREARS)),
        Error::Domain(DomainError::Spec(error)) => change(error),
        _ if invalid(error) == Some("RebootTime") => Some(row(400, "InvalidRebootTime.MalFormed", "The specified rebootTime is not valid.")),
        _ => None,
    }
}

/// What ModifyPrepayInstanceSpec says otherwise than ModifyInstanceSpec.
#[rustfmt::skip]
fn change(error: &SpecError) -> Option<VendorError> {
    Some(match error {
        SpecError::BalanceTooLow => row(400, "OrderCreationFailed", "Order creation failed, please check your params and try it again later."),
        SpecError::NotStopped => row(400, "InvalidStatus.NotStopped", "Instance status must be stopped."),
        SpecError::TypeChangeNotAllowed => row(400, "InvalidInstanceType.NotSupported", "The specified InstanceType is not Supported."),
        SpecError::LocalDisks => row(403, "OperationDenied.LocalDiskUnsupported", "The configuration change is not allowed when the specified instance has local disks mounted."),
        SpecError::OnDedicatedHost => row(403, "OperationDenied", "The specified instance is on a dedicated host."),
        SpecError::InTargetPrivatePool => row(403, "OperationDenied", "The specified instance is bound to a private pool."),
        SpecError::SystemDiskCategoryInvalid => row(400, "InvalidParameter", "The specified parameter \"SystemDisk.Category\" is not valid."),
        SpecError::DiskCategoryNotUpgradable => row(403, "InvalidInstanceType.NotSupportDiskCategory", "The instanceType of the specified instance does not support this disk category."),
        SpecError::ParametersDisagree(facts) => row(400, "InvalidParameter", facts.clone()),
        SpecError::NoStock => row(403, "OperationDenied.NoStock", "The specified instance is out of usage."),
        _ => return None,
    })
}

#[rustfmt::skip]
fn charge(error: &Error) -> Option<VendorError> {
    match error {
        Error::Domain(DomainError::Instance(InstanceError::InArrears | InstanceError::Alibaba(AlibabaRefusal::Overdue))) => Some(row(403, "Account.Arrearage", ARREARS)),
        Error::Domain(DomainError::Instance(InstanceError::Alibaba(AlibabaRefusal::BalanceTooLow))) => Some(poor()),
        Error::Domain(DomainError::Instance(InstanceError::NotFound(_))) => Some(row(404, "InvalidInstanceId.NotFound", "The specified instanceId does not exist.")),
        Error::Domain(DomainError::Billing(BillingError::ElasticUpgrade)) => Some(row(403, "InvalidAction", "The instance has active Elastic Upgrade.")),
        _ => match invalid(error)? {
            "InstanceChargeType" => Some(row(400, "InvalidInstanceChargeType.ValueNotSupported", "The specified parameter \"InstanceChargeType\" is not valid.")),
            "InstanceIds" => Some(row(400, "InvalidParameter.InstanceIds", "The specified InstanceIds are invalid.")),
            "InstanceIds.N" => Some(row(400, "InstancesIdQuotaExceed", "The maximum number of Instances is exceeded.")),
            "Period" => Some(row(400, "InvalidPeriod", "The specified period is not valid.")),
            "PeriodUnit" => Some(row(400, "InvalidPeriod.UnitMismatch", "The specified Period must be correlated with the PeriodUnit.")),
            _ => None,
        },
    }
}

fn poor() -> VendorError {
    row(403, "InvalidAccountStatus.NotEnoughBalance", "Your account does not have enough balance.")
}

/// What each operation says of what cannot be bought.
#[rustfmt::skip]
pub(super) fn billing(action: &str, error: &BillingError) -> VendorError {
    use BillingError as E;
    match (error, action) {
        (E::NoPrice, _) => row(400, "PriceNotFound", "The price of your queried resource is not available now, please try other resources."),
        (E::NothingToPrice, _) => row(400, "MissingParameter.InstanceTypeOrDataDisk", "You must specify the parameter InstanceType or DataDisk."),
        (E::Size { system, why }, _) => super::prices::size(action, *system, *why),
        (E::PaymentRisk, _) => row(403, "SecurityRisk.3DVerification", "We have detected a security risk with your default credit or debit card. Please proceed with verification via the link in your email."),
        (E::ChargeType, NETWORK) => row(403, "ChargeTypeViolation", "The operation is not permitted due to billing method of the instance."),
        (E::ChargeType, PREPAID) => row(400, "InvalidBillingMethod.ValueNotSupported", "The operation is not permitted due to an invalid billing method of the instance."),
        (E::ChargeType, _) => row(403, "ChargeTypeViolation", "PostPaid instance do not support this operation."),
        (E::Expired, NETWORK) => row(403, "InstanceExpiredOrInArrears", "The specified operation is denied as your prepay instance is expired (prepay mode) or in arrears (afterpay mode)."),
        (E::Expired, PREPAID) => row(403, "InvalidInstance.PreInstanceExpired", "Instance business status is not Expired."),
        (E::Expired, CHARGE) => row(400, "ExpiredInstance", "The specified instance has expired."),
        (E::Expired, _) => row(403, "InstanceExpired", "The PrePaid instance has been expired."),
        (E::UnpaidOrder, NETWORK) => row(403, "InvalidInstance.UnPaidOrder", "The specified Instance has unpaid order."),
        (E::UnpaidOrder, _) => row(400, "InvalidInstance.UnpaidOrder", "The specified instance has unpaid order."),
        (E::ElasticUpgrade, _) => row(400, "InvalidAction.WithActiveElasticUpgrade", "The instance has active Elastic Upgrade."),
        (E::TemporaryBandwidth, _) => row(403, "InvalidInstance.TempBandwidthUpgrade", "Cannot switch to Pay-As-You-Go during the period of temporary bandwidth upgrade."),
        (E::BandwidthOut, CHARGE) => row(400, "InvalidParameter.Bandwidth", "A Pay-As-You-Go instance can have an outbound bandwidth of up to 100 Mbit/s."),
        (E::BandwidthOut, _) => row(400, "InvalidInternetMaxBandwidthOut.ValueNotSupported", "The specified InternetMaxBandwidthOut is beyond the permitted range."),
        (E::BandwidthIn, _) => row(400, "InvalidInternetMaxBandwidthIn.ValueNotSupported", "The specified InternetMaxBandwidthIn is beyond the permitted range."),
        (E::NotMore, _) => row(400, "InvalidBandwidth.ValueNotSupported", "Instance upgrade bandwidth of temporary not allow less then existed."),
        (E::Start, _) => row(400, "InvalidStartTime.ValueNotSupported", "The specified StartTime is out of the permitted range."),
        (E::End | E::EndBeyond, PREPAID) => row(400, "InvalidParameter", "The specified parameter \"EndTime\" is not valid."),
        (E::End, _) => row(400, "InvalidEndTime.ValueNotSupported", "The specified EndTime is out of the permitted range."),
        (E::StartBeyond, _) => row(400, "InvalidStartTime.BeyondLifeCycle", "The specified start time exceeds the expiration time."),
        (E::EndBeyond, _) => row(400, "InvalidEndTime.BeyondLifeCycle", "The specified end time exceeds the expiration time."),
        (E::Elastic { temporary: true }, _) => row(400, "BandwidthUpgradeDenied.EipBoundInstance", "The specified VPC instance has bound EIP, temporary bandwidth upgrade is denied."),
        (E::Elastic { temporary: false }, _) => row(403, "InvalidInstance.EipNotSupport", "The specified instance with eip is not supported, please unassociate eip first."),
        (E::AddressUseless, _) => row(400, "InvalidParam.AllocatePublicIp", "The specified param AllocatePublicIp is invalid."),
        (E::Direction, _) => row(400, "InvalidParameter", "The specified parameter \"OperatorType\" is not valid."),
        (E::Downgrade, _) => row(403, "InvalidInstanceType.NotSupportUpgrade", "The specified InstanceType can only be downgraded. This API supports querying prices only of InstanceType that can be upgraded."),
        (E::RebootTime, _) => row(400, "InvalidRebootTime.ValueNotSupported", "The specified RebootTime is not valid."),
        (E::Unchanged(id), _) => row(400, "InvalidInstanceChargeType.ValueNotSupported", format!("The instance {id} has the specified InstanceChargeType already.")),
        (E::ReleaseSet, _) => row(400, "ReleaseTimeHaveBeenSet", "The specified instance has been set released time."),
        (E::PhasedOut, _) => row(403, "InvalidInstanceType.PhasedOut", "This instanceType is no longer offered."),
        (E::TargetPool, _) => row(400, "Invalid.PrivatePoolOptions.MatchCriteria", "Target mode does not support this operation."),
        (E::DedicatedHost, _) => row(403, "InvalidOperation.NotSupport", "Instance on dedicated host not support modify charge type."),
        (E::Status(_), CHARGE) => row(400, "InvalidStatus.ValueNotSupported", STATUS_UNSUPPORTED),
        // No other operation finds it.
        (E::Status(_), _) => row(500, "InternalError", INTERNAL),
    }
}
