//! [DisassociateSubnetCidrBlock](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisassociateSubnetCidrBlock.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::networks::vpc_view::Ipv6AssociationView;
use crate::domain::network::{check_subnet_disassociation, disassociate_subnet_range};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Takes the range of IPv6 from a subnet. Fails if an instance has one of its addresses.
pub struct DisassociateSubnetCidrBlock;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    association_id: SmolStr,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    subnet_id: SmolStr,
    ipv6_cidr_block_association: Option<Ipv6AssociationView>,
}

impl Operation for DisassociateSubnetCidrBlock {
    const ACTION: &'static str = "DisassociateSubnetCidrBlock";
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for DisassociateSubnetCidrBlock {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        Ok(check_subnet_disassociation(at.region, &request.association_id)?.id.clone())
    }

    fn commit(at: &mut PlaceMut<'_>, subnet_id: SmolStr) -> Response {
        let gone = at.region.subnets.get(&subnet_id).and_then(|subnet| subnet.aws.ipv6.as_ref());
        let ipv6_cidr_block_association = gone.map(|one| Ipv6AssociationView::of_subnet(one, "disassociating"));
        disassociate_subnet_range(at.region, &subnet_id);
        Response { subnet_id, ipv6_cidr_block_association }
    }
}
