//! [AssociateEipAddress](https://api.alibabacloud.com/document/Ecs/2014-05-26/AssociateEipAddress)

use super::association::Association;
use super::refusals;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::error::{Error as DomainError, InstanceError};
use crate::domain::network::address::AddressError;
use crate::domain::network::{AlibabaNatError, NetworkError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Associates an elastic address with an instance that has neither a public address nor outbound bandwidth, with a NAT gateway, or
/// with the primary private address of a network interface that is not the primary one of an instance.
pub struct AssociateEipAddress;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    allocation_id: SmolStr,
    instance_id: SmolStr,
    instance_type: Option<SmolStr>,
}

impl Operation for AssociateEipAddress {
    const ACTION: &'static str = "AssociateEipAddress";
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match (error, error.invalid_parameter()) {
            (Error::Domain(DomainError::Instance(InstanceError::NotFound(_)) | DomainError::AlibabaNat(AlibabaNatError::NotFound(_))), _) => row(404, "InvalidInstanId.NotFound", "Specified instance does not exist."),
            (Error::Domain(DomainError::Network(NetworkError::InterfaceNotFound(_))), _) => row(404, "InvalidInstanId.NotFound", "Specified instance does not exist."),
            (Error::Domain(DomainError::Address(AddressError::InstanceState { .. }) | DomainError::AlibabaNat(AlibabaNatError::Busy(_))), _) => row(400, "IncorrectInstanceStatus", "Current instance status does not support this operation."),
            (Error::UnknownRegion(_), _) => row(404, "InvalidRegionId.NotFound", "Specified value of InstanceRegionId is not supported."),
            (_, Some("InstanceType")) => refusals::unsupported_target_type(),
            (_, Some("Mode")) => row(400, "Invalid.DirectEip.BindType", "The direct eip can be only associated with eni."),
            (_, Some("PrivateIpAddress")) => row(400, "OperationFailed.PrivateIpAddressNotExist", "The operation failed because the PrivateIpAddress is not found."),
            _ => return None,
        })
    }
}

impl Change for AssociateEipAddress {
    type Plan = Association;

    fn plan(at: Place<'_>, request: Request) -> Result<Association, Error> {
        Association::plan(at, request.allocation_id, request.instance_id, request.instance_type.as_ref(), None)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Association) -> Done {
        plan.commit(at)
    }
}
