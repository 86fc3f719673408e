//! AssociateEipAddress.

use super::terms::check_kind;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::estate::{Place, PlaceMut};
use crate::domain::network::eip;
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Gives an elastic address to an instance that has no public address, and no bandwidth for one.
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
    type Dialect = Rpc;
    type Request = Request;
    type Response = Done;
}

impl Change for AssociateEipAddress {
    type Plan = Request;

    fn plan(at: Place<'_>, request: Request) -> Result<Request, Error> {
        check_kind(request.instance_type.as_ref(), Some(&request.instance_id))?;
        eip::check_association(at.region, at.now, &request.allocation_id, &request.instance_id)?;
        Ok(request)
    }

    fn commit(at: &mut PlaceMut<'_>, request: Request) -> Done {
        eip::associate(at, &request.allocation_id, request.instance_id);
        Done {}
    }
}
