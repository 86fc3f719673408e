//! [AssociateEipAddress](https://api.alibabacloud.com/document/Ecs/2014-05-26/AssociateEipAddress)

use super::refusals;
use super::terms::check_target_type;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::error::{Error as DomainError, InstanceError};
use crate::domain::network::address::AddressError;
use crate::domain::network::eip;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Associates an elastic address with an instance that has neither a public address nor outbound bandwidth.
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
            (Error::Domain(DomainError::Instance(InstanceError::NotFound(_))), _) => row(404, "InvalidInstanId.NotFound", "Specified instance does not exist."),
            (Error::Domain(DomainError::Address(AddressError::InstanceState { .. })), _) => row(400, "IncorrectInstanceStatus", "Current instance status does not support this operation."),
            (Error::UnknownRegion(_), _) => row(404, "InvalidRegionId.NotFound", "Specified value of InstanceRegionId is not supported."),
            (_, Some("InstanceType")) => refusals::unsupported_target_type(),
            (_, Some("Mode")) => row(400, "Invalid.DirectEip.BindType", "The direct eip can be only associated with eni."),
            (_, Some("PrivateIpAddress")) => row(400, "OperationFailed.PrivateIpAddressNotExist", "The operation failed because the PrivateIpAddress is not found."),
            _ => return None,
        })
    }
}

impl Change for AssociateEipAddress {
    type Plan = Request;

    fn plan(at: Place<'_>, request: Request) -> Result<Request, Error> {
        check_target_type(request.instance_type.as_ref(), Some(&request.instance_id))?;
        eip::check_association(at.region, at.now, &request.allocation_id, &request.instance_id)?;
        Ok(request)
    }

    fn commit(at: &mut PlaceMut<'_>, request: Request) -> Done {
        eip::associate(at, &request.allocation_id, request.instance_id);
        Done {}
    }
}
