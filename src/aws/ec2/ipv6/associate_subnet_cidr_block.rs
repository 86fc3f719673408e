//! [AssociateSubnetCidrBlock](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateSubnetCidrBlock.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::networks::vpc_view::Ipv6AssociationView;
use crate::aws::ec2::networks::{subnet, vpc};
use crate::domain::network::{AwsVpcError, Cidr6, associate_subnet_range, subnet_range6};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Gives a subnet a range of IPv6, one of its VPC's.
pub struct AssociateSubnetCidrBlock;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    subnet_id: SmolStr,
    ipv6_cidr_block: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    subnet_id: SmolStr,
    ipv6_cidr_block_association: Option<Ipv6AssociationView>,
}

impl Operation for AssociateSubnetCidrBlock {
    const ACTION: &'static str = "AssociateSubnetCidrBlock";
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("Ipv6IpamPoolId", ""), ("Ipv6NetmaskLength", "")];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for AssociateSubnetCidrBlock {
    type Plan = (SmolStr, Cidr6);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let subnet = subnet(at.region, &request.subnet_id)?;
        let text = request.ipv6_cidr_block.ok_or_else(|| Error::missing("Ipv6CidrBlock"))?;
        let range = subnet_range6(at.region, vpc(at.region, &subnet.vpc)?, &text)?;
        if subnet.aws.ipv6.is_some() {
            return Err(AwsVpcError::SubnetHasRange6(request.subnet_id).into());
        }
        Ok((request.subnet_id, range))
    }

    fn commit(at: &mut PlaceMut<'_>, (subnet_id, range): Self::Plan) -> Response {
        associate_subnet_range(at, &subnet_id, range);
        let made = at.region.subnets.get(&subnet_id).and_then(|subnet| subnet.aws.ipv6.as_ref());
        let ipv6_cidr_block_association = made.map(|one| Ipv6AssociationView::of_subnet(one, "associating"));
        Response { subnet_id, ipv6_cidr_block_association }
    }
}
