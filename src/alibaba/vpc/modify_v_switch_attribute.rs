//! [ModifyVSwitchAttribute](https://api.alibabacloud.com/document/Vpc/2016-04-28/ModifyVSwitchAttribute)

use super::parameters::{changed_text, v_switch, v_switch_ipv6, vpc};
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::error::Error as DomainError;
use crate::domain::network::interfaces::nics;
use crate::domain::network::{AlibabaNetworkError, Cidr6, NetworkError, Subnet};
use crate::domain::place::{Place, PlaceMut};
use crate::domain::region::Region;
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes the name or the description of a VSwitch, or gives it a range of IPv6, which cannot become another one, or takes it.
pub struct ModifyVSwitchAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(rename = "VSwitchId")]
    v_switch_id: SmolStr,
    #[serde(rename = "VSwitchName")]
    v_switch_name: Option<SmolStr>,
    description: Option<SmolStr>,
    #[serde(rename = "EnableIPv6")]
    enable_ipv6: Option<bool>,
    ipv6_cidr_block: Option<i64>,
    vpc_ipv6_cidr_block: Option<SmolStr>,
}

pub struct Plan {
    id: SmolStr,
    name: Option<SmolStr>,
    description: Option<SmolStr>,
    ipv6: Option<Cidr6>,
}

impl Operation for ModifyVSwitchAttribute {
    const ACTION: &'static str = "ModifyVSwitchAttribute";
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("Ipv6CidrMask", "64")];
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
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let name = changed_text("VSwitchName", request.v_switch_name.clone(), 128)?;
        let description = changed_text("Description", request.description.clone(), 256)?;
        let subnet = v_switch(at.region, &request.v_switch_id)?;
        let ipv6 = request.ipv6(at, subnet)?;
        Ok(Plan { id: request.v_switch_id, name, description, ipv6 })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        if let Some(subnet) = at.region.subnets.get_mut(&plan.id) {
            let facts = &mut subnet.alibaba;
            facts.name = plan.name.unwrap_or(std::mem::take(&mut facts.name));
            facts.description = plan.description.unwrap_or(std::mem::take(&mut facts.description));
            facts.ipv6 = plan.ipv6;
        }
        Done {}
    }
}

impl Request {
    /// The range of IPv6 from now on.
    fn ipv6(&self, at: Place<'_>, subnet: &Subnet) -> Result<Option<Cidr6>, Error> {
        let present = subnet.alibaba.ipv6;
        match (self.enable_ipv6, self.ipv6_cidr_block) {
            (Some(false), Some(_)) => {
                let text = "DisableIpv6 and Ipv6Cidr are mutually exclusive.";
                Err(Error::Own(row(400, "ParamExclusive.DisableIpv6AndIpv6CidrBlock", text)))
            }
            (Some(false), None) if has_addresses6(at.region, &subnet.id) => {
                let text = "Operation failed because vswitch has ipv6 instance.";
                Err(Error::Own(row(400, "OperationFailed.Ipv6InstanceExist", text)))
            }
            (Some(false), None) => Ok(None),
            (Some(true), None) if present.is_none() => {
                let text = "The param of Ipv6CidrBlock is illegal.";
                Err(Error::Own(row(400, "IllegalParam.Ipv6CidrBlock", text)))
            }
            (_, None) => Ok(present),
            (_, number) => {
                let vpc = vpc(at.region, &subnet.vpc)?;
                let chosen = |range: Cidr6| number == Some(i64::from(range.base().octets()[7]));
                match present {
                    Some(range) if chosen(range) => Ok(present),
                    Some(_) => Err(AlibabaNetworkError::Ipv6Stays(subnet.id.clone()).into()),
                    None => v_switch_ipv6(at.region, vpc, number, self.vpc_ipv6_cidr_block.as_ref()),
                }
            }
        }
    }
}

/// Whether an interface of a VSwitch has an address of IPv6.
fn has_addresses6(region: &Region, subnet: &SmolStr) -> bool {
    nics(region).any(|nic| nic.subnet == *subnet && !nic.ipv6.is_empty())
}
