//! [DeleteSubnet](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSubnet.html)

use super::subnet;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::network::{check_subnet_unused, delete_subnet};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes a subnet. Fails if it has instances that are not terminated.
pub struct DeleteSubnet;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    subnet_id: SmolStr,
}

impl Operation for DeleteSubnet {
    const ACTION: &'static str = "DeleteSubnet";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for DeleteSubnet {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        check_subnet_unused(at.region, subnet(at.region, &request.subnet_id)?)?;
        Ok(request.subnet_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        delete_subnet(at.region, &id);
        Done::YES
    }
}
