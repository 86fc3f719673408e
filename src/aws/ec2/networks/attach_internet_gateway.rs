//! [AttachInternetGateway](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachInternetGateway.html)

use super::{gateway, vpc};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::network::{check_attach, set_gateway_vpc};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Attaches an internet gateway to a VPC. Neither may have another. Routes to the gateway that lead nowhere lead there
/// again.
pub struct AttachInternetGateway;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    internet_gateway_id: SmolStr,
    vpc_id: SmolStr,
}

impl Operation for AttachInternetGateway {
    const ACTION: &'static str = "AttachInternetGateway";
    const DRY_RUN: DryRun = DryRun::BeforeParameters(&[]);
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for AttachInternetGateway {
    type Plan = Request;

    fn plan(at: Place<'_>, request: Request) -> Result<Request, Error> {
        let gateway = gateway(at.region, &request.internet_gateway_id)?;
        check_attach(at.region, gateway, vpc(at.region, &request.vpc_id)?)?;
        Ok(request)
    }

    fn commit(at: &mut PlaceMut<'_>, request: Request) -> Done {
        set_gateway_vpc(at.region, &request.internet_gateway_id, Some(request.vpc_id));
        Done::YES
    }
}
