//! [DeleteVpc](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteVpc.html)

use super::vpc;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::network::{check_vpc_unused, delete_vpc};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes a VPC together with the resources that CreateVpc created for it. Fails if the VPC has other resources: the
/// default VPC has subnets and an internet gateway.
pub struct DeleteVpc;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_id: SmolStr,
}

impl Operation for DeleteVpc {
    const ACTION: &'static str = "DeleteVpc";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for DeleteVpc {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        check_vpc_unused(at.region, vpc(at.region, &request.vpc_id)?)?;
        Ok(request.vpc_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        delete_vpc(at, &id);
        Done::YES
    }
}
