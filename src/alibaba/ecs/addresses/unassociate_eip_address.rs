//! UnassociateEipAddress.

use super::terms::check_kind;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::estate::{Place, PlaceMut};
use crate::domain::network::address;
use crate::domain::network::eip;
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Takes an elastic address from the instance that has it.
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
    type Dialect = Rpc;
    type Request = Request;
    type Response = Done;
}

impl Change for UnassociateEipAddress {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        check_kind(request.instance_type.as_ref(), Some(&request.instance_id))?;
        eip::check_disassociation(at.region, &request.allocation_id, Some(&request.instance_id))?;
        Ok(request.allocation_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        address::disassociate(at.region, &id);
        Done {}
    }
}
