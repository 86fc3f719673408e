//! What ECS and the VPC API say of elastic addresses: the same, as ECS's operations of these are the VPC API's of old.

use super::{VendorError, row};
use crate::domain::network::address::AddressError;

/// What is wrong with an elastic address that is asked for.
#[rustfmt::skip]
pub(super) fn address(error: &AddressError) -> VendorError {
    match error {
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
        AddressError::InstanceState { .. } => row(400, "IncorrectInstanceStatus", "The current status of instance does not support this operation."),
    }
}
