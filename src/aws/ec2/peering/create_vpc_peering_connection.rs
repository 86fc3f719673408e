//! [CreateVpcPeeringConnection](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcPeeringConnection.html)

use super::view::PeeringView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, check_length, tags};
use crate::aws::ec2::networks::vpc;
use crate::domain::compute::instance::Tags;
use crate::domain::network::{Counted, PeeringState, check_quota, make_peering, new_peering_state};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, not_modelled};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Requests a peering connection between two VPCs of the account and the region; others are refused. The connection fails, as AWS
/// documents, if the ranges overlap or there is no such VPC, and is shown as failed for two hours. A request that is not accepted
/// expires after seven days.
pub struct CreateVpcPeeringConnection;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_id: SmolStr,
    peer_vpc_id: Option<SmolStr>,
    peer_owner_id: Option<SmolStr>,
    peer_region: Option<SmolStr>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    vpc_peering_connection: PeeringView,
}

impl Operation for CreateVpcPeeringConnection {
    const ACTION: &'static str = "CreateVpcPeeringConnection";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("RequesterPeeringConnectionOptions.AllowMultipathResilience", "false"),
        ("RequesterPeeringConnectionOptions.MultipathResilienceMode", ""),
    ];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

/// The connection to create.
pub struct Plan {
    requester: SmolStr,
    accepter: SmolStr,
    state: PeeringState,
    tags: Tags,
}

impl Change for CreateVpcPeeringConnection {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let peer = request.peer_vpc_id.ok_or_else(|| Error::missing("PeerVpcId"))?;
        check_length("PeerVpcId", &peer)?;
        let own = vpc(at.region, &request.vpc_id)?;
        not_modelled(&[
            (request.peer_owner_id.is_some_and(|owner| owner != at.scope.account), "PeerOwnerId"),
            (request.peer_region.is_some_and(|region| region != at.scope.region), "PeerRegion"),
        ])?;
        check_quota(at.region, Counted::OutstandingPeerings, &own.id)?;
        let state = new_peering_state(at.region, own, at.region.vpcs.get(&peer))?;
        let tags = tags(&request.tag_specification, "vpc-peering-connection", &[])?;
        Ok(Plan { requester: request.vpc_id, accepter: peer, state, tags })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let id = make_peering(at, plan.requester, plan.accepter, plan.state, plan.tags);
        let peering = &at.region.peerings[&id];
        Response { vpc_peering_connection: PeeringView::requested(at.scope, at.region, peering) }
    }
}
