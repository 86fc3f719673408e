//! [ModifyVpcAttribute](https://api.alibabacloud.com/document/Vpc/2016-04-28/ModifyVpcAttribute)

use super::parameters::{changed_text, check_vpc_ipv6, user_cidrs, vpc};
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::error::Error as DomainError;
use crate::domain::network::{Cidr, NetworkError, alibaba_vpc_range, check_vpc_ipv6_unused, enable_vpc_ipv6};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes the name or the description of a VPC, whether its instances get DNS host names, whether it has a range of IPv6, which no
/// VSwitch may need any more, its range of IPv4, in which all its VSwitches must
/// be, or the ranges of the user's own networks.
pub struct ModifyVpcAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_id: SmolStr,
    vpc_name: Option<SmolStr>,
    description: Option<SmolStr>,
    cidr_block: Option<SmolStr>,
    enable_dns_hostname: Option<bool>,
    #[serde(rename = "EnableIPv6")]
    enable_ipv6: Option<bool>,
    ipv6_cidr_block: Option<SmolStr>,
    ipv6_isp: Option<SmolStr>,
    user_cidr: Option<SmolStr>,
}

pub struct Plan {
    id: SmolStr,
    name: Option<SmolStr>,
    description: Option<SmolStr>,
    range: Option<Cidr>,
    dns_hostnames: Option<bool>,
    ipv6: Option<bool>,
    user_cidrs: Option<Vec<Cidr>>,
}

impl Operation for ModifyVpcAttribute {
    const ACTION: &'static str = "ModifyVpcAttribute";
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
            (_, Some("UserCidr")) => row(400, "InvalidParameter", "Specified UserCidr invalid format."),
            (_, Some("UserCidr.Count")) => row(400, "InvalidUserCidr.Quota", "Specified UserCidr number is greater than 3."),
            (_, Some("UserCidr.Range")) => row(400, "InvalidUserCidr.Malformed", "Specified UserCidr overlapping in of 100.64.0.0/10."),
            _ => return None,
        })
    }
}

impl Change for ModifyVpcAttribute {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let name = changed_text("VpcName", request.vpc_name, 128)?;
        let description = changed_text("Description", request.description, 256)?;
        let user_cidrs = user_cidrs(request.user_cidr)?;
        let range = request.cidr_block.map(|text| alibaba_vpc_range(Some(&text))).transpose()?;
        let vpc = vpc(at.region, &request.vpc_id)?;
        if request.enable_ipv6.is_some() && range.is_some() {
            let text = "EnableIpv6 and CidrBlock is mutually exclusive.";
            return Err(Error::Own(row(400, "ParamExclusive.EnableIpv6AndCidrBlock", text)));
        }
        check_vpc_ipv6(request.ipv6_cidr_block, request.ipv6_isp.as_ref())?;
        if request.enable_ipv6 == Some(false) {
            check_vpc_ipv6_unused(at.region, vpc)?;
        }
        if let Some(range) = range {
            let mut v_switches = at.region.subnets.values().filter(|subnet| subnet.vpc == vpc.id);
            if let Some(outside) = v_switches.find(|subnet| !range.contains(subnet.range())) {
                return Err(NetworkError::SubnetRange(outside.range()).into());
            }
        }
        let (dns_hostnames, ipv6) = (request.enable_dns_hostname, request.enable_ipv6);
        Ok(Plan { id: request.vpc_id, name, description, range, dns_hostnames, ipv6, user_cidrs })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        if plan.ipv6 == Some(true) {
            enable_vpc_ipv6(at.region, &plan.id);
        }
        if let Some(vpc) = at.region.vpcs.get_mut(&plan.id) {
            vpc.cidr = plan.range.unwrap_or(vpc.cidr);
            let facts = &mut vpc.alibaba;
            facts.name = plan.name.unwrap_or(std::mem::take(&mut facts.name));
            facts.description = plan.description.unwrap_or(std::mem::take(&mut facts.description));
            facts.user_cidrs = plan.user_cidrs.unwrap_or(std::mem::take(&mut facts.user_cidrs));
            facts.ipv6 = facts.ipv6.filter(|_| plan.ipv6 != Some(false));
            facts.dns_hostnames = plan.dns_hostnames.unwrap_or(facts.dns_hostnames);
        }
        Done {}
    }
}
