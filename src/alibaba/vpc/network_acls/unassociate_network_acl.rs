//! [UnassociateNetworkAcl](https://api.alibabacloud.com/document/Vpc/2016-04-28/UnassociateNetworkAcl)

use super::parameters::{self, ResourceRequest, v_switches};
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::{check_acl_disassociation, set_acl, vpc_acl};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Ends the associations of VSwitches with a network ACL.
pub struct UnassociateNetworkAcl;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    network_acl_id: SmolStr,
    #[serde(default)]
    resource: Vec<ResourceRequest>,
}

impl Operation for UnassociateNetworkAcl {
    const ACTION: &'static str = "UnassociateNetworkAcl";
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

impl Change for UnassociateNetworkAcl {
    type Plan = Vec<SmolStr>;

    fn plan(at: Place<'_>, request: Request) -> Result<Vec<SmolStr>, Error> {
        let v_switches = v_switches(&request.resource)?;
        let acl = vpc_acl(at.region, &request.network_acl_id)?;
        check_acl_disassociation(at.region, acl, &v_switches)?;
        Ok(v_switches)
    }

    fn commit(at: &mut PlaceMut<'_>, v_switches: Vec<SmolStr>) -> Done {
        set_acl(at.region, &v_switches, &SmolStr::default());
        Done {}
    }
}
