//! [CreateVpc](https://api.alibabacloud.com/document/Vpc/2016-04-28/CreateVpc)

use super::parameters::{check_vpc_ipv6, text, user_cidrs};
use crate::alibaba::ecs::common::{TagRequest, tags};
use crate::alibaba::ecs::texts::resource_group;
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::Tags;
use crate::domain::error::Error as DomainError;
use crate::domain::network::{Cidr, NetworkError, VpcFacts, alibaba_vpc_range, enable_vpc_ipv6, make_alibaba_vpc};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates a VPC with its router and route table. It is available at once (ours: the vendor's is `Pending` for a
/// moment). IPAM pools are not modelled and refused.
pub struct CreateVpc;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    cidr_block: Option<SmolStr>,
    vpc_name: Option<SmolStr>,
    description: Option<SmolStr>,
    user_cidr: Option<SmolStr>,
    resource_group_id: Option<SmolStr>,
    enable_dns_hostname: Option<bool>,
    enable_ipv6: Option<bool>,
    ipv6_cidr_block: Option<SmolStr>,
    ipv6_isp: Option<SmolStr>,
    #[serde(default)]
    tag: Vec<TagRequest>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    vpc_id: SmolStr,
    #[serde(rename = "VRouterId")]
    v_router_id: SmolStr,
    route_table_id: SmolStr,
    resource_group_id: SmolStr,
}

/// The VPC to create.
pub struct Plan {
    cidr: Cidr,
    facts: VpcFacts,
    ipv6: bool,
    tags: Tags,
}

impl Operation for CreateVpc {
    const ACTION: &'static str = "CreateVpc";
    const REGION_ID: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] =
        &[("Ipv4CidrMask", ""), ("Ipv4IpamPoolId", ""), ("Ipv6CidrMask", ""), ("Ipv6IpamPoolId", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match (error, error.invalid_parameter()) {
            (Error::Domain(DomainError::Network(NetworkError::CidrMalformed(_))), _) => row(400, "InvalidParameter", "Specified CIDR block is not valid"),
            (_, Some("VpcName")) => row(400, "InvalidVpcName.Malformed", "Specified VPC name is not valid."),
            (_, Some("Description")) => row(400, "InvalidVpcDiscription.Malformed", "Specified VPC description is not valid."),
            (_, Some("UserCidr")) => row(400, "IllegalParam.UserCidr", "UserCidr is not a valid or strict address."),
            (_, Some("UserCidr.Count")) => row(400, "InvalidUserCidr.Quota", "Specified  UserCidr number is greater than 3."),
            (_, Some("UserCidr.Range")) => row(400, "InvalidUserCidr.Malformed", "Specified  UserCidr  overlapping in of 100.64.0.0/10."),
            _ => return None,
        })
    }
}

impl Change for CreateVpc {
    type Plan = Plan;

    fn plan(_: Place<'_>, request: Request) -> Result<Plan, Error> {
        let ipv6 = request.enable_ipv6.unwrap_or(false);
        if request.ipv6_cidr_block.is_some() && !ipv6 {
            let text = "The param of EnableIpv6 is missing.";
            return Err(Error::Own(row(400, "MissingParam.EnableIpv6", text)));
        }
        check_vpc_ipv6(request.ipv6_cidr_block, request.ipv6_isp.as_ref())?;
        Ok(Plan {
            ipv6,
            cidr: alibaba_vpc_range(request.cidr_block.as_ref())?,
            facts: VpcFacts {
                name: text("VpcName", request.vpc_name, 128)?,
                description: text("Description", request.description, 256)?,
                user_cidrs: user_cidrs(request.user_cidr)?.unwrap_or_default(),
                dns_hostnames: request.enable_dns_hostname.unwrap_or(false),
                resource_group: resource_group(request.resource_group_id)?,
                ..VpcFacts::default()
            },
            tags: tags(&request.tag)?,
        })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let id = make_alibaba_vpc(at, plan.cidr, plan.facts, plan.tags);
        if plan.ipv6 {
            enable_vpc_ipv6(at.region, &id);
        }
        let facts = &at.region.vpcs[&id].alibaba;
        Response {
            v_router_id: facts.router.clone(),
            route_table_id: facts.route_table.clone(),
            resource_group_id: facts.resource_group.clone(),
            vpc_id: id,
        }
    }
}
