//! Errors about elastic addresses. ECS and the VPC API share them: the operations of ECS are the older form of those of
//! the VPC API.

use super::{VendorError, row};
use crate::domain::network::address::{AddressError, AlibabaAddressError};

#[rustfmt::skip]
pub(super) fn address(error: &AddressError) -> VendorError {
    use AddressError as E;
    match error {
        E::AllocationNotFound(_) => row(404, "InvalidAllocationId.NotFound", "Specified allocation ID is not found."),
        E::AlreadyAssociated { .. } => row(400, "IncorrectEipStatus", "Current elastic IP status does not support this operation"),
        E::InUse(_) => row(400, "IncorrectEipStatus", "Current elastic IP status does not support this operation."),
        E::LimitReached => row(400, "QuotaExceeded.Eip", "Elastic IP address quota exceeded"),
        E::InstanceState { .. } => row(400, "IncorrectInstanceStatus", "The current status of instance does not support this operation."),
    }
}

/// Errors that only Alibaba Cloud has.
#[rustfmt::skip]
pub(super) fn alibaba_address(error: &AlibabaAddressError) -> VendorError {
    use AlibabaAddressError as E;
    match error {
        E::Free(_) => row(400, "IncorrectEipStatus", "Current elastic IP status does not support this operation."),
        E::Elsewhere(_) => row(404, "InvalidBindInstance.NotFound", "The specified bind instance does not exist."),
        // Ours: that of NAT gateways.
        E::Undeletable(_) => row(400, "InvalidOperation.DeletionProtection", "The instance cannnot delete because of deletion protecion."),
        E::Subscription => row(400, "Forbidden.ChargeTypeIsPrepaid", "It's forbidden to release a prepaid EIP"),
        E::Locked => row(400, "Forbidden.FinancialLocked", "The ip business status is invalid."),
        E::InstanceClassic => row(400, "OperationDenied", "Specified instance is not in VPC."),
        E::InstanceHasElastic => row(400, "InvalidAssociation.Duplicated", "Specified instance already is associated."),
        E::InstanceHasPublic => row(400, "EIP_CAN_NOT_ASSOCIATE_WITH_PUBLIC_IP", "instance already bind natpublicip,cannot bind eip."),
        E::NoPrivateAddress(_) => row(400, "OperationFailed.PrivateIpAddressNotExist", "The operation failed because the PrivateIpAddress is not found."),
        E::InstanceHasBandwidth => row(400, "Forbidden.InstanceBandwidthNotZero", "Eip can not bind with instance when it's bandwidth is not zero."),
    }
}
