//! [CreateNetworkAcl](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAcl.html)

use super::view::NetworkAclView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, tags};
use crate::aws::ec2::networks::listing::{made_before, shown_token, wrong_arguments};
use crate::aws::ec2::networks::vpc;
use crate::domain::compute::instance::Tags;
use crate::domain::network::{Counted, NetworkAcl, check_quota, make_acl};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates a network ACL for a VPC, which denies everything until it has rules.
pub struct CreateNetworkAcl;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_id: SmolStr,
    client_token: Option<SmolStr>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    network_acl: NetworkAclView,
    client_token: Option<SmolStr>,
}

impl Operation for CreateNetworkAcl {
    const ACTION: &'static str = "CreateNetworkAcl";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        wrong_arguments(error)
    }
}

/// The ACL to create.
pub struct Plan {
    vpc: SmolStr,
    tags: Tags,
    client_token: Option<SmolStr>,
}

impl Change for CreateNetworkAcl {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        vpc(at.region, &request.vpc_id)?;
        check_quota(at.region, Counted::NetworkAcls, &request.vpc_id)?;
        Ok(Plan {
            tags: tags(&request.tag_specification, "network-acl", &[])?,
            vpc: request.vpc_id,
            client_token: shown_token(request.client_token),
        })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let id = make_acl(at, plan.vpc, plan.tags);
        let network_acl = NetworkAclView::created(at.scope, at.region, &at.region.acls[&id]);
        Response { network_acl, client_token: plan.client_token }
    }

    fn repeat(at: Place<'_>, request: &Request, stored: &str) -> Result<Option<Response>, Error> {
        let acl = made_before(stored, "networkAclId", &at.region.acls)?;
        let acl = NetworkAcl { tags: tags(&request.tag_specification, "network-acl", &[])?, ..acl.clone() };
        let network_acl = NetworkAclView::created(at.scope, at.region, &acl);
        Ok(Some(Response { network_acl, client_token: shown_token(request.client_token.clone()) }))
    }
}
