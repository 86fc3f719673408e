//! [AssociateVpcCidrBlock](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateVpcCidrBlock.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::networks::vpc;
use crate::aws::ec2::networks::vpc_view::{AssociationView, Ipv6AssociationView};
use crate::domain::network::{
    Cidr, associate_vpc_range, associate_vpc_range6, check_vpc_range, check_vpc_range6, vpc_range,
};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Gives a VPC a further range of IPv4, or one of IPv6 of Amazon's. Of the rules for ranges, those about which private ranges go
/// together are not modelled. Ranges of one's own, and IPAM pools, are refused.
pub struct AssociateVpcCidrBlock;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_id: SmolStr,
    cidr_block: Option<SmolStr>,
    amazon_provided_ipv6_cidr_block: Option<bool>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    vpc_id: SmolStr,
    cidr_block_association: Option<AssociationView>,
    ipv6_cidr_block_association: Option<Ipv6AssociationView>,
}

impl Operation for AssociateVpcCidrBlock {
    const ACTION: &'static str = "AssociateVpcCidrBlock";
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("Ipv4IpamPoolId", ""),
        ("Ipv4NetmaskLength", ""),
        ("Ipv6CidrBlock", ""),
        ("Ipv6CidrBlockNetworkBorderGroup", ""),
        ("Ipv6IpamPoolId", ""),
        ("Ipv6NetmaskLength", ""),
        ("Ipv6Pool", ""),
    ];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

/// The range.
pub enum Plan {
    V4(SmolStr, Cidr),
    V6(SmolStr),
}

impl Change for AssociateVpcCidrBlock {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let vpc = vpc(at.region, &request.vpc_id)?;
        match (request.cidr_block, request.amazon_provided_ipv6_cidr_block == Some(true)) {
            (Some(text), false) => {
                let range = vpc_range(&text)?;
                check_vpc_range(at.region, vpc, range)?;
                Ok(Plan::V4(request.vpc_id, range))
            }
            (None, true) => {
                check_vpc_range6(vpc)?;
                Ok(Plan::V6(request.vpc_id))
            }
            (None, false) => Err(Error::missing("CidrBlock")),
            (Some(_), true) => {
                let text = "The parameter cidrBlock cannot be used with the parameter amazonProvidedIpv6CidrBlock";
                Err(Error::Conflict(text.to_owned()))
            }
        }
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let (vpc_id, id) = match plan {
            Plan::V4(vpc, range) => {
                let id = associate_vpc_range(at, &vpc, range);
                (vpc, id)
            }
            Plan::V6(vpc) => {
                let id = associate_vpc_range6(at, &vpc);
                (vpc, id)
            }
        };
        let vpc = &at.region.vpcs[&vpc_id];
        let v4 = vpc.more.iter().find(|one| one.id == id);
        let v6 = vpc.ipv6.iter().find(|one| one.id == id);
        Response {
            cidr_block_association: v4.map(|one| AssociationView::new(one, "associating")),
            ipv6_cidr_block_association: v6.map(|one| Ipv6AssociationView::of_vpc(at.scope, one, "associating")),
            vpc_id,
        }
    }
}
