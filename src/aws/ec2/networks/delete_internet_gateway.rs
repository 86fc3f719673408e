//! [DeleteInternetGateway](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteInternetGateway.html)

use super::gateway;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::network::AwsNetworkError;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes an internet gateway. Fails if it is attached to a VPC.
pub struct DeleteInternetGateway;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    internet_gateway_id: SmolStr,
}

impl Operation for DeleteInternetGateway {
    const ACTION: &'static str = "DeleteInternetGateway";
    const DRY_RUN: DryRun = DryRun::BeforeParameters(&[]);
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for DeleteInternetGateway {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let id = request.internet_gateway_id;
        if gateway(at.region, &id)?.vpc.is_some() {
            return Err(AwsNetworkError::GatewayInUse(id).into());
        }
        Ok(id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        at.region.gateways.remove(&id);
        Done::YES
    }
}
