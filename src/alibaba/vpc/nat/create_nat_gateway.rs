//! [CreateNatGateway](https://api.alibabacloud.com/document/Vpc/2016-04-28/CreateNatGateway)

use super::parameters::{description, name};
use crate::alibaba::ecs::common::{TagRequest, check_value, tags};
use crate::alibaba::protocol::Rpc;
use crate::alibaba::vpc::parameters::{v_switch, vpc};
use crate::domain::error::Error as DomainError;
use crate::domain::network::{NatOptions, NetworkError, NewAlibabaNat, alibaba_nat, check_new_nat, make_alibaba_nat};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// Creates an enhanced NAT gateway that is paid by use, for the Internet or for private networks. One for the Internet comes with
/// an entry of the VPC's system route table for 0.0.0.0/0, unless the table has one (ours: the vendor's pages do not say what
/// then happens). Standard gateways, subscriptions and payment by size are what the vendor no longer sells. PrivateLink and
/// prefixes of NAT addresses are not modelled and refused.
pub struct CreateNatGateway;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_id: SmolStr,
    v_switch_id: Option<SmolStr>,
    name: Option<SmolStr>,
    description: Option<SmolStr>,
    nat_type: Option<SmolStr>,
    network_type: Option<SmolStr>,
    instance_charge_type: Option<SmolStr>,
    internet_charge_type: Option<SmolStr>,
    eip_bind_mode: Option<SmolStr>,
    availability_mode: Option<SmolStr>,
    icmp_reply_enabled: Option<bool>,
    security_protection_enabled: Option<bool>,
    nat_ip: Option<SmolStr>,
    #[serde(default)]
    tag: Vec<TagRequest>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    nat_gateway_id: SmolStr,
    forward_table_ids: ForwardTableIds,
    snat_table_ids: SnatTableIds,
    full_nat_table_ids: FullNatTableIds,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ForwardTableIds {
    pub forward_table_id: [SmolStr; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SnatTableIds {
    pub snat_table_id: [SmolStr; 1],
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct FullNatTableIds {
    full_nat_table_id: [SmolStr; 0],
}

impl Operation for CreateNatGateway {
    const ACTION: &'static str = "CreateNatGateway";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    // The vendor's page: "no longer used".
    const IGNORED: &'static [&'static str] = &["AutoPay", "Duration", "PricingCycle", "Spec"];
    const NOT_MODELLED: &'static [(&'static str, &'static str)] =
        &[("AccessMode", ""), ("Ipv4Prefix", ""), ("PrivateLinkEnabled", "false")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match (error, error.missing_parameter()) {
            (Error::Domain(DomainError::Network(NetworkError::VpcNotFound(_))), _) => row(404, "InvalidVpcId.NotFound", "Specified value of VpcId is not found in our record."),
            // The vendor's text is a placeholder.
            (Error::Domain(DomainError::Network(NetworkError::SubnetNotFound(_))), _) => row(400, "InvalidVSWITCHID.NotFound", "The specified resource of VSwitch is not found."),
            (_, Some("VSwitchId")) => row(400, "MissingParameter", "Miss mandatory parameter."),
            _ => return None,
        })
    }
}

impl Change for CreateNatGateway {
    type Plan = NewAlibabaNat;

    fn plan(at: Place<'_>, request: Request) -> Result<NewAlibabaNat, Error> {
        let options = request.options()?;
        let name = name(request.name, 2..=128)?.unwrap_or_default();
        let description = description(request.description, 2..=256)?.unwrap_or_default();
        let tags = tags(&request.tag)?;
        let v_switch_id = request.v_switch_id.ok_or_else(|| Error::missing("VSwitchId"))?;
        let vpc = vpc(at.region, &request.vpc_id)?.id.clone();
        let subnet = v_switch(at.region, &v_switch_id)?;
        check_new_nat(at.region, &vpc, &v_switch_id)?;
        let free = |text: &SmolStr| {
            let address = text.parse::<Ipv4Addr>().ok().filter(|address| subnet.is_free(*address));
            address.ok_or_else(|| Error::invalid("NatIp", text, "a free address of the VSwitch"))
        };
        let private_ip = request.nat_ip.as_ref().map(free).transpose()?;
        Ok(NewAlibabaNat { vpc, v_switch: v_switch_id, name, description, options, private_ip, tags })
    }

    fn commit(at: &mut PlaceMut<'_>, new: NewAlibabaNat) -> Response {
        let id = make_alibaba_nat(at, new);
        let tables = alibaba_nat(at.region, &id).map(|made| (made.forward_table.clone(), made.snat_table.clone()));
        let (forward, snat) = tables.unwrap_or_default();
        Response {
            nat_gateway_id: id,
            forward_table_ids: ForwardTableIds { forward_table_id: [forward] },
            snat_table_ids: SnatTableIds { snat_table_id: [snat] },
            full_nat_table_ids: FullNatTableIds::default(),
        }
    }
}

impl Request {
    #[rustfmt::skip]
    fn options(&self) -> Result<NatOptions, Error> {
        check_value("NatType", &self.nat_type, &["Enhanced", "Normal"])?;
        check_value("NetworkType", &self.network_type, &["internet", "intranet"])?;
        check_value("InstanceChargeType", &self.instance_charge_type, &["PostPaid", "PrePaid"])?;
        check_value("EipBindMode", &self.eip_bind_mode, &["MULTI_BINDED", "NAT"])?;
        check_value("AvailabilityMode", &self.availability_mode, &["CrossAZ", "SingleAZ"])?;
        let refused = match self.internet_charge_type.as_deref() {
            _ if self.nat_type.as_deref() == Some("Normal") => row(400, "OperationFailed.NormalInventoryNotEnough", "Standard NAT gateways are no longer offered. You can create enhanced NAT gateways and set the correct natType."),
            _ if self.instance_charge_type.as_deref() == Some("PrePaid") => row(400, "OperationDenied.PrePaidInstance", "The operation is not allowed because prepaid instance is no longer supported."),
            _ if self.security_protection_enabled == Some(true) => row(400, "UnsupportedFeature.SecurityProtectionEnabled", "The feature of SecurityProtectionEnabled is not supported."),
            Some("PayBySpec") => row(400, "Forbidden.NatPayBySpec", "Pay-by-specification NAT is no longer supported. Newly purchased pay-as-you-go NAT gateways only support the pay-by-CU metering method."),
            Some(other) if other != "PayByLcu" => row(400, "UnsupportedFeature.InternetChargeType", "The feature of InternetChargeType is not supported."),
            _ => return Ok(NatOptions {
                internet: self.network_type.as_deref() != Some("intranet"),
                occupies: self.eip_bind_mode.as_deref() == Some("NAT"),
                icmp_reply: self.icmp_reply_enabled.unwrap_or(true),
                single_zone: self.availability_mode.as_deref() == Some("SingleAZ"),
            }),
        };
        Err(Error::Own(refused))
    }
}
