//! [DeleteEgressOnlyInternetGateway](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteEgressOnlyInternetGateway.html)

use crate::aws::ec2::Ec2;
use crate::domain::network::egress_gateway;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Deletes an egress-only internet gateway. Routes to it stay, and lead nowhere.
pub struct DeleteEgressOnlyInternetGateway;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    egress_only_internet_gateway_id: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    return_code: bool,
}

impl Operation for DeleteEgressOnlyInternetGateway {
    const ACTION: &'static str = "DeleteEgressOnlyInternetGateway";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for DeleteEgressOnlyInternetGateway {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        egress_gateway(at.region, &request.egress_only_internet_gateway_id)?;
        Ok(request.egress_only_internet_gateway_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Response {
        at.region.egress_gateways.remove(&id);
        Response { return_code: true }
    }
}
