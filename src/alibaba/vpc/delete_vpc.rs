//! [DeleteVpc](https://api.alibabacloud.com/document/Vpc/2016-04-28/DeleteVpc)

use super::parameters::vpc;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::{check_alibaba_vpc_unused, delete_vpc};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes a VPC. Fails if it has NAT gateways or VSwitches, or security groups other than the default one, which is deleted too
/// (ours).
pub struct DeleteVpc;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_id: SmolStr,
}

impl Operation for DeleteVpc {
    const ACTION: &'static str = "DeleteVpc";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    // It allows to delete a VPC with IPv4 or IPv6 gateways; there are none here.
    const IGNORED: &'static [&'static str] = &["ForceDelete"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;
}

impl Change for DeleteVpc {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        check_alibaba_vpc_unused(at.region, vpc(at.region, &request.vpc_id)?)?;
        Ok(request.vpc_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        delete_vpc(at, &id);
        Done {}
    }
}
