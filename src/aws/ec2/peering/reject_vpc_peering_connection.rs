//! [RejectVpcPeeringConnection](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RejectVpcPeeringConnection.html)

use super::peering;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::network::{PeeringState, set_peering_state};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Rejects the request for a peering connection, which is shown for two hours more.
pub struct RejectVpcPeeringConnection;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_peering_connection_id: SmolStr,
}

impl Operation for RejectVpcPeeringConnection {
    const ACTION: &'static str = "RejectVpcPeeringConnection";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for RejectVpcPeeringConnection {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        peering(at.region, &request.vpc_peering_connection_id)?.check_pending("rejected")?;
        Ok(request.vpc_peering_connection_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        set_peering_state(at, &id, PeeringState::Rejected);
        Done::YES
    }
}
