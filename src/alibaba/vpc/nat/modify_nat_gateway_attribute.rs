//! [ModifyNatGatewayAttribute](https://api.alibabacloud.com/document/Vpc/2016-04-28/ModifyNatGatewayAttribute)

use super::parameters::{description, name};
use crate::alibaba::ecs::common::{Done, check_value};
use crate::alibaba::protocol::Rpc;
use crate::domain::error::Error as DomainError;
use crate::domain::network::{AlibabaNatError, alibaba_nat, check_occupying, set_occupying};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes the name or the description of a NAT gateway, whether it answers echo requests, or lets its elastic addresses occupy
/// addresses of the VSwitch. Logs of sessions are not modelled and refused.
pub struct ModifyNatGatewayAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    nat_gateway_id: SmolStr,
    name: Option<SmolStr>,
    description: Option<SmolStr>,
    icmp_reply_enabled: Option<bool>,
    eip_bind_mode: Option<SmolStr>,
}

impl Operation for ModifyNatGatewayAttribute {
    const ACTION: &'static str = "ModifyNatGatewayAttribute";
    const REGION_ID: bool = true;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("EnableSessionLog", "false"), ("LogDelivery", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        let Error::Domain(DomainError::AlibabaNat(error)) = error else { return None };
        Some(match error {
            AlibabaNatError::Private(_) => row(400, "UnsupportedFeature.IndirectConvertForVpcNat", "The VPC NAT gateway is not support to change EIP bond type."),
            AlibabaNatError::NoAddress(_) => row(400, "ResourceNotEnough.SwitchAvailableIps", "The available private Ip number is not enough in your subnet."),
            _ => return None,
        })
    }
}

impl Change for ModifyNatGatewayAttribute {
    type Plan = Request;

    fn plan(at: Place<'_>, mut request: Request) -> Result<Request, Error> {
        let given = [&request.name, &request.description, &request.eip_bind_mode];
        if given.iter().all(|text| text.is_none()) && request.icmp_reply_enabled.is_none() {
            let text = "The parameter must not be null, name or description or icmpReplyEnabled";
            return Err(Error::Own(row(400, "InvalidParams.NotNull", text)));
        }
        request.name = name(request.name, 1..=128)?;
        request.description = description(request.description, 1..=128)?;
        check_value("EipBindMode", &request.eip_bind_mode, &["NAT"])?;
        let gateway = alibaba_nat(at.region, &request.nat_gateway_id)?;
        gateway.check_available()?;
        if request.eip_bind_mode.is_some() {
            check_occupying(at.region, gateway)?;
        }
        Ok(request)
    }

    fn commit(at: &mut PlaceMut<'_>, request: Request) -> Done {
        if request.eip_bind_mode.is_some() {
            set_occupying(at.region, &request.nat_gateway_id);
        }
        if let Some(gateway) = at.region.alibaba_nats.get_mut(&request.nat_gateway_id) {
            gateway.name = request.name.unwrap_or(std::mem::take(&mut gateway.name));
            gateway.description = request.description.unwrap_or(std::mem::take(&mut gateway.description));
            gateway.options.icmp_reply = request.icmp_reply_enabled.unwrap_or(gateway.options.icmp_reply);
        }
        Done {}
    }
}
