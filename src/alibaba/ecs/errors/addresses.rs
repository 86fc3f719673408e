//! What ECS and the VPC API say of elastic addresses: the same, as ECS's operations of these are the VPC API's of old.

use super::{VendorError, row};
use crate::domain::error::{Error as DomainError, InstanceError};
use crate::domain::network::address::AddressError;
use crate::operation::Error;
use crate::wire::params::ParamError;

/// The answer that one of these actions alone gives to this error.
pub(super) fn own(action: &str, error: &Error) -> Option<VendorError> {
    if !matches!(
        action,
        "AllocateEipAddress"
            | "AssociateEipAddress"
            | "DescribeEipAddresses"
            | "ReleaseEipAddress"
            | "UnassociateEipAddress"
    ) {
        return None;
    }
    match error {
        Error::Param(ParamError::Invalid { name, .. }) => value(action, name),
        Error::Domain(DomainError::Instance(error)) => instance(action, error),
        Error::UnknownRegion(_) if action == "AssociateEipAddress" => {
            Some(row(404, "InvalidRegionId.NotFound", "Specified value of InstanceRegionId is not supported."))
        }
        Error::UnknownRegion(_) => {
            Some(row(404, "InvalidRegionId.NotFound", "Specified value of \"RegionId\" is not supported."))
        }
        _ => None,
    }
}

fn instance(action: &str, error: &InstanceError) -> Option<VendorError> {
    match (action, error) {
        ("UnassociateEipAddress", InstanceError::NotFound(_)) => {
            Some(row(400, "InvalidInstanceId.NotFound", "Specified instance does not exist."))
        }
        (_, InstanceError::NotFound(_)) => {
            Some(row(404, "InvalidInstanId.NotFound", "Specified instance does not exist."))
        }
        (_, InstanceError::InArrears) => Some(row(
            400,
            "SYSTEM.SALE_VALIDATE_UNEXPECTED_ERROR",
            "You have arrears and do not meet the purchase conditions.",
        )),
        _ => None,
    }
}

/// What is wrong with an elastic address that is asked for.
#[rustfmt::skip]
pub(super) fn address(action: &str, error: &AddressError) -> VendorError {
    let associating = action == "AssociateEipAddress";
    match error {
        AddressError::AllocationNotFound(_) if action == "UnassociateEipAddress" => row(404, "InvalidAllocationId.NotFound", "Specified allocation ID is not found"),
        AddressError::AllocationNotFound(_) | AddressError::NotFound(_) | AddressError::AssociationNotFound(_) => row(404, "InvalidAllocationId.NotFound", "Specified allocation ID is not found."),
        AddressError::AlreadyAssociated { .. } => row(400, "IncorrectEipStatus", "Current elastic IP status does not support this operation"),
        AddressError::InUse(_) | AddressError::Free(_) => row(400, "IncorrectEipStatus", "Current elastic IP status does not support this operation."),
        AddressError::Elsewhere(_) => row(404, "InvalidBindInstance.NotFound", "The specified bind instance does not exist."),
        AddressError::Subscription => row(400, "Forbidden.ChargeTypeIsPrepaid", "It's forbidden to release a prepaid EIP"),
        AddressError::Locked => row(400, "Forbidden.FinancialLocked", "The ip business status is invalid."),
        AddressError::LimitReached => row(400, "QuotaExceeded.Eip", "Elastic IP address quota exceeded"),
        AddressError::InstanceClassic => row(400, "OperationDenied", "Specified instance is not in VPC."),
        AddressError::InstanceHasElastic => row(400, "InvalidAssociation.Duplicated", "Specified instance already is associated."),
        AddressError::InstanceHasPublic => row(400, "EIP_CAN_NOT_ASSOCIATE_WITH_PUBLIC_IP", "instance already bind natpublicip,cannot bind eip."),
        AddressError::InstanceHasBandwidth => row(400, "Forbidden.InstanceBandwidthNotZero", "Eip can not bind with instance when it's bandwidth is not zero."),
        AddressError::InstanceState { .. } if associating => row(400, "IncorrectInstanceStatus", "Current instance status does not support this operation."),
        AddressError::InstanceState { .. } => row(400, "IncorrectInstanceStatus", "The current status of instance does not support this operation."),
    }
}

/// Values that parameters cannot have.
#[rustfmt::skip]
fn value(action: &str, name: &str) -> Option<VendorError> {
    Some(match (action, name) {
        ("AllocateEipAddress", "Bandwidth") => row(400, "InvalidBandwidth.Malformed", "The specified Bandwidth is invalid."),
        ("AllocateEipAddress", "InternetChargeType") => row(400, "InvalidParameter", "Specified value of \"InternetChargeType\" is not valid"),
        // The vendor's text is a placeholder.
        ("AllocateEipAddress", "ISP") => row(400, "IllegalParam.Isp", "The param of ISP is illegal."),
        ("AllocateEipAddress", "SecurityProtectionTypes") => row(400, "IllegalParam.SecurityProtectionTypes", "The param of securityProtectionTypes is illegal."),
        ("AssociateEipAddress" | "UnassociateEipAddress", "InstanceType") => row(400, "InvalidInstanceType.ValueNotSupported", "The specified value of InstanceType is not supported."),
        ("AssociateEipAddress", "Mode") => row(400, "Invalid.DirectEip.BindType", "The direct eip can be only associated with eni."),
        ("AssociateEipAddress", "PrivateIpAddress") => row(400, "OperationFailed.PrivateIpAddressNotExist", "The operation failed because the PrivateIpAddress is not found."),
        ("DescribeEipAddresses", "AllocationId" | "EipAddress") => row(400, "InstanceIdLength.Exceed", "InstanceId length is exceed"),
        ("DescribeEipAddresses", "AssociatedInstanceType") => row(400, "InvalidIAssociatedInstanceType.ValueNotSupported", "The specified value of AssociatedInstanceType is not supported."),
        ("DescribeEipAddresses", "ChargeType") => row(400, "InvalidChargeType.ValueNotSupported", "The specified ChargeType is not supported."),
        ("DescribeEipAddresses", "LockReason") => row(404, "InvalidLockReason.NotFound", "The specified LockReason is not found"),
        ("DescribeEipAddresses", _) if name.starts_with("Filter.") && name.ends_with(".Key") => row(404, "InvalidFilterKey.NotFound", "The specified Filterkey is not supported."),
        ("DescribeEipAddresses", _) if name.starts_with("Filter.") => row(404, "InvalidFilterValue", "The specified FilterValue is not supported."),
        _ => return None,
    })
}
