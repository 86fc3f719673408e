//! [DeleteVpcPeeringConnection](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteVpcPeeringConnection.html)

use super::peering;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::network::{AwsVpcError, PeeringState, set_peering_state};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes a peering connection, or the request for one. It is shown for two hours more. Routes to it stay, and lead nowhere.
pub struct DeleteVpcPeeringConnection;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_peering_connection_id: SmolStr,
}

impl Operation for DeleteVpcPeeringConnection {
    const ACTION: &'static str = "DeleteVpcPeeringConnection";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for DeleteVpcPeeringConnection {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let peering = peering(at.region, &request.vpc_peering_connection_id)?;
        if !peering.state.is_live() {
            let (id, from) = (peering.id.clone(), peering.state.code());
            return Err(AwsVpcError::PeeringState { id, from, to: "deleting" }.into());
        }
        Ok(request.vpc_peering_connection_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        set_peering_state(at, &id, PeeringState::Deleted);
        Done::YES
    }
}
