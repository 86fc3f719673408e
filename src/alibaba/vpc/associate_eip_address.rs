//! [AssociateEipAddress](https://api.alibabacloud.com/document/Vpc/2016-04-28/AssociateEipAddress)

use crate::alibaba::ecs::addresses;
use crate::alibaba::ecs::addresses::terms::check_target_type;
use crate::alibaba::ecs::common::{Done, check_value};
use crate::alibaba::protocol::Rpc;
use crate::domain::network::eip;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Associates an elastic address with an instance. Fails if the instance has a public address, or bandwidth for one.
pub struct AssociateEipAddress;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    allocation_id: SmolStr,
    instance_id: SmolStr,
    instance_type: Option<SmolStr>,
    instance_region_id: Option<SmolStr>,
    private_ip_address: Option<SmolStr>,
    mode: Option<SmolStr>,
}

impl Operation for AssociateEipAddress {
    const ACTION: &'static str = "AssociateEipAddress";
    const CLIENT_TOKEN: bool = true;
    // Only for addresses that are not for an instance.
    const IGNORED: &'static [&'static str] = &["VpcId"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        addresses::associate_eip_address::AssociateEipAddress::refuse(error)
    }
}

impl Change for AssociateEipAddress {
    type Plan = Request;

    fn plan(at: Place<'_>, request: Request) -> Result<Request, Error> {
        check_target_type(request.instance_type.as_ref(), Some(&request.instance_id))?;
        if let Some(region) = request.instance_region_id.as_ref().filter(|region| *region != at.scope.region) {
            return Err(Error::UnknownRegion(region.to_string()));
        }
        // The other modes are for network interfaces.
        check_value("Mode", &request.mode, &["NAT"])?;
        eip::check_association(at.region, at.now, &request.allocation_id, &request.instance_id)?;
        let address = at.region.instances.get(&request.instance_id).map(|instance| instance.nic.private_ip.to_string());
        if let Some(text) = request.private_ip_address.as_ref().filter(|text| Some(text.as_str()) != address.as_deref())
        {
            return Err(Error::invalid("PrivateIpAddress", text, "the private address of the instance"));
        }
        Ok(request)
    }

    fn commit(at: &mut PlaceMut<'_>, request: Request) -> Done {
        eip::associate(at, &request.allocation_id, request.instance_id);
        Done {}
    }
}
