//! [CreateDefaultVpc](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateDefaultVpc.html)

use super::vpc_view::VpcView;
use crate::aws::ec2::Ec2;
use crate::domain::network::{AwsVpcError, make_default_vpc};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};

/// Creates the default VPC of the region with a subnet in each zone and an internet gateway, after it was deleted.
pub struct CreateDefaultVpc;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    vpc: VpcView,
}

impl Operation for CreateDefaultVpc {
    const ACTION: &'static str = "CreateDefaultVpc";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for CreateDefaultVpc {
    type Plan = ();

    fn plan(at: Place<'_>, _: Request) -> Result<(), Error> {
        if at.region.default_vpc().is_some() { Err(AwsVpcError::DefaultVpcExists.into()) } else { Ok(()) }
    }

    fn commit(at: &mut PlaceMut<'_>, (): ()) -> Response {
        let id = make_default_vpc(at);
        Response { vpc: VpcView::created(at.scope, &at.region.vpcs[&id]) }
    }
}
