//! [ReplaceNetworkAclAssociation](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceNetworkAclAssociation.html)

use super::network_acl;
use crate::aws::ec2::Ec2;
use crate::domain::network::{AwsVpcError, associate_acl, subnet_of_association};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Associates a subnet with another network ACL. The association gets a new id.
pub struct ReplaceNetworkAclAssociation;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    association_id: SmolStr,
    network_acl_id: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    new_association_id: SmolStr,
}

impl Operation for ReplaceNetworkAclAssociation {
    const ACTION: &'static str = "ReplaceNetworkAclAssociation";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for ReplaceNetworkAclAssociation {
    type Plan = (SmolStr, SmolStr);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let subnet = subnet_of_association(at.region, &request.association_id)?;
        let acl = network_acl(at.region, &request.network_acl_id)?;
        if acl.vpc != subnet.vpc {
            let (acl, subnet) = (acl.id.clone(), subnet.id.clone());
            return Err(AwsVpcError::AclElsewhere { acl, subnet }.into());
        }
        Ok((subnet.id.clone(), request.network_acl_id))
    }

    fn commit(at: &mut PlaceMut<'_>, (subnet, acl): Self::Plan) -> Response {
        Response { new_association_id: associate_acl(at, &subnet, acl) }
    }
}
