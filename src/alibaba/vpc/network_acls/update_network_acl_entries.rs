//! [UpdateNetworkAclEntries](https://api.alibabacloud.com/document/Vpc/2016-04-28/UpdateNetworkAclEntries)

use super::parameters;
use super::rules::{EgressRequest, IngressRequest};
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::{WantedEntry, set_vpc_acl_entries, vpc_acl};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Replaces the rules of a network ACL, in the directions that are to be updated. Those that are not named are gone. Prefix lists
/// are not modelled and refused.
pub struct UpdateNetworkAclEntries;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    network_acl_id: SmolStr,
    update_ingress_acl_entries: Option<bool>,
    update_egress_acl_entries: Option<bool>,
    #[serde(default)]
    ingress_acl_entries: Vec<IngressRequest>,
    #[serde(default)]
    egress_acl_entries: Vec<EgressRequest>,
}

pub struct Plan {
    id: SmolStr,
    ingress: Option<Vec<WantedEntry>>,
    egress: Option<Vec<WantedEntry>>,
}

impl Operation for UpdateNetworkAclEntries {
    const ACTION: &'static str = "UpdateNetworkAclEntries";
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

impl Change for UpdateNetworkAclEntries {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let ingress = IngressRequest::read(request.ingress_acl_entries)?;
        let egress = EgressRequest::read(request.egress_acl_entries)?;
        let ingress = (request.update_ingress_acl_entries == Some(true)).then_some(ingress);
        let egress = (request.update_egress_acl_entries == Some(true)).then_some(egress);
        let acl = vpc_acl(at.region, &request.network_acl_id)?;
        acl.check_entries(at.region, ingress.as_deref().unwrap_or_default(), false)?;
        acl.check_entries(at.region, egress.as_deref().unwrap_or_default(), true)?;
        Ok(Plan { id: request.network_acl_id, ingress, egress })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        for (wanted, egress) in [(plan.ingress, false), (plan.egress, true)] {
            if let Some(wanted) = wanted {
                set_vpc_acl_entries(at, &plan.id, wanted, egress);
            }
        }
        Done {}
    }
}
