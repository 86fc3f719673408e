//! [UnassociateEipAddress](https://api.alibabacloud.com/document/Ecs/2014-05-26/UnassociateEipAddress)

use super::refusals;
use super::terms::target_type;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::error::{Error as DomainError, InstanceError};
use crate::domain::network::address::AddressError;
use crate::domain::network::eip;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Disassociates an elastic address from its instance, network interface or NAT gateway.
pub struct UnassociateEipAddress;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    allocation_id: SmolStr,
    instance_id: SmolStr,
    instance_type: Option<SmolStr>,
}

impl Operation for UnassociateEipAddress {
    const ACTION: &'static str = "UnassociateEipAddress";
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match (error, error.invalid_parameter()) {
            (Error::Domain(DomainError::Instance(InstanceError::NotFound(_))), _) => row(400, "InvalidInstanceId.NotFound", "Specified instance does not exist."),
            (Error::Domain(DomainError::Address(AddressError::AllocationNotFound(_))), _) => row(404, "InvalidAllocationId.NotFound", "Specified allocation ID is not found"),
            (_, Some("InstanceType")) => refusals::unsupported_target_type(),
            _ => return refusals::unknown_region(error),
        })
    }
}

impl Change for UnassociateEipAddress {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        target_type(request.instance_type.as_ref(), Some(&request.instance_id))?;
        eip::check_disassociation(at.region, &request.allocation_id, Some(&request.instance_id), false)?;
        Ok(request.allocation_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        eip::disassociate(at.region, &id);
        Done {}
    }
}
