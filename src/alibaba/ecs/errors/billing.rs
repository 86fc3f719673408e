//! Errors about billing and prices.

use super::{VendorError, row};
use crate::domain::billing::AlibabaBillingError;

/// Errors about purchases, charges and prices. Where the vendor's text is a placeholder, the text is ours.
#[rustfmt::skip]
pub fn billing(error: &AlibabaBillingError) -> VendorError {
    use AlibabaBillingError as E;
    match error {
        E::NoPrice => row(400, "PriceNotFound", "The price of your queried resource is not available now, please try other resources."),
        E::NothingToPrice => row(400, "MissingParameter.InstanceTypeOrDataDisk", "You must specify the parameter InstanceType or DataDisk."),
        E::PaymentRisk => row(403, "SecurityRisk.3DVerification", "We have detected a security risk with your default credit or debit card. Please proceed with verification via the link in your email."),
        E::ChargeType => row(403, "ChargeTypeViolation", "The operation is not permitted due to billing method of the instance."),
        E::Expired => row(403, "InstanceExpiredOrInArrears", "The specified operation is denied as your prepay instance is expired (prepay mode) or in arrears (afterpay mode)."),
        E::UnpaidOrder => row(400, "InvalidInstance.UnpaidOrder", "The specified instance has unpaid order."),
        E::ChangePending => row(400, "LastRequestProcessing", "The previous request is still processing, please try again later."),
        E::ElasticUpgrade => row(400, "InvalidAction.WithActiveElasticUpgrade", "The instance has active Elastic Upgrade."),
        E::StarterPackage => row(403, "InvalidOperation.StarterPackage", "StarterPackage not support modification."),
        E::TemporaryBandwidth => row(403, "InvalidInstance.TempBandwidthUpgrade", "Cannot switch to Pay-As-You-Go during the period of temporary bandwidth upgrade."),
        E::BandwidthOut => row(400, "InvalidInternetMaxBandwidthOut.ValueNotSupported", "The specified InternetMaxBandwidthOut is beyond the permitted range."),
        E::BandwidthIn => row(400, "InvalidInternetMaxBandwidthIn.ValueNotSupported", "The specified InternetMaxBandwidthIn is beyond the permitted range."),
        E::NotMore => row(400, "InvalidBandwidth.ValueNotSupported", "Instance upgrade bandwidth of temporary not allow less then existed."),
        E::Start => row(400, "InvalidStartTime.ValueNotSupported", "The specified StartTime is out of the permitted range."),
        E::End => row(400, "InvalidEndTime.ValueNotSupported", "The specified EndTime is out of the permitted range."),
        E::StartBeyond => row(400, "InvalidStartTime.BeyondLifeCycle", "The specified start time exceeds the expiration time."),
        E::EndBeyond => row(400, "InvalidEndTime.BeyondLifeCycle", "The specified end time exceeds the expiration time."),
        E::Elastic { temporary: true } => row(400, "BandwidthUpgradeDenied.EipBoundInstance", "The specified VPC instance has bound EIP, temporary bandwidth upgrade is denied."),
        E::Elastic { temporary: false } => row(403, "InvalidInstance.EipNotSupport", "The specified instance with eip is not supported, please unassociate eip first."),
        E::AddressUseless => row(400, "InvalidParam.AllocatePublicIp", "The specified param AllocatePublicIp is invalid."),
        E::Direction => row(400, "InvalidParameter", "The specified parameter \"OperatorType\" is not valid."),
        E::Downgrade => row(403, "InvalidInstanceType.NotSupportUpgrade", "The specified InstanceType can only be downgraded. This API supports querying prices only of InstanceType that can be upgraded."),
        E::RebootTime => row(400, "InvalidRebootTime.ValueNotSupported", "The specified RebootTime is not valid."),
        E::Unchanged(id) => row(400, "InvalidInstanceChargeType.ValueNotSupported", format!("The instance {id} has the specified InstanceChargeType already.")),
        E::ReleaseSet => row(400, "ReleaseTimeHaveBeenSet", "The specified instance has been set released time."),
        E::PhasedOut => row(403, "InvalidInstanceType.PhasedOut", "This instanceType is no longer offered."),
        E::TargetPool => row(400, "Invalid.PrivatePoolOptions.MatchCriteria", "Target mode does not support this operation."),
        E::DedicatedHost => row(403, "InvalidOperation.NotSupport", "Instance on dedicated host not support modify charge type."),
        E::Status(_) => row(400, "InvalidStatus.ValueNotSupported", "The current status of the resource does not support this operation."),
    }
}
