//! [UnassociateEipAddress](https://api.alibabacloud.com/document/Vpc/2016-04-28/UnassociateEipAddress)

use crate::alibaba::ecs::addresses;
use crate::alibaba::ecs::addresses::terms::target_type;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::eip;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Disassociates an elastic address from its instance, network interface or NAT gateway. By force also if entries of the gateway
/// have it: DNAT entries then go with it, and SNAT entries that have no other (ours).
pub struct UnassociateEipAddress;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    allocation_id: SmolStr,
    instance_id: Option<SmolStr>,
    instance_type: Option<SmolStr>,
    force: Option<bool>,
}

impl Operation for UnassociateEipAddress {
    const ACTION: &'static str = "UnassociateEipAddress";
    const CLIENT_TOKEN: bool = true;
    // An address is that of one private address.
    const IGNORED: &'static [&'static str] = &["PrivateIpAddress"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        addresses::unassociate_eip_address::UnassociateEipAddress::refuse(error)
    }
}

impl Change for UnassociateEipAddress {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        target_type(request.instance_type.as_ref(), request.instance_id.as_ref())?;
        let force = request.force.unwrap_or(false);
        eip::check_disassociation(at.region, &request.allocation_id, request.instance_id.as_ref(), force)?;
        Ok(request.allocation_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        eip::disassociate(at.region, &id);
        Done {}
    }
}
