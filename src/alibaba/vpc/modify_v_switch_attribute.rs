//! [ModifyVSwitchAttribute](https://api.alibabacloud.com/document/Vpc/2016-04-28/ModifyVSwitchAttribute)

use super::parameters::{changed_text, v_switch};
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::error::Error as DomainError;
use crate::domain::network::NetworkError;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes the name or the description of a VSwitch. IPv6 is not modelled and refused.
pub struct ModifyVSwitchAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(rename = "VSwitchId")]
    v_switch_id: SmolStr,
    #[serde(rename = "VSwitchName")]
    v_switch_name: Option<SmolStr>,
    description: Option<SmolStr>,
}

impl Operation for ModifyVSwitchAttribute {
    const ACTION: &'static str = "ModifyVSwitchAttribute";
    const NOT_MODELLED: &'static [(&'static str, &'static str)] =
        &[("EnableIPv6", "false"), ("Ipv6CidrBlock", ""), ("Ipv6CidrMask", ""), ("VpcIpv6CidrBlock", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match (error, error.invalid_parameter()) {
            (Error::Domain(DomainError::Network(NetworkError::SubnetNotFound(_))), _) => row(404, "InvalidVSwitchId.NotFound", "The specified virtual switch does not exists."),
            (_, Some("VSwitchName")) => row(400, "InvalidVSwitchName.Malformed", "Specified virtual switch name is not valid."),
            (_, Some("Description")) => row(400, "InvalidVSwitchDiscription.Malformed", "Specified virtual switch description is not valid."),
            _ => return None,
        })
    }
}

impl Change for ModifyVSwitchAttribute {
    type Plan = Request;

    fn plan(at: Place<'_>, mut request: Request) -> Result<Request, Error> {
        request.v_switch_name = changed_text("VSwitchName", request.v_switch_name, 128)?;
        request.description = changed_text("Description", request.description, 256)?;
        v_switch(at.region, &request.v_switch_id)?;
        Ok(request)
    }

    fn commit(at: &mut PlaceMut<'_>, request: Request) -> Done {
        if let Some(subnet) = at.region.subnets.get_mut(&request.v_switch_id) {
            let facts = &mut subnet.alibaba;
            facts.name = request.v_switch_name.unwrap_or(std::mem::take(&mut facts.name));
            facts.description = request.description.unwrap_or(std::mem::take(&mut facts.description));
        }
        Done {}
    }
}
