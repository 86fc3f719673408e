//! [CopyNetworkAclEntries](https://api.alibabacloud.com/document/Vpc/2016-04-28/CopyNetworkAclEntries)

use super::parameters;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::{VpcAclEntry, WantedEntry, set_vpc_acl_entries, vpc_acl};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Gives a network ACL the rules of another in place of its own.
pub struct CopyNetworkAclEntries;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    network_acl_id: SmolStr,
    source_network_acl_id: SmolStr,
}

pub struct Plan {
    id: SmolStr,
    ingress: Vec<WantedEntry>,
    egress: Vec<WantedEntry>,
}

impl Operation for CopyNetworkAclEntries {
    const ACTION: &'static str = "CopyNetworkAclEntries";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        parameters::refuse(error)
    }
}

impl Change for CopyNetworkAclEntries {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let acl = vpc_acl(at.region, &request.network_acl_id)?;
        let source = vpc_acl(at.region, &request.source_network_acl_id)?;
        let copy = |entries: &[VpcAclEntry]| entries.iter().map(|entry| (None, entry.rule.clone())).collect();
        let (ingress, egress): (Vec<_>, Vec<_>) = (copy(&source.ingress), copy(&source.egress));
        acl.check_entries(at.region, &ingress, false)?;
        acl.check_entries(at.region, &egress, true)?;
        Ok(Plan { id: request.network_acl_id, ingress, egress })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        set_vpc_acl_entries(at, &plan.id, plan.ingress, false);
        set_vpc_acl_entries(at, &plan.id, plan.egress, true);
        Done {}
    }
}
