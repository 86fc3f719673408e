//! [CreateVpc](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html)

use super::vpc_view::VpcView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, tags};
use crate::domain::compute::instance::{Tags, Tenancy};
use crate::domain::network::{Cidr, associate_vpc_range6, make_vpc, vpc_range};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates a VPC with the given IPv4 range, one of IPv6 if it is asked for, its default security group, main route table and
/// default network ACL. Ranges of IPv6 of one's own, and IPAM pools, are not modelled and refused.
pub struct CreateVpc;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    cidr_block: Option<SmolStr>,
    instance_tenancy: Option<VpcTenancy>,
    amazon_provided_ipv6_cidr_block: Option<bool>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

/// AWS's type also has the value `host`, which this action does not accept.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum VpcTenancy {
    Default,
    Dedicated,
}

#[derive(Serialize)]
pub struct Response {
    vpc: VpcView,
}

/// The VPC to create.
pub struct Plan {
    cidr: Cidr,
    tenancy: Tenancy,
    ipv6: bool,
    tags: Tags,
}

impl Operation for CreateVpc {
    const ACTION: &'static str = "CreateVpc";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("Ipv4IpamPoolId", ""),
        ("Ipv4NetmaskLength", ""),
        ("Ipv6CidrBlock", ""),
        ("Ipv6CidrBlockNetworkBorderGroup", ""),
        ("Ipv6IpamPoolId", ""),
        ("Ipv6NetmaskLength", ""),
        ("Ipv6Pool", ""),
        ("VpcEncryptionControl", ""),
    ];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for CreateVpc {
    type Plan = Plan;

    fn plan(_: Place<'_>, request: Request) -> Result<Plan, Error> {
        let cidr = request.cidr_block.as_ref().ok_or_else(|| Error::missing("CidrBlock"))?;
        Ok(Plan {
            cidr: vpc_range(cidr)?,
            tenancy: match request.instance_tenancy {
                Some(VpcTenancy::Dedicated) => Tenancy::Dedicated,
                _ => Tenancy::Default,
            },
            ipv6: request.amazon_provided_ipv6_cidr_block == Some(true),
            tags: tags(&request.tag_specification, "vpc", &[])?,
        })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let id = make_vpc(at, plan.cidr, plan.tenancy, plan.tags);
        if plan.ipv6 {
            associate_vpc_range6(at, &id);
        }
        Response { vpc: VpcView::created(at.scope, &at.region.vpcs[&id]) }
    }
}
