//! [DeleteVpcEndpoints](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteVpcEndpoints.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::unsuccessful::{Deletion, Unsuccessful};
use crate::domain::network::delete_endpoint;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Deletes endpoints, with the routes to them. Those that do not exist are told in the answer.
pub struct DeleteVpcEndpoints;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    vpc_endpoint_id: Vec<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    unsuccessful: Set<Unsuccessful>,
}

impl Operation for DeleteVpcEndpoints {
    const ACTION: &'static str = "DeleteVpcEndpoints";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for DeleteVpcEndpoints {
    type Plan = Deletion;

    fn plan(at: Place<'_>, request: Request) -> Result<Deletion, Error> {
        Deletion::plan("VpcEndpointId", request.vpc_endpoint_id, &at.region.endpoints)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Deletion) -> Response {
        plan.found.iter().for_each(|id| delete_endpoint(at, id));
        // The code is not that of the descriptions.
        let item = |id: SmolStr| {
            let text = format!("The Vpc Endpoint Id '{id}' does not exist");
            Unsuccessful::new(id, &row(400, "InvalidVpcEndpoint.NotFound", text))
        };
        Response { unsuccessful: plan.unknown.into_iter().map(item).collect() }
    }
}
