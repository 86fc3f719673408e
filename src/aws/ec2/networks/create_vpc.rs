//! [CreateVpc](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html)

use super::vpc_view::VpcView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, tags};
use crate::domain::compute::instance::{Tags, Tenancy};
use crate::domain::network::{Cidr, make_vpc, vpc_range};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, not_modelled};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates a VPC with the given IPv4 range, its default security group and its main route table. Parameters for IPv6
/// and IPAM pools are not modelled and refused.
pub struct CreateVpc;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    cidr_block: Option<SmolStr>,
    instance_tenancy: Option<VpcTenancy>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
    amazon_provided_ipv6_cidr_block: Option<bool>,
    ipv6_pool: Option<SmolStr>,
    ipv6_cidr_block: Option<SmolStr>,
    ipv6_cidr_block_network_border_group: Option<SmolStr>,
    ipv4_ipam_pool_id: Option<SmolStr>,
    ipv4_netmask_length: Option<i64>,
    ipv6_ipam_pool_id: Option<SmolStr>,
    ipv6_netmask_length: Option<i64>,
    vpc_encryption_control: Option<VpcEncryptionControl>,
}

/// AWS's type also has the value `host`, which this action does not accept.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum VpcTenancy {
    Default,
    Dedicated,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "only its presence matters: the request is refused")]
struct VpcEncryptionControl {
    mode: Option<SmolStr>,
    internet_gateway_exclusion: Option<SmolStr>,
    egress_only_internet_gateway_exclusion: Option<SmolStr>,
    nat_gateway_exclusion: Option<SmolStr>,
    virtual_private_gateway_exclusion: Option<SmolStr>,
    vpc_peering_exclusion: Option<SmolStr>,
    lambda_exclusion: Option<SmolStr>,
    vpc_lattice_exclusion: Option<SmolStr>,
    elastic_file_system_exclusion: Option<SmolStr>,
    global_accelerator_exclusion: Option<SmolStr>,
    api_gateway_v2_exclusion: Option<SmolStr>,
}

#[derive(Serialize)]
pub struct Response {
    vpc: VpcView,
}

/// The VPC to create.
pub struct Plan {
    cidr: Cidr,
    tenancy: Tenancy,
    tags: Tags,
}

impl Operation for CreateVpc {
    const ACTION: &'static str = "CreateVpc";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for CreateVpc {
    type Plan = Plan;

    fn plan(_: Place<'_>, request: Request) -> Result<Plan, Error> {
        check_modelled(&request)?;
        let cidr = request.cidr_block.as_ref().ok_or_else(|| Error::missing("CidrBlock"))?;
        Ok(Plan {
            cidr: vpc_range(cidr)?,
            tenancy: match request.instance_tenancy {
                Some(VpcTenancy::Dedicated) => Tenancy::Dedicated,
                _ => Tenancy::Default,
            },
            tags: tags(&request.tag_specification, "vpc", &[])?,
        })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let id = make_vpc(at, plan.cidr, plan.tenancy, plan.tags);
        Response { vpc: VpcView::created(at.scope, at.region, &at.region.vpcs[&id]) }
    }
}

/// Refuses parameters that would give the VPC other addresses.
fn check_modelled(request: &Request) -> Result<(), Error> {
    not_modelled(&[
        (request.amazon_provided_ipv6_cidr_block == Some(true), "AmazonProvidedIpv6CidrBlock"),
        (request.ipv6_pool.is_some(), "Ipv6Pool"),
        (request.ipv6_cidr_block.is_some(), "Ipv6CidrBlock"),
        (request.ipv6_cidr_block_network_border_group.is_some(), "Ipv6CidrBlockNetworkBorderGroup"),
        (request.ipv4_ipam_pool_id.is_some(), "Ipv4IpamPoolId"),
        (request.ipv4_netmask_length.is_some(), "Ipv4NetmaskLength"),
        (request.ipv6_ipam_pool_id.is_some(), "Ipv6IpamPoolId"),
        (request.ipv6_netmask_length.is_some(), "Ipv6NetmaskLength"),
        (request.vpc_encryption_control.is_some(), "VpcEncryptionControl"),
    ])
}
