//! [DetachInternetGateway](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DetachInternetGateway.html)

use super::{gateway, vpc};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::network::{check_detach, set_gateway_vpc};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Detaches an internet gateway from its VPC. Fails if an instance there has a public address. Routes to the gateway stay,
/// and lead nowhere.
pub struct DetachInternetGateway;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    internet_gateway_id: SmolStr,
    vpc_id: SmolStr,
}

impl Operation for DetachInternetGateway {
    const ACTION: &'static str = "DetachInternetGateway";
    const DRY_RUN: DryRun = DryRun::BeforeParameters(&[]);
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for DetachInternetGateway {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let gateway = gateway(at.region, &request.internet_gateway_id)?;
        check_detach(at.region, gateway, vpc(at.region, &request.vpc_id)?)?;
        Ok(request.internet_gateway_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        set_gateway_vpc(at.region, &id, None);
        Done::YES
    }
}
