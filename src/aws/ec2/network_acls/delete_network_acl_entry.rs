//! [DeleteNetworkAclEntry](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteNetworkAclEntry.html)

use super::network_acl;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes a rule of a network ACL. The last rule of each direction, which denies everything, stays.
pub struct DeleteNetworkAclEntry;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    network_acl_id: SmolStr,
    rule_number: i64,
    egress: bool,
}

impl Operation for DeleteNetworkAclEntry {
    const ACTION: &'static str = "DeleteNetworkAclEntry";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for DeleteNetworkAclEntry {
    type Plan = (SmolStr, u32, bool);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let acl = network_acl(at.region, &request.network_acl_id)?;
        let entry = acl.entry(request.rule_number, request.egress)?;
        Ok((acl.id.clone(), entry.number, entry.egress))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, number, egress): Self::Plan) -> Done {
        if let Some(acl) = at.region.acls.get_mut(&id) {
            acl.remove(number, egress);
        }
        Done::YES
    }
}
