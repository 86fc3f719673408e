//! [CreateNetworkAcl](https://api.alibabacloud.com/document/Vpc/2016-04-28/CreateNetworkAcl)

use super::parameters::{self, description, name};
use super::view::{AclView, NoDetail};
use crate::alibaba::ecs::common::{TagRequest, tags};
use crate::alibaba::protocol::Rpc;
use crate::alibaba::vpc::parameters::vpc;
use crate::domain::compute::instance::Tags;
use crate::domain::error::Error as DomainError;
use crate::domain::network::{NetworkError, check_acl_count, make_vpc_acl};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates a network ACL with a rule in each direction that lets everything pass. It is available at once (ours: the vendor's is
/// `Modifying` for a moment).
pub struct CreateNetworkAcl;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_id: SmolStr,
    network_acl_name: Option<SmolStr>,
    description: Option<SmolStr>,
    #[serde(default)]
    tag: Vec<TagRequest>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    network_acl_id: SmolStr,
    network_acl_attribute: Option<AclView<NoDetail>>,
}

pub struct Plan {
    vpc: SmolStr,
    name: SmolStr,
    description: SmolStr,
    tags: Tags,
}

impl Operation for CreateNetworkAcl {
    const ACTION: &'static str = "CreateNetworkAcl";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::Domain(DomainError::Network(NetworkError::VpcNotFound(_))) => {
                Some(row(400, "InvalidVpcId.NotFound", "The vpc is not exist."))
            }
            _ => parameters::refuse(error),
        }
    }
}

impl Change for CreateNetworkAcl {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let name = name(request.network_acl_name)?.unwrap_or_default();
        let description = description(request.description)?.unwrap_or_default();
        let tags = tags(&request.tag)?;
        let vpc = vpc(at.region, &request.vpc_id)?.id.clone();
        check_acl_count(at.region, &vpc)?;
        Ok(Plan { vpc, name, description, tags })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let id = make_vpc_acl(at, plan.vpc, plan.name, plan.description, plan.tags);
        let acl = at.region.vpc_acls.get(&id);
        Response {
            network_acl_attribute: acl.map(|acl| AclView::new(at.region, at.scope.region, acl)),
            network_acl_id: id,
        }
    }
}
