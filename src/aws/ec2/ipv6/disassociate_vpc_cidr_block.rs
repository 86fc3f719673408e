//! [DisassociateVpcCidrBlock](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisassociateVpcCidrBlock.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::networks::vpc_view::{AssociationView, Ipv6AssociationView};
use crate::domain::network::{check_vpc_disassociation, disassociate_vpc_range};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Takes a range from a VPC. Fails for the first one, and if a subnet has some of it.
pub struct DisassociateVpcCidrBlock;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    association_id: SmolStr,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    vpc_id: SmolStr,
    cidr_block_association: Option<AssociationView>,
    ipv6_cidr_block_association: Option<Ipv6AssociationView>,
}

impl Operation for DisassociateVpcCidrBlock {
    const ACTION: &'static str = "DisassociateVpcCidrBlock";
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for DisassociateVpcCidrBlock {
    type Plan = (SmolStr, SmolStr);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let vpc = check_vpc_disassociation(at.region, &request.association_id)?;
        Ok((vpc.id.clone(), request.association_id))
    }

    fn commit(at: &mut PlaceMut<'_>, (vpc_id, id): Self::Plan) -> Response {
        let vpc = at.region.vpcs.get(&vpc_id);
        let v4 = vpc.and_then(|vpc| vpc.more.iter().find(|one| one.id == id));
        let v6 = vpc.and_then(|vpc| vpc.ipv6.iter().find(|one| one.id == id));
        let response = Response {
            cidr_block_association: v4.map(|one| AssociationView::new(one, "disassociating")),
            ipv6_cidr_block_association: v6.map(|one| Ipv6AssociationView::of_vpc(at.scope, one, "disassociating")),
            vpc_id: vpc_id.clone(),
        };
        disassociate_vpc_range(at.region, &vpc_id, &id);
        response
    }
}
