//! [DeleteNatGateway](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteNatGateway.html)

use super::nat_gateway;
use crate::aws::ec2::Ec2;
use crate::domain::network::delete_nat_gateway;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Deletes a NAT gateway. Routes to it lead nowhere at once; its addresses are free when it is deleted. It is shown for an hour
/// more.
pub struct DeleteNatGateway;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    nat_gateway_id: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    nat_gateway_id: SmolStr,
}

impl Operation for DeleteNatGateway {
    const ACTION: &'static str = "DeleteNatGateway";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for DeleteNatGateway {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        nat_gateway(at.region, &request.nat_gateway_id)?;
        Ok(request.nat_gateway_id)
    }

    fn commit(at: &mut PlaceMut<'_>, nat_gateway_id: SmolStr) -> Response {
        delete_nat_gateway(at, &nat_gateway_id);
        Response { nat_gateway_id }
    }
}
