//! [ModifyVpcAttribute](https://api.alibabacloud.com/document/Vpc/2016-04-28/ModifyVpcAttribute)

use super::parameters::{changed_text, vpc};
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::error::Error as DomainError;
use crate::domain::network::{Cidr, NetworkError, alibaba_vpc_range};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes the name or the description of a VPC, whether its instances get DNS host names, or its range, in which all its
/// VSwitches must be. IPv6 is not modelled and refused.
pub struct ModifyVpcAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_id: SmolStr,
    vpc_name: Option<SmolStr>,
    description: Option<SmolStr>,
    cidr_block: Option<SmolStr>,
    enable_dns_hostname: Option<bool>,
}

pub struct Plan {
    id: SmolStr,
    name: Option<SmolStr>,
    description: Option<SmolStr>,
    range: Option<Cidr>,
    dns_hostnames: Option<bool>,
}

impl Operation for ModifyVpcAttribute {
    const ACTION: &'static str = "ModifyVpcAttribute";
    const NOT_MODELLED: &'static [(&'static str, &'static str)] =
        &[("EnableIPv6", "false"), ("Ipv6CidrBlock", ""), ("Ipv6Isp", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match (error, error.invalid_parameter()) {
            (Error::Domain(DomainError::Network(NetworkError::VpcNotFound(_))), _) => row(404, "InvalidVpcId.NotFound", "Specified VPC does not exist."),
            (Error::Domain(DomainError::Network(NetworkError::VpcRange(_))), _) => row(400, "InvalidCidrBlock.Malformed", "Specified CIDR block is not valid."),
            (Error::Domain(DomainError::Network(NetworkError::SubnetRange(_))), _) => row(400, "IllegalCidrBlock", "Some subnet cidrBlock is not in the cidrBlock."),
            (_, Some("VpcName")) => row(400, "InvalidVpcName.Malformed", "Specified VPC name is not valid."),
            (_, Some("Description")) => row(400, "InvalidVpcDiscription.Malformed", "Specified VPC description is not valid."),
            _ => return None,
        })
    }
}

impl Change for ModifyVpcAttribute {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let name = changed_text("VpcName", request.vpc_name, 128)?;
        let description = changed_text("Description", request.description, 256)?;
        let range = request.cidr_block.map(|text| alibaba_vpc_range(Some(&text))).transpose()?;
        let vpc = vpc(at.region, &request.vpc_id)?;
        if let Some(range) = range {
            let mut v_switches = at.region.subnets.values().filter(|subnet| subnet.vpc == vpc.id);
            if let Some(outside) = v_switches.find(|subnet| !range.contains(subnet.range())) {
                return Err(NetworkError::SubnetRange(outside.range()).into());
            }
        }
        Ok(Plan { id: request.vpc_id, name, description, range, dns_hostnames: request.enable_dns_hostname })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        if let Some(vpc) = at.region.vpcs.get_mut(&plan.id) {
            vpc.cidr = plan.range.unwrap_or(vpc.cidr);
            let facts = &mut vpc.alibaba;
            facts.name = plan.name.unwrap_or(std::mem::take(&mut facts.name));
            facts.description = plan.description.unwrap_or(std::mem::take(&mut facts.description));
            facts.dns_hostnames = plan.dns_hostnames.unwrap_or(facts.dns_hostnames);
        }
        Done {}
    }
}
