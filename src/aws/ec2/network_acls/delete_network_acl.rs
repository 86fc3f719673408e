//! [DeleteNetworkAcl](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteNetworkAcl.html)

use super::network_acl;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes a network ACL. Fails if it is a default one, or a subnet is associated with it.
pub struct DeleteNetworkAcl;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    network_acl_id: SmolStr,
}

impl Operation for DeleteNetworkAcl {
    const ACTION: &'static str = "DeleteNetworkAcl";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for DeleteNetworkAcl {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        network_acl(at.region, &request.network_acl_id)?.check_unused(at.region)?;
        Ok(request.network_acl_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        at.region.acls.remove(&id);
        Done::YES
    }
}
