//! [AssociateEipAddress](https://api.alibabacloud.com/document/Vpc/2016-04-28/AssociateEipAddress)

use crate::alibaba::ecs::addresses;
use crate::alibaba::ecs::addresses::association::Association;
use crate::alibaba::ecs::common::{Done, check_value};
use crate::alibaba::protocol::Rpc;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Associates an elastic address with an instance that has neither a public address nor bandwidth for one, with a NAT gateway, or
/// with a private address of a network interface that is not the primary one of an instance.
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
    type Plan = Association;

    fn plan(at: Place<'_>, request: Request) -> Result<Association, Error> {
        if let Some(region) = request.instance_region_id.as_ref().filter(|region| *region != at.scope.region) {
            return Err(Error::UnknownRegion(region.to_string()));
        }
        let kind = request.instance_type.as_ref();
        // The other modes are for network interfaces: the address is seen inside of the instance.
        match request.mode.as_deref() {
            Some("BINDED" | "MULTI_BINDED") if kind.is_some_and(|kind| kind == "NetworkInterface") => {
                return Err(Error::NotModelled("Mode, other than NAT".to_owned()));
            }
            _ => check_value("Mode", &request.mode, &["NAT"])?,
        }
        let private_ip = request.private_ip_address.as_ref();
        Association::plan(at, request.allocation_id, request.instance_id, kind, private_ip)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Association) -> Done {
        plan.commit(at)
    }
}
