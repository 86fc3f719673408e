//! [AcceptVpcPeeringConnection](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AcceptVpcPeeringConnection.html)

use super::peering;
use super::view::PeeringView;
use crate::aws::ec2::Ec2;
use crate::domain::network::{Counted, PeeringState, check_quota, set_peering_state};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Accepts the request for a peering connection. Routes to it lead there from now on.
pub struct AcceptVpcPeeringConnection;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_peering_connection_id: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    vpc_peering_connection: PeeringView,
}

impl Operation for AcceptVpcPeeringConnection {
    const ACTION: &'static str = "AcceptVpcPeeringConnection";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for AcceptVpcPeeringConnection {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let peering = peering(at.region, &request.vpc_peering_connection_id)?;
        peering.check_pending("provisioning")?;
        for vpc in [&peering.requester, &peering.accepter] {
            check_quota(at.region, Counted::ActivePeerings, vpc)?;
        }
        Ok(request.vpc_peering_connection_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Response {
        set_peering_state(at, &id, PeeringState::Active);
        let accepted = &at.region.peerings[&id];
        Response { vpc_peering_connection: PeeringView::accepted(at.scope, at.region, accepted) }
    }
}
