//! [ModifyVpcPeeringConnectionOptions](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcPeeringConnectionOptions.html)

use super::peering;
use super::view::Options;
use crate::aws::ec2::Ec2;
use crate::domain::network::{AwsVpcError, PeeringState};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Changes whether instances of a side get private addresses for public DNS names of the other. It is stored only.
pub struct ModifyVpcPeeringConnectionOptions;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_peering_connection_id: SmolStr,
    accepter_peering_connection_options: Option<Side>,
    requester_peering_connection_options: Option<Side>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    accepter_peering_connection_options: Option<Options>,
    requester_peering_connection_options: Option<Options>,
}

impl Operation for ModifyVpcPeeringConnectionOptions {
    const ACTION: &'static str = "ModifyVpcPeeringConnectionOptions";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("AccepterPeeringConnectionOptions.AllowEgressFromLocalClassicLinkToRemoteVpc", "false"),
        ("AccepterPeeringConnectionOptions.AllowEgressFromLocalVpcToRemoteClassicLink", "false"),
        ("AccepterPeeringConnectionOptions.AllowMultipathResilience", "false"),
        ("AccepterPeeringConnectionOptions.MultipathResilienceMode", ""),
        ("RequesterPeeringConnectionOptions.AllowEgressFromLocalClassicLinkToRemoteVpc", "false"),
        ("RequesterPeeringConnectionOptions.AllowEgressFromLocalVpcToRemoteClassicLink", "false"),
        ("RequesterPeeringConnectionOptions.AllowMultipathResilience", "false"),
        ("RequesterPeeringConnectionOptions.MultipathResilienceMode", ""),
    ];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Side {
    allow_dns_resolution_from_remote_vpc: Option<bool>,
}

impl Change for ModifyVpcPeeringConnectionOptions {
    type Plan = Request;

    fn plan(at: Place<'_>, request: Request) -> Result<Request, Error> {
        let peering = peering(at.region, &request.vpc_peering_connection_id)?;
        if peering.state != PeeringState::Active {
            return Err(AwsVpcError::PeeringInactive(peering.id.clone()).into());
        }
        Ok(request)
    }

    fn commit(at: &mut PlaceMut<'_>, request: Request) -> Response {
        let (mut requester, mut accepter) = (false, false);
        if let Some(peering) = at.region.peerings.get_mut(&request.vpc_peering_connection_id) {
            let set = |side: Option<Side>, flag: &mut bool| {
                *flag = side.and_then(|side| side.allow_dns_resolution_from_remote_vpc).unwrap_or(*flag);
            };
            set(request.requester_peering_connection_options, &mut peering.requester_dns);
            set(request.accepter_peering_connection_options, &mut peering.accepter_dns);
            (requester, accepter) = (peering.requester_dns, peering.accepter_dns);
        }
        let shown = |side: Option<Side>, dns: bool| side.map(|_| Options::new(dns));
        Response {
            accepter_peering_connection_options: shown(request.accepter_peering_connection_options, accepter),
            requester_peering_connection_options: shown(request.requester_peering_connection_options, requester),
        }
    }
}
