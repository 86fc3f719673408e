//! [CreateNetworkAclEntry](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html)

use super::entry::EntryParameters;
use super::network_acl;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::network::AclEntry;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use smol_str::SmolStr;

/// Adds a rule to a network ACL.
pub struct CreateNetworkAclEntry;

impl Operation for CreateNetworkAclEntry {
    const ACTION: &'static str = "CreateNetworkAclEntry";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = EntryParameters;
    type Response = Done;
}

impl Change for CreateNetworkAclEntry {
    type Plan = (SmolStr, AclEntry);

    fn plan(at: Place<'_>, request: EntryParameters) -> Result<Self::Plan, Error> {
        let acl = network_acl(at.region, &request.network_acl_id)?;
        let entry = request.read()?;
        acl.check_new(&entry)?;
        Ok((acl.id.clone(), entry))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, entry): Self::Plan) -> Done {
        if let Some(acl) = at.region.acls.get_mut(&id) {
            acl.set(entry);
        }
        Done::YES
    }
}
