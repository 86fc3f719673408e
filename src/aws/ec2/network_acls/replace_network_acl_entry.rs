//! [ReplaceNetworkAclEntry](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceNetworkAclEntry.html)

use super::entry::EntryParameters;
use super::network_acl;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::network::AclEntry;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use smol_str::SmolStr;

/// Replaces the rule of a network ACL that has the number.
pub struct ReplaceNetworkAclEntry;

impl Operation for ReplaceNetworkAclEntry {
    const ACTION: &'static str = "ReplaceNetworkAclEntry";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = EntryParameters;
    type Response = Done;
}

impl Change for ReplaceNetworkAclEntry {
    type Plan = (SmolStr, AclEntry);

    fn plan(at: Place<'_>, request: EntryParameters) -> Result<Self::Plan, Error> {
        let acl = network_acl(at.region, &request.network_acl_id)?;
        let entry = request.read()?;
        acl.entry(i64::from(entry.number), entry.egress)?;
        Ok((acl.id.clone(), entry))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, entry): Self::Plan) -> Done {
        if let Some(acl) = at.region.acls.get_mut(&id) {
            acl.set(entry);
        }
        Done::YES
    }
}
